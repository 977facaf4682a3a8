using System.Net;
using System.Text;
using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>GraphQL over HTTP: what is read, what is refused, and how each refusal is said.</summary>
public sealed class RequestTests
{
    private const string ResponseType = "application/graphql-response+json";

    [Theory]
    // The body must be JSON, strictly.
    [InlineData("{", 400, "BAD_REQUEST")]
    [InlineData("", 400, "BAD_REQUEST")]
    [InlineData("query { town }", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\",}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\",\"query\":\"{mine}\"}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\"} trailing", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"\\ud800\"}", 400, "BAD_REQUEST")]
    [InlineData("{\"\\ud800\":1,\"query\":\"{__typename}\"}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\",\"variables\":{\"\\ud800\":1}}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\",\"variables\":{\"x\":[{\"\\ud800\":1}]}}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\",\"variables\":{\"x\":1e999}}", 400, "BAD_REQUEST")]
    [InlineData("{\"a\":1,\"a\":2,\"query\":\"{__typename}\"}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\",\"variables\":{\"x\":{\"y\":1,\"y\":1}}}", 400, "BAD_REQUEST")]
    // And of the right shape.
    [InlineData("[]", 400, "BAD_REQUEST")]
    [InlineData("[{\"query\":\"{__typename}\"}]", 400, "BAD_REQUEST")]
    [InlineData("null", 400, "BAD_REQUEST")]
    [InlineData("{}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":null}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":5}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\",\"variables\":[]}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\",\"variables\":\"{}\"}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\",\"operationName\":1}", 400, "BAD_REQUEST")]
    [InlineData("{\"query\":\"{__typename}\",\"extensions\":1}", 400, "BAD_REQUEST")]
    // A document that is refused is still a well-formed request: 200 as application/json.
    [InlineData("{\"query\":\"{\"}", 200, "GRAPHQL_PARSE_FAILED")]
    [InlineData("{\"query\":\"\"}", 200, "GRAPHQL_PARSE_FAILED")]
    [InlineData("{\"query\":\"{ nothing }\"}", 200, "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{\"query\":\"query($c: ID!) { town(code: $c) { name } }\"}", 200, "BAD_USER_INPUT")]
    [InlineData("{\"query\":\"{ __typename }\",\"operationName\":\"A\"}", 200, "OPERATION_NOT_FOUND")]
    public async Task A_bad_body_is_refused_with_a_code(string body, int status, string code)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.PostAsync(body);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/json; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal(code, await CodeOfAsync(response));
    }

    [Theory]
    [InlineData("", "The body is empty: send a JSON object with the field \"query\".")]
    [InlineData(" ", "The body is not valid JSON (line 1, byte 2).")]
    [InlineData("{\n\"query\":'x'}", "The body is not valid JSON (line 2, byte 9).")]
    public async Task A_body_that_is_no_JSON_is_told_what_is_wrong(string body, string message)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.PostAsync(body);

        Assert.Equal(message, await MessageOfAsync(response));
    }

    [Theory]
    [InlineData('[', ']')]
    [InlineData('[', '!')]   // how it goes on does not matter
    public async Task A_body_that_is_nested_too_deep_is_told_so(char open, char close)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.PostAsync(
            """{"query":"{__typename}","variables":{"x":""" + new string(open, 1000) + new string(close, 1000) + "}}");

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("The body is nested too deep.", await MessageOfAsync(response));
    }

    [Theory]
    [InlineData("{\"query\":\"{\"}", "GRAPHQL_PARSE_FAILED")]
    [InlineData("{\"query\":\"{ nothing }\"}", "GRAPHQL_VALIDATION_FAILED")]
    [InlineData("{\"query\":\"query($c: ID!) { town(code: $c) { name } }\"}", "BAD_USER_INPUT")]
    public async Task As_graphql_response_the_status_says_that_nothing_was_executed(string body, string code)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.PostAsync(body, accept: ResponseType);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal($"{ResponseType}; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(code, await CodeOfAsync(response));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/graphql")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Only_json_in_utf_8_is_read(string type)
    {
        await using var subgraph = await TownSubgraph.StartAsync();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{\"query\":\"{__typename}\"}"));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        content.Headers.Add("graphql-preflight", "1");

        using var response = await subgraph.Client.PostAsync("/graphql", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("UNSUPPORTED_MEDIA_TYPE", await CodeOfAsync(response));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_are_told_which_there_are(string method)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.Client.SendAsync(
            new HttpRequestMessage(new HttpMethod(method), "/graphql?query={__typename}"));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST"], response.Content.Headers.Allow);
        Assert.Equal("METHOD_NOT_ALLOWED", await CodeOfAsync(response));
    }

    [Theory]
    [InlineData("{\"query\":\"{__typename}\",\"unknown\":{\"a\":[1]}}")]
    [InlineData("{\"variables\":null,\"qu\\u0065ry\":\"{__typename}\",\"extensions\":null,\"operationName\":null}")]
    [InlineData(" {\"query\":\"{__typename}\"}\n ")]
    public async Task What_is_absent_null_or_unknown_does_no_harm(string body)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.PostAsync(body);

        Assert.Equal("""{"data":{"__typename":"Query"}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(false, false)]
    public async Task A_large_body_is_refused_whether_it_tells_its_length_or_not(bool tellsLength, bool onKestrel)
    {
        await using var subgraph = await TownSubgraph.StartAsync(options => options.MaxRequestBytes = 2_000, onKestrel);
        var body = $"{{\"query\":\"{{__typename}} #{new string('x', 3_000)}\"}}";
        using HttpContent content = tellsLength
            ? new StringContent(body, Encoding.UTF8, "application/json")
            : new StreamContent(new UnknownLength(body));
        content.Headers.ContentType = new("application/json");

        using var response = await subgraph.Client.PostAsync("/graphql", content);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("PAYLOAD_TOO_LARGE", await CodeOfAsync(response));

        // The next request is read from its own beginning.
        using var next = await subgraph.QueryAsync("{ __typename }");
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await next.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Too_many_tokens_are_refused()
    {
        await using var subgraph = await TownSubgraph.StartAsync(options => options.MaxTokens = 20);

        using var response = await subgraph.QueryAsync(
            $"{{ {string.Join(' ', Enumerable.Repeat("__typename", 30))} }}");

        Assert.Equal("QUERY_TOO_LARGE", await CodeOfAsync(response));
    }

    [Fact]
    public async Task A_failure_is_masked_logged_once_and_leaves_the_rest()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.QueryAsync("""{ fails town(code: "GM1") { name } }""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal("""{"fails":null,"town":{"name":"TGM1"}}""", json.RootElement.GetProperty("data").GetRawText());
        var error = Assert.Single(json.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal("Internal error.", error.GetProperty("message").GetString());
        var traceId = error.GetProperty("extensions").GetProperty("traceId").GetString();

        var logged = Assert.Single(subgraph.Log.Errors);
        Assert.Equal($"Field Query.fails failed; the client was told {traceId}", logged.Message);
        Assert.Equal("password=secret", logged.Cause!.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_goes_away_stops_the_work(bool onKestrel)
    {
        await using var subgraph = await TownSubgraph.StartAsync(onKestrel: onKestrel);
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        using var content = new StringContent("{\"query\":\"{slow}\"}", Encoding.UTF8, "application/json");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => subgraph.Client.PostAsync("/graphql", content, source.Token));

        await subgraph.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task Text_is_written_as_it_is()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.QueryAsync(
            "query ($c: ID!) { town(code: $c) { name } }", new { c = "GM\"é€<\n" });

        Assert.Equal("""{"data":{"town":{"name":"TGM\"é€<\n"}}}""", await response.Content.ReadAsStringAsync());
    }

    private static async Task<string?> MessageOfAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("errors")[0].GetProperty("message").GetString();
    }

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.False(json.RootElement.TryGetProperty("data", out _));
        var error = json.RootElement.GetProperty("errors")[0];
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        return error.GetProperty("extensions").GetProperty("code").GetString();
    }

    private sealed class UnknownLength(string text) : MemoryStream(Encoding.UTF8.GetBytes(text))
    {
        public override bool CanSeek => false;
    }
}
