using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Monitor.GraphQL.AspNetCore.Documents;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>Automatic persisted queries: Apollo's protocol, version 1.</summary>
public sealed class PersistedQueryTests
{
    private const string Query = "{ __typename }";

    // Of the 14 bytes of the query, by sha256sum.
    private const string Hash = "7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b";

    private const string Answer = """{"data":{"__typename":"Query"}}""";

    [Fact]
    public async Task A_text_that_was_sent_with_its_hash_is_found_by_the_hash()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var unknown = await PostAsync(subgraph, Hash);
        using var sent = await PostAsync(subgraph, Hash, Query);
        using var known = await PostAsync(subgraph, Hash);
        using var got = await subgraph.GetAsync($"/graphql?extensions={Extensions(Hash)}");

        Assert.Equal(
            """{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}""",
            await unknown.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, unknown.StatusCode);
        Assert.Equal("no-store", unknown.Headers.CacheControl!.ToString());
        Assert.Equal(Answer, await sent.Content.ReadAsStringAsync());
        Assert.Equal(Answer, await known.Content.ReadAsStringAsync());
        Assert.Equal(Answer, await got.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_hash_is_a_document_id_too()
    {
        await using var subgraph = await TownSubgraph.StartAsync();
        using var sent = await PostAsync(subgraph, Hash, Query);

        using var known = await subgraph.GetAsync($"/graphql?documentId=sha256:{Hash}");

        Assert.Equal(Answer, await known.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task As_graphql_response_a_hash_that_is_not_known_is_a_bad_request()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.PostAsync(
            $$"""{"extensions":{{Extensions(Hash)}}}""", accept: "application/graphql-response+json");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_text_with_the_hash_of_another_is_refused_and_not_kept()
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var sent = await PostAsync(subgraph, Hash, "mutation { rename(code: \"GM1\", name: \"x\") { name } }");
        using var known = await PostAsync(subgraph, Hash);

        Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
        Assert.Equal("PERSISTED_QUERY_HASH_MISMATCH", await CodeOfAsync(sent));
        Assert.Equal(0, subgraph.Renamed);
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await CodeOfAsync(known));
    }

    [Theory]
    [InlineData("{ nothing }")]
    [InlineData("{")]
    [InlineData("query ($c: ID!) { town(code: $c) { name } }")]
    public async Task Only_what_was_executed_is_kept(string query)
    {
        await using var subgraph = await TownSubgraph.StartAsync();
        var hash = HashOf(query);

        using var sent = await PostAsync(subgraph, hash, query);
        using var known = await PostAsync(subgraph, hash);

        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await CodeOfAsync(known));
    }

    [Fact]
    public async Task A_long_text_is_executed_but_not_kept()
    {
        await using var subgraph = await TownSubgraph.StartAsync(services: services =>
            services.Configure<PersistedQueryOptions>(options => options.MaxCharacters = 256));
        var query = $"{Query} #{new string('x', 300)}";

        using var sent = await PostAsync(subgraph, HashOf(query), query);
        using var known = await PostAsync(subgraph, HashOf(query));

        Assert.Equal(Answer, await sent.Content.ReadAsStringAsync());
        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await CodeOfAsync(known));
    }

    [Theory]
    [InlineData("""{"version":2,"sha256Hash":"7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b"}""")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"sha256Hash":7}""")]
    [InlineData("""{"version":1,"sha256Hash":"7f56"}""")]
    [InlineData("""{"version":1,"sha256Hash":"7F56E67DD21AB3F30D1FF8B7BED08893F0A0DB86449836189B361DD1E56DDB4B"}""")]
    public async Task An_extension_of_another_form_is_refused(string persistedQuery)
    {
        await using var subgraph = await TownSubgraph.StartAsync();

        using var response = await subgraph.PostAsync(
            $$$"""{"query":"{__typename}","extensions":{"persistedQuery":{{{persistedQuery}}}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("BAD_REQUEST", await CodeOfAsync(response));
    }

    [Fact]
    public async Task Switched_off_a_hash_alone_is_not_supported_and_a_text_is_answered()
    {
        await using var subgraph = await TownSubgraph.StartAsync(services: services =>
            services.Configure<PersistedQueryOptions>(options => options.Enabled = false));

        using var sent = await PostAsync(subgraph, Hash, Query);
        using var known = await PostAsync(subgraph, Hash);

        Assert.Equal(Answer, await sent.Content.ReadAsStringAsync());
        Assert.Contains("\"PersistedQueryNotSupported\"", await known.Content.ReadAsStringAsync());
        Assert.Equal("PERSISTED_QUERY_NOT_SUPPORTED", await CodeOfAsync(known));
    }

    [Fact]
    public async Task A_mutation_by_its_hash_is_still_told_to_post()
    {
        const string mutation = """mutation { rename(code: "GM1", name: "x") { name } }""";
        await using var subgraph = await TownSubgraph.StartAsync();
        using var sent = await PostAsync(subgraph, HashOf(mutation), mutation);

        using var got = await subgraph.GetAsync($"/graphql?extensions={Extensions(HashOf(mutation))}");

        Assert.Equal(HttpStatusCode.MethodNotAllowed, got.StatusCode);
        Assert.Equal(1, subgraph.Renamed);
    }

    [Fact]
    public async Task Processes_that_share_a_store_know_each_others_texts()
    {
        var store = new Store();
        await using var one = await StartAsync(store);
        await using var other = await StartAsync(store);

        using var sent = await PostAsync(one, Hash, Query);
        using var known = await PostAsync(other, Hash);
        using var again = await PostAsync(other, Hash);

        Assert.Equal(Answer, await known.Content.ReadAsStringAsync());
        Assert.Equal(Answer, await again.Content.ReadAsStringAsync());
        Assert.Equal(1, store.Finds);   // the second time it was in memory
    }

    [Fact]
    public async Task A_text_that_was_changed_in_the_store_is_not_believed()
    {
        var store = new Store();
        store.Texts[Hash] = "{ mine }";
        await using var subgraph = await StartAsync(store);

        using var known = await PostAsync(subgraph, Hash);

        Assert.Equal("PERSISTED_QUERY_NOT_FOUND", await CodeOfAsync(known));
    }

    private static Task<TownSubgraph> StartAsync(Store store) => TownSubgraph.StartAsync(
        services: services => services.AddSingleton<IPersistedQueries>(store));

    private static Task<HttpResponseMessage> PostAsync(TownSubgraph subgraph, string hash, string? query = null) =>
        subgraph.PostAsync(query is null
            ? $$"""{"extensions":{{Extensions(hash)}}}"""
            : $$"""{"query":{{JsonSerializer.Serialize(query)}},"extensions":{{Extensions(hash)}}}""");

    private static string Extensions(string hash) =>
        $$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{hash}}}"}}""";

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
    }

    private sealed class Store : IPersistedQueries
    {
        public Dictionary<string, string> Texts { get; } = [];

        public int Finds { get; private set; }

        public Task<string?> FindAsync(string hash, CancellationToken cancellationToken)
        {
            Finds++;
            return Task.FromResult(Texts.GetValueOrDefault(hash));
        }

        public Task SaveAsync(string hash, string text, CancellationToken cancellationToken)
        {
            Texts[hash] = text;
            return Task.CompletedTask;
        }
    }
}
