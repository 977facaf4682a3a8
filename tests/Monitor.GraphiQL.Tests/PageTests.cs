using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Monitor.GraphiQL.Tests;

/// <summary>What a person sees who opens /graphql.</summary>
public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task An_operation_that_a_link_brings_is_answered()
    {
        await using var visit = await Visit.OpenAsync(browser, """?query={ hello(name: "Utrecht") }""");
        var page = visit.Page;

        await RunAsync(page);

        await ExpectAnswerAsync(page, "\"hello\": \"Hello Utrecht\"");
    }

    [Fact]
    public async Task An_operation_that_is_typed_is_answered()
    {
        await using var visit = await Visit.OpenAsync(browser);
        var page = visit.Page;

        await page.Locator(".graphiql-query-editor .monaco-editor").ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.TypeAsync("query { hello");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+Enter");

        await ExpectAnswerAsync(page, "\"hello\": \"Hello you\"");
    }

    [Fact]
    public async Task The_token_that_is_pasted_goes_with_each_operation()
    {
        await using var visit = await Visit.OpenAsync(browser, "?query={ authorization }");
        var page = visit.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Show Token" }).ClickAsync();
        await page.GetByLabel("Token", new() { Exact = true }).FillAsync($"Bearer {Token}");
        await RunAsync(page);

        await ExpectAnswerAsync(page, "c2lnbmF0dXJl\"");
        await Expect(page.GetByText("GM0344")).ToBeVisibleAsync();
        await Expect(page.GetByText("officer, coordinator")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_token_is_forgotten_when_asked_and_with_the_tab()
    {
        await using var visit = await Visit.OpenAsync(browser);
        var page = visit.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Show Token" }).ClickAsync();
        await page.GetByLabel("Token", new() { Exact = true }).FillAsync(Token);

        var stored = await page.EvaluateAsync<string>("JSON.stringify(localStorage)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget it" }).ClickAsync();

        Assert.DoesNotContain(Token, stored, StringComparison.Ordinal);
        Assert.Equal(0, await page.EvaluateAsync<int>("sessionStorage.length"));
        await Expect(page.GetByText("Without a token you see what is public.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_documentation_shows_types_and_their_descriptions()
    {
        await using var visit = await Visit.OpenAsync(browser);
        var page = visit.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Show Documentation Explorer" }).ClickAsync();
        await page.Locator(".graphiql-doc-explorer").GetByText("Query", new() { Exact = true }).First.ClickAsync();

        await Expect(page.GetByText("What a newcomer sees first.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_subscription_shows_its_events()
    {
        await using var visit = await Visit.OpenAsync(browser, "?query=subscription { count(to: 3) }");
        var page = visit.Page;

        await RunAsync(page);

        await ExpectAnswerAsync(page, "\"count\": 3");
    }

    [Fact]
    public async Task A_refused_subscription_shows_what_the_server_says()
    {
        await using var visit = await Visit.OpenAsync(browser, "?query=subscription { none }");

        await RunAsync(visit.Page);

        await ExpectAnswerAsync(visit.Page, "GRAPHQL_VALIDATION_FAILED");
    }

    [Fact]
    public async Task Everything_comes_from_its_own_origin_and_nothing_is_refused()
    {
        await using var visit = await Visit.OpenAsync(browser, "?query={ hello }");

        await RunAsync(visit.Page);
        await ExpectAnswerAsync(visit.Page, "\"hello\"");

        Assert.All(visit.Requests, url => Assert.True(
            url.StartsWith(visit.Origin, StringComparison.Ordinal)
            || url.StartsWith("data:", StringComparison.Ordinal), url));
        Assert.Empty(visit.Complaints);
    }

    /// <summary>Nobody's: no key signed it.</summary>
    private static string Token { get; } = string.Join('.',
        "eyJhbGciOiJFUzI1NiJ9",
        Convert.ToBase64String("""{"sub":"a","municipality":"GM0344","roles":["officer","coordinator"]}"""u8),
        "c2lnbmF0dXJl");

    private static Task RunAsync(IPage page) =>
        page.GetByRole(AriaRole.Button, new() { NameString = "Execute query" }).ClickAsync();

    /// <summary>The answer's lines, as the editor draws them: with spaces that do not break.</summary>
    private static Task ExpectAnswerAsync(IPage page, string text) =>
        Expect(page.Locator(".result-window .view-lines")).ToContainTextAsync(text.Replace(' ', '\u00a0'));
}
