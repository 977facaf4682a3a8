using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Monitor.GraphiQL.Tests;

/// <summary>How the page and its files travel.</summary>
public sealed partial class FileTests
{
    [Fact]
    public async Task The_page_lets_browsers_load_nothing_from_elsewhere()
    {
        await using var subgraph = await AskedSubgraph.StartAsync();

        using var response = await GetAsync(subgraph, "/graphql", accept: "text/html,*/*;q=0.8");

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task Files_may_be_kept_for_good_and_travel_packed()
    {
        await using var subgraph = await AskedSubgraph.StartAsync();
        var script = await ScriptOfAsync(subgraph);

        using var packed = await GetAsync(subgraph, script, encoding: "gzip");
        using var plain = await GetAsync(subgraph, script);

        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal("public, max-age=31536000, immutable", plain.Headers.CacheControl!.ToString());
        Assert.Equal("text/javascript; charset=utf-8", plain.Content.Headers.ContentType!.ToString());
        Assert.InRange(packed.Content.Headers.ContentLength!.Value, 1, plain.Content.Headers.ContentLength!.Value / 2);
    }

    [Theory]
    [InlineData("/graphql/graphiql/none.js")]
    [InlineData("/graphql/graphiql/index.html")]
    [InlineData("/graphql/graphiql/..%2f..%2fappsettings.json")]
    public async Task Only_files_of_the_page_are_served(string path)
    {
        await using var subgraph = await AskedSubgraph.StartAsync();

        using var response = await GetAsync(subgraph, path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_client_that_asks_for_JSON_gets_no_page()
    {
        await using var subgraph = await AskedSubgraph.StartAsync();

        using var response = await GetAsync(subgraph, "/graphql?query={__typename}", accept: "application/json");

        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_setting_leaves_the_page_out()
    {
        await using var subgraph = await AskedSubgraph.StartAsync(options => options.GraphiQL = false);

        using var page = await GetAsync(subgraph, "/graphql", accept: "text/html");

        Assert.NotEqual("text/html", page.Content.Headers.ContentType?.MediaType);
    }

    private static async Task<string> ScriptOfAsync(AskedSubgraph subgraph)
    {
        using var page = await GetAsync(subgraph, "/graphql", accept: "text/html");
        return Script().Match(await page.Content.ReadAsStringAsync()).Groups["path"].Value;
    }

    private static Task<HttpResponseMessage> GetAsync(
        AskedSubgraph subgraph, string path, string? accept = null, string? encoding = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept ?? "*/*");
        if (encoding is not null)
        {
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        }

        return subgraph.Client.SendAsync(request);
    }

    [GeneratedRegex("<script src=\"(?<path>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Script();
}
