using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Monitor.Community.Tests.Domain.Text.Browser;

/// <summary>A page in the browser, and all that it did beyond being shown.</summary>
internal sealed class ShownPage : IAsyncDisposable
{
    private const string Address = "http://posts.example/";

    private const string UseEverything = """
        () => {
            for (const element of document.body.querySelectorAll('*')) {
                element.focus?.();
                for (const type of ['mouseover', 'pointerrawupdate', 'click', 'animationstart', 'toggle']) {
                    if (type !== 'click' || element.localName !== 'a' || element.protocol === 'javascript:') {
                        element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }));
                    }
                }
            }
        }
        """;

    private readonly IPage page;
    private readonly ConcurrentQueue<string> done = [];

    private ShownPage(IPage page) => this.page = page;

    public static async Task<ShownPage> OpenAsync(Chromium browser, string html, string? policy)
    {
        var shown = new ShownPage(await browser.NewPageAsync());
        await shown.ShowAsync(html, policy);
        return shown;
    }

    /// <summary>
    /// What ran, was asked for, opened or navigated to while the page was loaded, its links passed over with the mouse,
    /// and everything in it focused; nothing for a text that does no harm.
    /// </summary>
    public async Task<IReadOnlyCollection<string>> DoneAsync()
    {
        try
        {
            await page.EvaluateAsync(UseEverything);
        }
        catch (PlaywrightException away)
        {
            done.Enqueue("left: " + away.Message);
        }

        await page.WaitForTimeoutAsync(250);   // what runs late: frames, animations, refreshes
        return done;
    }

    /// <summary>Names of elements with their attributes' names: what a page of texts is made of.</summary>
    public Task<string[]> ElementsAsync() =>
        page.EvaluateAsync<string[]>("""
            () => [...new Set([...document.querySelectorAll('main *')].map(element =>
                [element.localName, ...element.getAttributeNames()].join(' ')))].sort()
            """);

    public Task<string[]> ProtocolsAsync() =>
        page.EvaluateAsync<string[]>(
            "() => [...new Set([...document.querySelectorAll('main a')].map(link => link.protocol))].sort()");

    public async ValueTask DisposeAsync() => await page.CloseAsync();

    private async Task ShowAsync(string html, string? policy)
    {
        await page.ExposeFunctionAsync("ran", () => done.Enqueue("ran"));
        page.Dialog += async (_, dialog) =>
        {
            done.Enqueue("dialog");
            await dialog.DismissAsync();
        };
        page.Popup += (_, popup) => done.Enqueue("opened " + popup.Url);
        await page.RouteAsync("**/*", async route =>
        {
            if (route.Request.Url != Address)
            {
                done.Enqueue("asked for " + route.Request.Url);
                await route.AbortAsync();
                return;
            }

            var headers = new Dictionary<string, string> { ["Content-Type"] = "text/html; charset=utf-8" };
            if (policy is not null)
            {
                headers["Content-Security-Policy"] = policy;
            }

            await route.FulfillAsync(new() { Body = html, Headers = headers });
        });
        await page.GotoAsync(Address);
        page.FrameNavigated += (_, frame) => done.Enqueue("went to " + frame.Url);
    }
}
