using System.Net;
using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>Several operations in one body. GraphQL over HTTP, appendix "Request Batching"</summary>
public sealed class BatchTests
{
    private const string Typename = """{"query":"{__typename}"}""";

    [Fact]
    public async Task Without_the_setting_a_list_is_refused()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.PostAsync($"[{Typename}]");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("BAD_REQUEST", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Each_answer_stands_in_the_place_of_its_request()
    {
        await using var subgraph = await StartAsync();

        using var response = await subgraph.PostAsync($$$"""
            [
              {{{Typename}}},
              {"query": "{ town(code: \"GM1\") { name } }"},
              {"query": "{ nothing }"},
              {"qeury": "{__typename}"},
              {"query": "{ fails }"},
              {"query": "query ($c: ID!) { town(code: $c) { name } }", "variables": {"c": "GM2"}},
              7,
              {"query": "mutation { rename(code: \"GM3\", name: \"new\") { name } }"}
            ]
            """);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(
            [
                """{"__typename":"Query"}""",
                """{"town":{"name":"TGM1"}}""",
                "GRAPHQL_VALIDATION_FAILED",
                "BAD_REQUEST",
                "INTERNAL_ERROR",
                """{"town":{"name":"TGM2"}}""",
                "BAD_REQUEST",
                """{"rename":{"name":"new"}}""",
            ],
            json.RootElement.EnumerateArray().Select(Summary));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/graphql-response+json")]
    public async Task The_list_is_of_the_type_that_the_client_prefers_and_always_of_status_200(string type)
    {
        await using var subgraph = await StartAsync();

        using var response = await subgraph.PostAsync("""[{"query":"{"}]""", accept: type);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("[]", "BAD_REQUEST")]
    [InlineData("[", "BAD_REQUEST")]
    [InlineData("[[]", "BAD_REQUEST")]
    public async Task A_list_that_is_no_batch_is_refused(string body, string code)
    {
        await using var subgraph = await StartAsync();

        using var response = await subgraph.PostAsync(body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(code, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(8, 200)]
    [InlineData(9, 400)]
    [InlineData(1_000, 400)]
    public async Task A_list_may_hold_as_many_as_the_setting_says(int operations, int status)
    {
        await using var subgraph = await StartAsync();

        using var response = await subgraph.PostAsync($"[{string.Join(',', Enumerable.Repeat(Typename, operations))}]");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 400, (await response.Content.ReadAsStringAsync()).Contains("BATCH_TOO_LARGE"));
    }

    [Fact]
    public async Task A_client_that_goes_away_stops_all_of_them()
    {
        await using var subgraph = await StartAsync();
        using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        using var content = new StringContent($$"""[{"query":"{slow}"},{{Typename}}]""");
        content.Headers.ContentType = new("application/json");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => subgraph.Client.PostAsync("/graphql", content, source.Token));

        await subgraph.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(subgraph.Log.Errors);
    }

    private static Task<TownSubgraph> StartAsync() => TownSubgraph.StartAsync(options => options.MaxBatch = 8);

    private static string Summary(JsonElement answer) => answer.TryGetProperty("errors", out var errors)
        ? errors[0].GetProperty("extensions").GetProperty("code").GetString()!
        : answer.GetProperty("data").GetRawText();
}
