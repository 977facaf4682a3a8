using System.Net;
using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>Which media type an answer has. GraphQL over HTTP, "Accept"; RFC 9110 §12.5.1</summary>
public sealed class NegotiationTests
{
    private const string Json = "application/json";
    private const string Response = "application/graphql-response+json";

    [Theory]
    // Who says nothing, or takes anything, gets what clients always got.
    [InlineData(null, Json)]
    [InlineData("*/*", Json)]
    [InlineData("application/*", Json)]
    [InlineData("no media type", Json)]
    [InlineData("application/json", Json)]
    [InlineData("APPLICATION/JSON", Json)]
    [InlineData("application/json; charset=utf-8", Json)]
    [InlineData("text/html, application/json", Json)]
    // Who names the newer type gets it, unless plain JSON is preferred.
    [InlineData(Response, Response)]
    [InlineData("application/json, " + Response, Response)]
    [InlineData(Response + "; charset=utf-8, application/json; charset=utf-8", Response)]
    [InlineData(Response + ", application/json;q=0.9", Response)]
    [InlineData(Response + ", */*", Response)]
    [InlineData("application/json, " + Response + ";q=0.5", Json)]
    [InlineData(Response + ";q=0.5, */*", Json)]
    // The nearest range counts, not the best.
    [InlineData("application/json;q=0.1, */*;q=0.5", Response)]
    [InlineData("application/json;q=0, application/*", Response)]
    [InlineData(Response + ";q=0, */*", Json)]
    public async Task The_answer_is_of_the_type_that_the_client_prefers(string? accept, string type)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.QueryAsync("{ __typename }", accept: accept);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"{type}; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("Accept", response.Headers.Vary);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/xml, text/*")]
    [InlineData("*/*;q=0")]
    [InlineData(Response + ";q=0")]
    [InlineData("application/json; charset=utf-16")]
    public async Task A_client_that_accepts_neither_type_is_told_what_there_is(string accept)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.QueryAsync("mutation { rename(code: \"a\", name: \"b\") { name } }",
            accept: accept);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var error = json.RootElement.GetProperty("errors")[0];
        Assert.Equal("NOT_ACCEPTABLE", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Contains(Response, error.GetProperty("message").GetString());
    }
}
