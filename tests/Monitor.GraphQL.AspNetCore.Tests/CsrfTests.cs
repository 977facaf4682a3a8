using System.Net;
using System.Text;
using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>What a stranger's page can have a browser send is refused, as Apollo refuses it.</summary>
public sealed class CsrfTests
{
    private const string Body = """{"query":"mutation { rename(code: \"GM1\", name: \"x\") { name } }"}""";

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("TEXT/PLAIN;application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("no media type")]
    public async Task A_post_that_a_form_could_send_is_refused(string? type)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await PostAsync(subgraph, type);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("CSRF_PREVENTED", await CodeOfAsync(response));
        Assert.Equal(0, subgraph.Renamed);
    }

    [Fact]
    public async Task A_get_that_a_link_could_send_is_refused_and_told_what_to_do()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.Client.GetAsync("/graphql?query={__typename}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var text = await response.Content.ReadAsStringAsync();
        Assert.Contains("CSRF_PREVENTED", text);
        Assert.Contains("graphql-preflight", text);
    }

    [Theory]
    [InlineData("graphql-preflight", "1", HttpStatusCode.OK)]
    [InlineData("apollo-require-preflight", "true", HttpStatusCode.OK)]
    [InlineData("x-apollo-operation-name", "A", HttpStatusCode.OK)]
    [InlineData("x-apollo-operation-name", "", HttpStatusCode.BadRequest)]
    [InlineData("x-other", "1", HttpStatusCode.BadRequest)]
    public async Task A_header_that_no_form_sets_shows_that_the_browser_asked_first(
        string name, string value, HttpStatusCode status)
    {
        await using var subgraph = await TownSubgraph.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/graphql?query={__typename}");
        request.Headers.TryAddWithoutValidation(name, value);

        using var response = await subgraph.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task Json_needs_no_header()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await PostAsync(subgraph, "application/json");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, subgraph.Renamed);
    }

    [Fact]
    public async Task A_setting_switches_it_off()
    {
        await using var subgraph = await TownSubgraph.StartAsync(options => options.CsrfPrevention = false);

        using var response = await subgraph.Client.GetAsync("/graphql?query={__typename}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(TownSubgraph subgraph, string? type)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
        if (type is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        return await subgraph.Client.PostAsync("/graphql", content);
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
    }
}
