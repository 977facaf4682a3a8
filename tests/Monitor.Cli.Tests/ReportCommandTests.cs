using System.Text;
using System.Text.Json;
using Monitor.Cli.Commands;
using Monitor.Cli.Servers;
using Spectre.Console;

namespace Monitor.Cli.Tests;

/// <summary>What the command asks, what it keeps, and how it ends.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private const string Page = "<!DOCTYPE html>\n<html lang=\"nl\"><title>Süd-West</title><p>één</p></html>\n";

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
    public async Task It_keeps_the_bytes_of_the_graph()
    {
        Assert.Equal(0, await RunAsync(new ReportArguments { Year = 2017, AsOf = new DateOnly(2018, 1, 31) }));

        Assert.Equal(Encoding.UTF8.GetBytes(Page), await File.ReadAllBytesAsync(ReportFile));
        Assert.Contains("report.html (release 2017-1)", shown.ToString(), StringComparison.Ordinal);
        Assert.Equal("""{"year":2017,"asOf":"2018-01-31"}""", gateway.Variables!.Value.GetRawText());
    }

    [Fact]
    public async Task A_round_without_release_is_told_in_the_graph_s_words_and_leaves_no_file()
    {
        gateway.Answer = """{"errors":[{"message":"Round 2018 had no release."}],"data":{"yearlyReport":null}}""";

        var failure = await Assert.ThrowsAsync<CliException>(() => RunAsync(new ReportArguments { Year = 2018 }));

        Assert.Equal("Round 2018 had no release.", failure.Message);
        Assert.False(File.Exists(ReportFile));
    }

    [Fact]
    public async Task Without_Chromium_the_HTML_stays_and_the_exit_code_says_so()
    {
        Assert.Equal(3, await RunAsync(new ReportArguments { Year = 2017, WithPdf = true }, chromium: null));

        Assert.True(File.Exists(ReportFile));
        Assert.Contains("No PDF: there is no Chromium here", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Chromium_that_fails_is_no_PDF_either()
    {
        Assert.Equal(3, await RunAsync(new ReportArguments { Year = 2017, WithPdf = true }, chromium: "/bin/false"));

        Assert.Contains("No PDF: Chromium failed.", shown.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chromium_prints_it()
    {
        var chromium = ServerBinaries.Find("chromium");
        Assert.True(chromium is not null, "This needs Chromium: apt-get install -y chromium");

        Assert.Equal(0, await RunAsync(new ReportArguments { Year = 2017, WithPdf = true }, chromium));

        var pdf = await File.ReadAllBytesAsync(Path.ChangeExtension(ReportFile, ".pdf"));
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf[..5]));
    }

    private string ReportFile => Path.Combine(home.Workplace.Home, "report.html");

    private Task<int> RunAsync(ReportArguments arguments, string? chromium = null)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(shown), Ansi = AnsiSupport.No, Interactive = InteractionSupport.No,
        });
        Directory.CreateDirectory(home.Workplace.Home);
        return new ReportCommand(home.Workplace, _ => null, console, gateway, () => chromium).RunAsync(
            arguments with { Output = ReportFile }, TestContext.Current.CancellationToken);
    }

    /// <summary>A gateway that gives one report.</summary>
    private sealed class Gateway : HttpMessageHandler
    {
        public string Answer { get; set; } = JsonSerializer.Serialize(
            new { data = new { yearlyReport = new { release = "2017-1", html = Page } } });

        public JsonElement? Variables { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            Variables = JsonDocument.Parse(body).RootElement.GetProperty("variables").Clone();
            return new HttpResponseMessage { Content = new StringContent(Answer, Encoding.UTF8, "application/json") };
        }
    }
}
