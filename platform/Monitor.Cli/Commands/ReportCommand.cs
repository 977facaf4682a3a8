using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Monitor.Cli.Running;
using Monitor.Cli.Servers;
using Monitor.Cli.Tokens;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>What <c>./monitor report</c> was given.</summary>
internal sealed record ReportArguments
{
    public required int Year { get; init; }

    /// <summary>The code of a region, for its report; null for the report of the country.</summary>
    public string? Region { get; init; }

    /// <summary>The day whose edition and figures it shows; null for today.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Where the HTML goes; null for a name of its own in this folder.</summary>
    public string? Output { get; init; }

    /// <summary>Whether a PDF is wanted beside it.</summary>
    public bool WithPdf { get; init; }
}

/// <summary>
/// Fetches the yearly report, or that of a region, from the running system's gateway, as the institute, and keeps it
/// as a file; with a PDF that headless Chromium prints, where there is one. The bytes are those of the graph's field
/// <c>html</c>.
/// </summary>
/// <remarks>Exit codes: 0; 1 when there is no report (the reason is shown); 3 when the HTML is there and the PDF is
/// not.
/// </remarks>
internal sealed class ReportCommand(
    Workplace workplace,
    Func<string, string?> readEnvironment,
    IAnsiConsole console,
    HttpMessageHandler? handler = null,
    Func<string?>? findChromium = null)
{
    private const int NoPdf = 3;

    private const string YearlyQuery = """
        query ($year: Int!, $asOf: Date) { yearlyReport(year: $year, asOf: $asOf) { release html } }
        """;

    private const string RegionQuery = """
        query ($year: Int!, $asOf: Date, $region: ID!) {
          region(code: $region) { report(round: $year, asOf: $asOf) { release html } } }
        """;

    private static readonly TimeSpan LongestPrint = TimeSpan.FromMinutes(2);

    public async Task<int> RunAsync(ReportArguments arguments, CancellationToken cancellationToken)
    {
        var report = await FetchAsync(arguments, cancellationToken);
        var file = Path.GetFullPath(arguments.Output ?? NameOf(arguments));
        await File.WriteAllTextAsync(file, report.GetProperty("html").GetString(), cancellationToken);
        console.Profile.Out.Writer.WriteLine($"{file} (release {report.GetProperty("release").GetString()})");
        return arguments.WithPdf ? await PrintAsync(file, cancellationToken) : 0;
    }

    private static string NameOf(ReportArguments arguments) => arguments.Region is { } region
        ? $"regiorapport-{region}-{arguments.Year}.html"
        : $"jaarrapport-{arguments.Year}.html";

    private async Task<JsonElement> FetchAsync(ReportArguments arguments, CancellationToken cancellationToken)
    {
        var token = await new TokenCommand(workplace, readEnvironment).SignAsync(
            new DevelopmentToken { Subject = "institute", Roles = ["institute"] }, cancellationToken);
        using var http = new HttpClient(handler ?? new SocketsHttpHandler(), disposeHandler: handler is null)
        {
            BaseAddress = new Uri(workplace.UrlOf(Part.Gateway)),
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var asOf = arguments.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        try
        {
            using var response = await http.PostAsJsonAsync(
                new Uri("/graphql", UriKind.Relative),
                arguments.Region is { } region
                    ? new { query = RegionQuery, variables = (object)new { year = arguments.Year, asOf, region } }
                    : new { query = YearlyQuery, variables = (object)new { year = arguments.Year, asOf } },
                cancellationToken);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
            return answer.TryGetProperty("errors", out var errors)
                ? throw new CliException(errors[0].GetProperty("message").GetString()!)
                : arguments.Region is null
                    ? answer.GetProperty("data").GetProperty("yearlyReport")
                    : answer.GetProperty("data").GetProperty("region").GetProperty("report");
        }
        catch (HttpRequestException failure) when (failure.StatusCode is null)
        {
            throw new CliException(
                $"{workplace.UrlOf(Part.Gateway)} does not answer; ./monitor up starts the system. {failure.Message}");
        }
    }

    private async Task<int> PrintAsync(string file, CancellationToken cancellationToken)
    {
        var chromium = (findChromium ?? FindChromium)();
        if (chromium is null)
        {
            console.Profile.Out.Writer.WriteLine(
                "No PDF: there is no Chromium here (apt-get install -y chromium). The HTML prints as well.");
            return NoPdf;
        }

        var pdf = Path.ChangeExtension(file, ".pdf");
        File.Delete(pdf);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(LongestPrint);
        var printed = await Shell.RunAsync(chromium, ChromiumArguments(file, pdf), limit.Token);
        if (printed.ExitCode != 0 || !File.Exists(pdf))
        {
            console.Profile.Out.Writer.WriteLine($"No PDF: Chromium failed.\n{Shell.LastLines(printed.Output, 5)}");
            return NoPdf;
        }

        console.Profile.Out.Writer.WriteLine(pdf);
        return 0;
    }

    // Its own sandbox needs rights that root and most containers lack; the page is ours, without script.
    private static IReadOnlyList<string> ChromiumArguments(string file, string pdf) =>
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-pdf-header-footer",
        $"--print-to-pdf={pdf}", new Uri(file).AbsoluteUri,
    ];

    private static string? FindChromium() =>
        ServerBinaries.Find("chromium")
        ?? ServerBinaries.Find("chromium-browser")
        ?? ServerBinaries.Find("google-chrome");
}
