using System.Collections.Concurrent;
using Microsoft.Playwright;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Report;

/// <summary>The report as Chromium shows and prints it. What it drew lies in artifacts/reports, to look at.</summary>
public sealed class PaperTests(PrintedReports reports) : IClassFixture<PrintedReports>
{
    [Fact]
    public async Task A_browser_draws_it_without_complaint_and_without_asking_anybody()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        var requests = new ConcurrentBag<string>();
        var complaints = new ConcurrentBag<string>();
        page.Request += (_, request) => requests.Add(request.Url);
        page.Console += (_, message) => complaints.Add(message.Text);
        page.PageError += (_, error) => complaints.Add(error);

        await page.GotoAsync($"file://{await KeptAsync("2017", reports.Text2017)}");
        var wider = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth");

        Assert.Single(requests);
        Assert.Empty(complaints);
        Assert.False(wider, "The page is wider than the window.");
        Assert.Equal(10, await page.Locator("section.objective svg.score").CountAsync());
    }

    [Theory]
    [InlineData(2014)]
    [InlineData(2017)]
    public async Task It_prints_on_A4(int year)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await LaunchAsync(playwright);
        var page = await browser.NewPageAsync();
        var text = year == 2014 ? reports.Text2014 : reports.Text2017;
        await page.GotoAsync($"file://{await KeptAsync($"{year}", text)}");

        var pdf = await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true });
        await File.WriteAllBytesAsync(PathOf($"{year}.pdf"), pdf);

        var printed = System.Text.Encoding.Latin1.GetString(pdf);
        Assert.StartsWith("%PDF-", printed, StringComparison.Ordinal);
        var sizes = System.Text.RegularExpressions.Regex.Matches(printed, @"/MediaBox \[0 0 (\d+)[.\d]* (\d+)[.\d]*\]")
            .Select(m => (m.Groups[1].Value, m.Groups[2].Value)).ToList();
        Assert.InRange(sizes.Count, 20, 80);
        Assert.All(sizes, size => Assert.Equal(("594", "841"), size));
    }

    private static async Task<string> KeptAsync(string name, string html)
    {
        var path = PathOf($"{name}.html");
        await File.WriteAllTextAsync(path, html);
        return path;
    }

    private static string PathOf(string file)
    {
        var folder = Path.Combine(Repository.Seeds, "..", "artifacts", "reports");
        Directory.CreateDirectory(folder);
        return Path.GetFullPath(Path.Combine(folder, file));
    }

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ServerBinaries.Find("chromium")
                ?? throw new InvalidOperationException("The tests of paper need Chromium: apt-get install -y chromium"),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
}
