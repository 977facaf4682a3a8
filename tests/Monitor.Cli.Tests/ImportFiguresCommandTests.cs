using System.IO.Compression;
using System.Net;
using System.Text;
using Monitor.Cli.Commands;
using Spectre.Console;

namespace Monitor.Cli.Tests;

/// <summary>What the command sends, what it shows, and how it ends.</summary>
public sealed class ImportFiguresCommandTests : IDisposable
{
    private const string Report = """
        "mapping":"84852NED","added":3,"revised":1,"equal":2,"suppressed":1,"skipped":0,"notMappedCount":4,
        "publishedOn":"2024-04-30","import":"i","faultCount":0,"faults":[],
        "notMapped":[{"kind":"AREA","name":"Eemsdelta","cells":4,"reason":"No list here has it."}],
        "revisions":[{"indicator":"veilig-thuis.reports","area":"NL","period":"2019-H1","was":64960,
        "wasStatus":"PROVISIONAL","is":65075,"isStatus":"DEFINITE"}]
        """;

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
    public async Task It_sends_a_file_as_the_institute_and_shows_what_came_of_it()
    {
        gateway.Answer = (HttpStatusCode.OK, Lines(
            """{"progress":{"stage":"READING","part":"Observations-2.json","cells":100}}""",
            """{"progress":{"stage":"WRITING","cells":200}}""",
            Told("IMPORTED")));

        Assert.Equal(0, await RunAsync(new ImportFiguresArguments
        {
            Content = Write("table.csv", "a;b"), Mapping = "84852NED", Status = "DEFINITE", Published = "2024-04-30",
        }));

        Assert.Equal(
            "/imports/figures?mapping=84852NED&status=DEFINITE&published=2024-04-30", gateway.Asked!.PathAndQuery);
        Assert.StartsWith("Bearer ", gateway.Authorization, StringComparison.Ordinal);
        Assert.Contains("a;b", gateway.Body, StringComparison.Ordinal);
        var text = shown.ToString();
        Assert.Contains("Reading Observations-2.json, 100 cells so far", text, StringComparison.Ordinal);
        Assert.Contains("Eemsdelta", text, StringComparison.Ordinal);
        Assert.Matches("veilig-thuis.reports .*64960 PROVISIONAL.*65075 DEFINITE", text);
        Assert.Contains(
            "Imported with 84852NED: 3 new, 1 revised, 2 equal (1 of them kept back by CBS); 0 cells skipped, 4 not "
            + "mapped; published 2024-04-30 (import i).",
            text.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_fetched_by_the_service_and_not_from_here()
    {
        gateway.Answer = (HttpStatusCode.OK, Lines(Told("CHECKED")));

        Assert.Equal(0, await RunAsync(new ImportFiguresArguments
        {
            Content = "https://datasets.cbs.nl/odata/v1/CBS/84852NED", Mapping = "84852NED", IsDryRun = true,
        }));

        Assert.Equal(
            "/imports/figures?mapping=84852NED"
            + "&url=https%3A%2F%2Fdatasets.cbs.nl%2Fodata%2Fv1%2FCBS%2F84852NED&dryRun=true",
            gateway.Asked!.PathAndQuery);
        Assert.Equal("", gateway.Body);
        Assert.Contains("Nothing was changed.", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_sent_as_the_same_archive_every_time_and_a_mapping_of_ones_own_with_it()
    {
        gateway.Answer = (HttpStatusCode.OK, Lines(Told("UNCHANGED")));
        Write("table/Observations.json", "{}");
        Write("table/Dimensions.json", "{}");
        Write("table/notes.txt", "not this");
        var arguments = new ImportFiguresArguments
        {
            Content = Path.Combine(home.Workplace.Home, "table"), Mapping = Write("own.json", "{\"name\":\"own\"}"),
        };

        Assert.Equal(0, await RunAsync(arguments));
        var first = Archive(gateway.Bytes);
        File.SetLastWriteTimeUtc(Path.Combine(home.Workplace.Home, "table", "Dimensions.json"), DateTime.UnixEpoch);
        await RunAsync(arguments);

        Assert.Equal(first, Archive(gateway.Bytes));
        using var archive = new ZipArchive(new MemoryStream(first));
        Assert.Equal(["Dimensions.json", "Observations.json"], archive.Entries.Select(e => e.FullName));
        Assert.Equal("/imports/figures?", gateway.Asked!.PathAndQuery);
        Assert.Contains("{\"name\":\"own\"}", gateway.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_shown_with_their_lines_and_end_it_with_1()
    {
        gateway.Answer = (HttpStatusCode.OK, Lines("""
            {"report":{"outcome":"REFUSED","faultCount":1,"faults":[{"line":3,"column":"Perioden","code":"BAD_PERIOD",
            "message":"'x' is no period."}],"notMapped":[],"revisions":[]}}
            """));
        var report = Path.Combine(home.Workplace.Home, "report.json");

        Assert.Equal(1, await RunAsync(new ImportFiguresArguments
        {
            Content = Write("table.csv", "a;b"), Mapping = "84852NED", Report = report,
        }));

        Assert.Matches("3 .*Perioden .*BAD_PERIOD .*'x' is no period.", shown.ToString());
        Assert.Contains("1 faults: nothing was imported.", shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("BAD_PERIOD", await File.ReadAllTextAsync(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_told_and_ends_it_with_1()
    {
        gateway.Answer = (
            HttpStatusCode.NotFound, """{"code":"UNKNOWN_MAPPING","detail":"There is no mapping 'x'."}""");

        Assert.Equal(1, await RunAsync(new ImportFiguresArguments { Content = Write("t.csv", "a"), Mapping = "x" }));

        Assert.Contains("UNKNOWN_MAPPING: There is no mapping 'x'.", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_before_anything_is_sent()
    {
        var told = await Assert.ThrowsAsync<CliException>(() =>
            RunAsync(new ImportFiguresArguments { Content = "nowhere.csv", Mapping = "84852NED" }));

        Assert.Contains("nowhere.csv", told.Message, StringComparison.Ordinal);
        Assert.Null(gateway.Asked);
    }

    private static string Told(string outcome) => $"{{\"report\":{{\"outcome\":\"{outcome}\",{Report}}}}}";

    private static string Lines(params string[] lines) =>
        string.Join('\n', lines.Select(line => line.ReplaceLineEndings("").Trim())) + "\n";

    private static byte[] Archive(byte[] body)
    {
        var begin = body.AsSpan().IndexOf("PK\u0003\u0004"u8);
        var end = body.AsSpan().LastIndexOf("PK\u0005\u0006"u8) + 22;
        return body[begin..end];
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(home.Workplace.Home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    private Task<int> RunAsync(ImportFiguresArguments arguments)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(shown), Interactive = InteractionSupport.No,
        });
        console.Profile.Width = 200;
        return new ImportFiguresCommand(home.Workplace, _ => null, console, gateway)
            .RunAsync(arguments, CancellationToken.None);
    }

    private sealed class Gateway : HttpMessageHandler
    {
        public (HttpStatusCode Status, string Body) Answer { get; set; }

        public Uri? Asked { get; private set; }

        public string? Authorization { get; private set; }

        public byte[] Bytes { get; private set; } = [];

        public string Body => Encoding.Latin1.GetString(Bytes);

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = request.RequestUri;
            Authorization = request.Headers.Authorization?.ToString();
            Bytes = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
            return new HttpResponseMessage(Answer.Status) { Content = new StringContent(Answer.Body) };
        }
    }
}
