using System.Net;
using System.Text;
using Monitor.Cli.Commands;
using Spectre.Console;

namespace Monitor.Cli.Tests;

/// <summary>What the command sends, what it shows, and how it ends.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly TemporaryHome home = new();
    private readonly StringWriter shown = new();
    private readonly Gateway gateway = new();

    public void Dispose()
    {
        home.Dispose();
        shown.Dispose();
        gateway.Dispose();
    }

    [Fact]
    public async Task It_sends_file_and_mapping_as_the_institute_and_shows_how_far_it_is()
    {
        gateway.Answer = (HttpStatusCode.OK, """
            {"progress":{"stage":"READING","done":0,"of":1}}
            {"progress":{"stage":"WRITING","done":2,"of":2}}
            {"report":{"outcome":"IMPORTED","added":1,"replaced":1,"unchanged":0,"answers":7,"import":"i","faults":[],
            "warnings":[{"line":3,"question":"q","kind":"EMAIL","excerpt":"j***@x.nl"}]}}
            """.Replace(",\n\"warn", ",\"warn", StringComparison.Ordinal));

        Assert.Equal(0, await RunAsync(new ImportArguments
        {
            File = Write("a.csv", "municipality;question\n"), Round = 2018, IsDryRun = true, Replaces = true,
            Map = Write("m.json", "{}"), OptionSeparator = "+",
        }));

        Assert.Equal(
            "/imports/responses?round=2018&dryRun=true&replace=true&optionSeparator=%2B", gateway.Asked!.PathAndQuery);
        Assert.StartsWith("Bearer ", gateway.Authorization, StringComparison.Ordinal);
        Assert.Contains("municipality;question", gateway.Body, StringComparison.Ordinal);
        Assert.Contains("name=map", gateway.Body, StringComparison.Ordinal);
        Assert.Equal(
            """
            Reading 0/1
            Writing 2/2
            Warning: line 3, q seems to hold personal data (EMAIL): j***@x.nl
            Imported: 1 responses added, 1 replaced, 0 unchanged; 7 answers (import i).

            """,
            shown.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Faults_are_shown_with_their_lines_and_end_it_with_1()
    {
        gateway.Answer = (HttpStatusCode.OK, """
            {"report":{"outcome":"REFUSED","warnings":[],"faults":[
            {"line":2,"column":"options","code":"UNKNOWN_OPTION","message":"'x' is not one."}]}}
            """.Replace("[\n", "[", StringComparison.Ordinal));
        var report = Path.Combine(home.Workplace.Home, "report.json");

        Assert.Equal(1, await RunAsync(new ImportArguments
        {
            File = Write("a.csv", "x"), Round = 2018, Report = report,
        }));

        Assert.Matches(@"2 +│? *options +│? *UNKNOWN_OPTION +│? *'x' is not one\.", shown.ToString());
        Assert.Contains("1 faults: nothing was imported.", shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("UNKNOWN_OPTION", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"report":{"outcome":"UNCHANGED","warnings":[],"faults":[],"earlier":{"at":"2026-01-01T00:00:00Z","""
        + "\"by\":\"het instituut\"}}}",
        0, "This file was imported on 2026-01-01T00:00:00Z by het instituut: nothing was changed.")]
    [InlineData(
        """{"report":{"outcome":"CHECKED","added":3,"replaced":0,"unchanged":1,"answers":9,"""
        + "\"warnings\":[],\"faults\":[]}}",
        0, "No faults: 3 responses would be added, 0 replaced, 1 unchanged; 9 answers. Nothing was changed.")]
    [InlineData(
        """{"problem":{"code":"CHANGED_MEANWHILE","detail":"Try again."}}""", 1, "CHANGED_MEANWHILE: Try again.")]
    public async Task Each_end_says_what_was_done(string line, int exitCode, string said)
    {
        gateway.Answer = (HttpStatusCode.OK, line + "\n");

        Assert.Equal(exitCode, await RunAsync(new ImportArguments { File = Write("a.csv", "x"), Round = 2018 }));
        Assert.Equal(said, shown.ToString().ReplaceLineEndings("\n").TrimEnd());
    }

    [Fact]
    public async Task A_refusal_is_told_in_its_words_and_ends_it_with_1()
    {
        gateway.Answer = (HttpStatusCode.Conflict, """{"code":"ROUND_CLOSED","detail":"Round 2017 is closed."}""");

        Assert.Equal(1, await RunAsync(new ImportArguments { File = Write("a.csv", "x"), Round = 2017 }));
        Assert.Equal("ROUND_CLOSED: Round 2017 is closed.", shown.ToString().TrimEnd());
    }

    [Fact]
    public async Task An_answer_that_is_broken_off_is_no_success()
    {
        gateway.Answer = (HttpStatusCode.OK, """{"progress":{"stage":"WRITING","done":1,"of":2}}""" + "\n");

        await Assert.ThrowsAsync<CliException>(
            () => RunAsync(new ImportArguments { File = Write("a.csv", "x"), Round = 2018 }));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named() =>
        Assert.Contains("nothing.csv", (await Assert.ThrowsAsync<CliException>(
            () => RunAsync(new ImportArguments { File = "nothing.csv", Round = 2018 }))).Message,
            StringComparison.Ordinal);

    private Task<int> RunAsync(ImportArguments arguments)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(shown),
        });
        console.Profile.Width = 200;
        return new ImportCommand(home.Workplace, _ => null, console, gateway).RunAsync(
            arguments, TestContext.Current.CancellationToken);
    }

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(home.Workplace.Home);
        var path = Path.Combine(home.Workplace.Home, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Answers as the gateway does, and keeps what it was sent.</summary>
    private sealed class Gateway : HttpMessageHandler
    {
        public (HttpStatusCode Status, string Body) Answer { get; set; }

        public Uri? Asked { get; private set; }

        public string? Authorization { get; private set; }

        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.RequestUri;
            Authorization = request.Headers.Authorization?.ToString();
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(Answer.Status)
            {
                Content = new StringContent(Answer.Body, Encoding.UTF8, "application/x-ndjson"),
            };
        }
    }
}
