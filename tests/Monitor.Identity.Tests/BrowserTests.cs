using System.Web;
using Microsoft.Playwright;
using Monitor.Cli.Servers;

namespace Monitor.Identity.Tests;

/// <summary>The page in a real browser, by the keyboard alone.</summary>
public sealed class BrowserTests(Provider provider) : IClassFixture<Provider>
{
    private const int LongestPath = 25;   // of the search field to a button of the only municipality found

    [Fact]
    public async Task Someone_finds_a_municipality_and_signs_in_without_a_mouse()
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = ServerBinaries.Find("chromium")
                ?? throw new InvalidOperationException("This needs Chromium: apt-get install -y chromium"),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
        var page = await browser.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, said) => complaints.Add(said.Text);

        await page.GotoAsync(AddressOf(Visit.Asked()));
        await page.Locator("#q:focus").WaitForAsync();   // the field has the focus by itself
        await page.Keyboard.TypeAsync("enschede");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#q:focus[value=enschede]").WaitForAsync();
        await GoToAsync(page, "officer@gm0153");
        var back = await page.RunAndWaitForRequestAsync(
            () => page.Keyboard.PressAsync("Enter"),
            request => request.Url.StartsWith($"{Provider.Redirect}?", StringComparison.Ordinal));

        var answer = HttpUtility.ParseQueryString(new Uri(back.Url).Query);
        Assert.Equal(("s-1", provider.Issuer), (answer["state"], answer["iss"]));
        Assert.Equal(43, answer["code"]!.Length);
        Assert.DoesNotContain(complaints, said => said.Contains("Content Security", StringComparison.Ordinal));
    }

    private string AddressOf(Dictionary<string, string?> asked) =>
        Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString($"{provider.Issuer}/authorize", asked);

    private static async Task GoToAsync(IPage page, string subject)
    {
        for (var step = 0; step < LongestPath; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string?>("() => document.activeElement.value ?? null") == subject)
            {
                return;
            }
        }

        Assert.Fail($"The keyboard does not come to {subject} within {LongestPath} steps.");
    }
}
