using System.Net;
using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>Queries in an address. GraphQL over HTTP, "GET"</summary>
public sealed class GetTests
{
    private const string Response = "application/graphql-response+json";

    [Theory]
    [InlineData("query={__typename}", """{"data":{"__typename":"Query"}}""")]
    [InlineData("query=%7B__typename%7D", """{"data":{"__typename":"Query"}}""")]
    [InlineData("query={+__typename+}", """{"data":{"__typename":"Query"}}""")]
    [InlineData("query={__typename}&other=1&other=2", """{"data":{"__typename":"Query"}}""")]
    [InlineData("query=query+A{a:__typename}query+B{b:__typename}&operationName=B", """{"data":{"b":"Query"}}""")]
    // By the specification: empty is absent, and null is a name like any other.
    [InlineData("query={__typename}&operationName=&variables=", """{"data":{"__typename":"Query"}}""")]
    [InlineData("query=query+null{__typename}&operationName=null", """{"data":{"__typename":"Query"}}""")]
    [InlineData("query={__typename}&variables=null&extensions=null", """{"data":{"__typename":"Query"}}""")]
    [InlineData(
        "query=query($c:ID!){town(code:$c){name}}&variables={\"c\":\"GM%C3%A9\"}",
        """{"data":{"town":{"name":"TGMé"}}}""")]
    public async Task A_query_in_the_address_is_answered(string parameters, string body)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.GetAsync($"/graphql?{parameters}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?Query={__typename}")]
    [InlineData("?query={__typename}&query={mine}")]
    [InlineData("?query={__typename}&variables={}&variables={}")]
    [InlineData("?query={__typename}&variables={")]
    [InlineData("?query={__typename}&variables={}x")]
    [InlineData("?query={__typename}&variables=[]")]
    [InlineData("?query={__typename}&variables=1")]
    [InlineData("?query={__typename}&variables={\"a\":1,\"a\":2}")]
    [InlineData("?query={__typename}&extensions=\"x\"")]
    public async Task What_is_no_request_is_refused(string parameters)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.GetAsync($"/graphql{parameters}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BAD_REQUEST", await CodeOfAsync(response));
    }

    [Theory]
    [InlineData("mutation{rename(code:\"GM1\",name:\"x\"){name}}")]
    [InlineData("query+A{__typename}mutation+B{rename(code:\"GM1\",name:\"x\"){name}}&operationName=B")]
    public async Task A_mutation_is_told_to_post_and_does_not_run(string query)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.GetAsync($"/graphql?query={query}", ("Accept", Response));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Equal("METHOD_NOT_ALLOWED", await CodeOfAsync(response));
        Assert.Equal(0, subgraph.Renamed);
    }

    [Fact]
    public async Task A_query_beside_a_mutation_is_answered()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.GetAsync(
            "/graphql?query=query+A{__typename}mutation+B{rename(code:\"GM1\",name:\"x\"){name}}&operationName=A");

        Assert.Equal("""{"data":{"__typename":"Query"}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("{", "application/json", 200)]
    [InlineData("{", Response, 400)]
    [InlineData("{nothing}", "application/json", 200)]
    [InlineData("{nothing}", Response, 400)]
    public async Task A_document_that_is_refused_has_the_status_of_its_type(string query, string accept, int status)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.GetAsync($"/graphql?query={query}", ("Accept", accept));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Everyone_may_keep_what_is_public_each_type_for_itself()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.GetAsync("/graphql?query={town(code:\"GM1\"){name}}");

        Assert.Equal("public, max-age=60", response.Headers.CacheControl!.ToString());
        Assert.Equal(["Accept", "Accept-Encoding"], response.Headers.Vary);
    }

    [Fact]
    public async Task What_is_private_is_kept_for_the_one_who_signed_in()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.GetAsync("/graphql?query={mine}");

        Assert.Equal("max-age=5, private", response.Headers.CacheControl!.ToString());
        Assert.Contains("Authorization", response.Headers.Vary);
    }

    [Fact]
    public async Task Head_gets_the_headers_of_the_answer()
    {
        await using var subgraph = await TownSubgraph.StartAsync(onKestrel: true);
        using var request = new HttpRequestMessage(HttpMethod.Head, "/graphql?query={__typename}");
        request.Headers.Add("graphql-preflight", "1");

        using var response = await subgraph.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
    }
}
