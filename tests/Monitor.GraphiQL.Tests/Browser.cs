using Microsoft.Playwright;
using Monitor.Cli.Servers;

namespace Monitor.GraphiQL.Tests;

/// <summary>Debian's Chromium, started once for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        var program = ServerBinaries.Find("chromium")
            ?? throw new InvalidOperationException("The tests of the page need Chromium: apt-get install -y chromium");
        Assertions.SetDefaultExpectTimeout(30_000);   // A busy machine draws slowly; what never comes still fails.
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    /// <summary>A fresh visitor: no cookies, no storage, no cache.</summary>
    public Task<IPage> NewPageAsync() =>
        browser!.NewPageAsync(new BrowserNewPageOptions
        {
            ViewportSize = new ViewportSize { Width = 1280, Height = 800 },
        });

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
