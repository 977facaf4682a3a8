using Microsoft.Playwright;
using Monitor.Cli.Servers;

namespace Monitor.Community.Tests.Domain.Text.Browser;

/// <summary>Debian's Chromium, started once for all tests of what texts do in a browser.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        var program = ServerBinaries.Find("chromium")
            ?? throw new InvalidOperationException("The tests of texts need Chromium: apt-get install -y chromium");
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    /// <summary>A fresh visitor: no cookies, no storage, no cache.</summary>
    public Task<IPage> NewPageAsync() => browser!.NewPageAsync();

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
