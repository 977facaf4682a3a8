using System.Text;
using System.Text.Json;
using Monitor.Cli.Commands;
using Spectre.Console;

namespace Monitor.Cli.Tests;

/// <summary>What the command sends, what it shows, and how it ends.</summary>
public sealed class ImportAreasCommandTests : IDisposable
{
    private const string Unlike = """
        {"kind":"ENDED","code":"GM0009","name":"Ten Boer","was":"GM0009","became":"GM0014"}
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
    public async Task It_tells_the_differences_of_a_dry_run_and_then_brings_the_list_in()
    {
        gateway.Answers.Enqueue(Import(null, "", Unlike));
        gateway.Answers.Enqueue(Import("2019-cbs-1-abc", "", Unlike));

        Assert.Equal(0, await RunAsync(isDryRun: false));

        Assert.Equal([true, false], gateway.Asked.Select(a => a.GetProperty("dryRun").GetBoolean()));
        Assert.All(gateway.Asked, a => Assert.Equal(
            ("list", "steps", 2019),
            (a.GetProperty("file").GetString(), a.GetProperty("successions").GetString(),
                a.GetProperty("year").GetInt32())));
        Assert.Contains("Ten Boer", shown.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "378 municipalities, 0 faults, 1 differences from the list of 2018.",
            shown.ToString(), StringComparison.Ordinal);
        Assert.Contains("Imported: 2019-cbs-1-abc.", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_stops_there()
    {
        gateway.Answers.Enqueue(Import(null, "", Unlike));

        Assert.Equal(0, await RunAsync(isDryRun: true));
        Assert.Single(gateway.Asked);
        Assert.EndsWith("Nothing was changed.", shown.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_are_shown_with_their_lines_and_end_it_with_1()
    {
        gateway.Answers.Enqueue(Import(
            null, """{"file":"MUNICIPALITIES","line":7,"code":"BAD_REGION","message":"No region."}""", ""));

        Assert.Equal(1, await RunAsync(isDryRun: false));
        Assert.Single(gateway.Asked);
        Assert.Matches(@"MUNICIPALITIES +7 +BAD_REGION +No region\.", shown.ToString());
    }

    [Fact]
    public async Task A_refusal_is_told_in_its_words()
    {
        gateway.Answers.Enqueue("""{"errors":[{"message":"This needs the role institute."}],"data":null}""");

        var failure = await Assert.ThrowsAsync<CliException>(() => RunAsync(isDryRun: true));

        Assert.Equal("This needs the role institute.", failure.Message);
    }

    private Task<int> RunAsync(bool isDryRun)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(shown), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No,
        });
        console.Profile.Width = 200;
        return new ImportAreasCommand(home.Workplace, _ => null, console, gateway).RunAsync(
            new ImportAreasArguments
            {
                File = Write("list.csv", "list"),
                Year = 2019,
                Successions = Write("steps.csv", "steps"),
                IsDryRun = isDryRun,
            },
            TestContext.Current.CancellationToken);
    }

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(home.Workplace.Home);
        var path = Path.Combine(home.Workplace.Home, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Import(string? edition, string faults, string changes) =>
        "{\"data\":{\"importAreas\":{\"edition\":" + JsonSerializer.Serialize(edition)
        + ",\"comparedWith\":2018,\"municipalities\":378,"
        + $"\"faults\":[{faults}],\"changes\":[{changes}]" + "}}}";

    /// <summary>A gateway that gives these answers, one after the other.</summary>
    private sealed class Gateway : HttpMessageHandler
    {
        public Queue<string> Answers { get; } = new();

        /// <summary>The variables of each request.</summary>
        public List<JsonElement> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Asked.Add(JsonDocument.Parse(body).RootElement.GetProperty("variables").Clone());
            return new HttpResponseMessage
            {
                Content = new StringContent(Answers.Dequeue(), Encoding.UTF8, "application/json"),
            };
        }
    }
}
