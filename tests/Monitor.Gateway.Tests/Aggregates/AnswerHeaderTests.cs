using System.Net.Http.Json;
using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Aggregates;

/// <summary>What a gateway's answers say of how old they are, and who may keep them. RFC 9111</summary>
public sealed class AnswerHeaderTests : IAsyncLifetime
{
    private CachedAreas areas = null!;
    private TestGateway gateway = null!;

    public async ValueTask InitializeAsync()
    {
        areas = await CachedAreas.StartAsync();
        gateway = await areas.GatewayAsync();
    }

    public ValueTask DisposeAsync() => areas.DisposeAsync();

    [Fact(Timeout = 30_000)]
    public async Task An_answer_is_as_old_as_its_oldest_part_and_lives_as_long_as_the_first_that_ends()
    {
        var (control, age) = await AskAsync(CachedAreas.Figures);
        Assert.Equal("public, max-age=60", control);   // the figures'; the area's is an hour
        Assert.Null(age);

        areas.Clock.Ahead = TimeSpan.FromSeconds(30);
        (control, age) = await AskAsync(CachedAreas.Figures);

        Assert.InRange(int.Parse(age!), 30, 35);
        Assert.InRange(int.Parse(control!["public, max-age=".Length..]), 53, 60);   // ends are strewn
    }

    [Fact(Timeout = 30_000)]
    public async Task A_token_makes_no_answer_private_whose_parts_all_said_public()
    {
        var (control, _) = await AskAsync(CachedAreas.Figures, ("Authorization", "Bearer one"));
        Assert.Equal("public, max-age=60", control);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("private, max-age=60")]
    [InlineData("no-store")]
    [InlineData("")]
    public async Task One_part_that_is_not_public_makes_all_of_it_no_store(string of)
    {
        areas.CacheControl = of;
        Assert.Equal("no-store", (await AskAsync(CachedAreas.Figures)).Control);
        Assert.Equal("no-store", (await AskAsync(CachedAreas.Figures)).Control);
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_past_its_age_is_kept_by_nobody_and_says_how_old_it_is()
    {
        await AskAsync(CachedAreas.Figures);
        areas.Clock.Ahead = TimeSpan.FromSeconds(75);

        var (control, age) = await AskAsync(CachedAreas.Figures);

        Assert.Equal("no-store", control);
        Assert.InRange(int.Parse(age!), 75, 80);
    }

    [Fact(Timeout = 30_000)]
    public async Task Errors_and_what_asks_no_subgraph_are_kept_by_nobody()
    {
        Assert.Equal("no-store", (await AskAsync("{ __typename }")).Control);
        Assert.Equal("no-store", (await AskAsync("{ __schema { queryType { name } } }")).Control);
        Assert.Equal("no-store", (await AskAsync("{ nonsense }")).Control);
        Assert.Equal("no-store", (await AskAsync("""mutation { rename(code: "A") { name } }""")).Control);
        areas.FiguresSubgraph.Instead = context =>
        {
            context.Response.StatusCode = 500;
            return Task.FromResult(true);
        };
        Assert.Equal("no-store", (await AskAsync(CachedAreas.Figures)).Control);
    }

    [Fact(Timeout = 30_000)]
    public async Task Without_a_cache_answers_say_the_same()
    {
        await using var plain = await TestGateway.StartAsync("figures", [areas.Areas, areas.FiguresSubgraph]);
        Assert.Equal("public, max-age=60", (await AskAsync(plain, CachedAreas.Figures)).Control);
        areas.CacheControl = "private, max-age=60";
        Assert.Equal("no-store", (await AskAsync(plain, CachedAreas.Figures)).Control);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_answer_by_GET_bears_the_same_headers()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(CachedAreas.Figures)}");
        request.Headers.Add("GraphQL-Preflight", "1");
        request.Headers.Add("Accept", "application/json");
        using var response = await gateway.Http.SendAsync(request);

        Assert.Equal("public, max-age=60", response.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Fact(Timeout = 30_000)]
    public async Task The_explanation_says_what_was_cached()
    {
        var cold = (await CachedAreas.ExplainedAsync(gateway)).GetProperty("cache");
        Assert.Equal(
            """{"hits":0,"stale":0,"staleIfError":0,"waited":0,"refilled":1,"ageSeconds":0}""", cold.GetRawText());

        areas.Clock.Ahead = TimeSpan.FromSeconds(30);
        var hot = (await CachedAreas.ExplainedAsync(gateway)).GetProperty("cache");
        Assert.Equal(1, hot.GetProperty("hits").GetInt32());
        Assert.Equal(0, hot.GetProperty("refilled").GetInt32());
        Assert.InRange(hot.GetProperty("ageSeconds").GetDouble(), 30, 35);

        areas.Clock.Ahead = TimeSpan.FromSeconds(75);
        var stale = (await CachedAreas.ExplainedAsync(gateway)).GetProperty("cache");
        Assert.Equal(1, stale.GetProperty("stale").GetInt32());
    }

    private Task<(string? Control, string? Age)> AskAsync(string query, params (string Name, string Value)[] headers) =>
        AskAsync(gateway, query, headers);

    private static async Task<(string? Control, string? Age)> AskAsync(
        TestGateway gateway, string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query }),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        using var response = await gateway.Http.SendAsync(request);
        var all = response.Headers.NonValidated;
        return (
            all.TryGetValues("Cache-Control", out var control) ? control.ToString() : null,
            all.TryGetValues("Age", out var age) ? age.ToString() : null);
    }
}
