using Monitor.Gateway.Subgraphs;
using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Subgraphs;

/// <summary>Which of a client's headers subgraphs get.</summary>
public sealed class PassedHeaderTests
{
    /// <summary>What says who calls, or by which way, and what holds for one connection only.</summary>
    private static readonly (string Name, string Value)[] forged =
    [
        ("dapr-caller-app-id", "gateway"),
        ("dapr-app-id", "community"),
        ("dapr-api-token", "guessed"),
        ("monitor-direct-key", "guessed"),
        ("monitor-timeout-ms", "1"),
        ("X-Forwarded-For", "10.0.0.1"),
        ("X-Forwarded-Host", "inside"),
        ("Forwarded", "for=10.0.0.1"),
        ("Proxy-Authorization", "Basic eA=="),
        ("TE", "trailers"),
        ("Cookie", "a=b"),
        ("X-Other", "1"),
    ];

    [Fact]
    public async Task Of_forged_headers_none_arrives()
    {
        await using var shop = await Shop.OpenAsync();
        // Its own time would end the request: it is the gateway's to keep.
        await shop.Gateway.AskAsync("{ me { name } }", null, [.. forged.Where(h => h.Name != "monitor-timeout-ms")]);
        var headers = shop["accounts"].Requests.Single().Headers;
        Assert.Equal(
            ["Accept", "Content-Length", "Content-Type", "Host", "monitor-timeout-ms"],
            headers.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_says_which_arrive_and_one_subgraph_may_have_another()
    {
        await using var shop = await Shop.OpenAsync(new()
        {
            ["Gateway:Headers:0"] = "Authorization",
            ["Gateway:Headers:1"] = "Accept-Language",
            ["Gateway:Headers:2"] = "Cookie",
            ["Gateway:Subgraphs:products:Headers:0"] = "X-Other",
        });
        await shop.Gateway.AskAsync(
            "{ me { name } topProducts { upc } }",
            null,
            ("Authorization", "Bearer t"),
            ("Accept-Language", "nl, en;q=0.5"),
            ("Cookie", "a=b"),
            ("X-Other", "1"));
        var accounts = shop["accounts"].Requests.Single().Headers;
        Assert.Equal("Bearer t", accounts.Authorization);
        Assert.Equal("nl,en;q=0.5", accounts.AcceptLanguage.ToString().Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal("a=b", accounts.Cookie);
        Assert.False(accounts.ContainsKey("X-Other"));
        var products = shop["products"].Requests.Single().Headers;
        Assert.Equal("1", products["X-Other"]);
        Assert.False(products.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task What_the_client_calls_its_connections_own_ends_here()
    {
        await using var shop = await Shop.OpenAsync(new() { ["Gateway:Headers:0"] = "X-Other" });
        await shop.Gateway.AskAsync("{ me { name } }", null, ("X-Other", "1"), ("Connection", "x-other"));
        Assert.False(shop["accounts"].Requests.Single().Headers.ContainsKey("X-Other"));
    }

    [Theory]
    [InlineData("Accept-Language", true)]
    [InlineData("Cookie", true)]
    [InlineData("X-Tenant", true)]
    [InlineData("", false)]
    [InlineData("X Tenant", false)]
    [InlineData("Transfer-Encoding", false)]
    [InlineData("host", false)]
    [InlineData("CONTENT-LENGTH", false)]
    [InlineData("X-Forwarded-Anything", false)]
    [InlineData("dapr-api-token", false)]
    [InlineData("Monitor-Direct-Key", false)]
    public void Some_headers_are_on_no_list(string name, bool may) => Assert.Equal(may, PassedHeaders.MayPass(name));

    [Fact]
    public void An_answer_that_depends_on_a_header_that_is_passed_on_is_shared_with_nobody()
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("Cache-Control", "public, max-age=60");
        Assert.NotNull(SharingHeaders.Read(response, ["Authorization"]));
        response.Headers.TryAddWithoutValidation("Vary", "Accept, accept-language");
        Assert.NotNull(SharingHeaders.Read(response, ["Authorization"]));
        Assert.Null(SharingHeaders.Read(response, ["Authorization", "Accept-Language"]));
    }
}
