using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.AspNetCore.Documents;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>Documents of a manifest, by their id: GraphQL over HTTP, appendix "Persisted Documents".</summary>
public sealed class TrustedDocumentTests : IDisposable
{
    private const string Text = "query Name { __typename }";
    private const string Answer = """{"data":{"__typename":"Query"}}""";

    private static readonly string Hash = HashOf(Text);

    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Theory]
    [InlineData("1")]
    [InlineData("apollo")]
    public async Task Both_forms_of_a_manifest_are_read(string form)
    {
        Write(form == "apollo" ? Apollo(Hash, "Name", "query", Text) : Map(Hash, Text));
        await using var subgraph = await StartAsync(TrustedDocumentMode.Required);

        foreach (var address in new[]
        {
            $"documentId={Hash}",
            $"documentId=sha256:{Hash}",
            $"documentId={Hash}&operationName=Name",
            $$$"""extensions={"persistedQuery":{"version":1,"sha256Hash":"{{{Hash}}}"}}""",
        })
        {
            using var response = await subgraph.GetAsync($"/graphql?{address}");
            Assert.Equal(Answer, await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task A_post_names_a_document_too_and_an_id_need_not_be_a_hash()
    {
        Write(Map("town-2", "query Town($c: ID!) { town(code: $c) { name } }"));
        await using var subgraph = await StartAsync(TrustedDocumentMode.Allowed);

        using var response = await subgraph.PostAsync("""{"documentId":"town-2","variables":{"c":"GM1"}}""");

        Assert.Equal("""{"data":{"town":{"name":"TGM1"}}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(TrustedDocumentMode.Off, "PERSISTED_QUERY_NOT_SUPPORTED")]
    [InlineData(TrustedDocumentMode.Allowed, "PERSISTED_QUERY_NOT_FOUND")]
    [InlineData(TrustedDocumentMode.Required, "TRUSTED_DOCUMENT_REQUIRED")]
    public async Task An_id_that_is_not_known_is_refused(TrustedDocumentMode mode, string code)
    {
        Write(Map(Hash, Text));
        await using var subgraph = await StartAsync(mode);

        using var response = await subgraph.PostAsync("""{"documentId":"other"}""");

        Assert.Equal(code, await CodeOfAsync(response));
    }

    [Fact]
    public async Task Where_they_are_required_nothing_else_is_answered()
    {
        Write(Map(Hash, Text));
        await using var subgraph = await StartAsync(TrustedDocumentMode.Required);
        var other = HashOf("{ mine }");

        foreach (var body in new[]
        {
            """{"query":"{ mine }"}""",
            $$"""{"query":"{{Text}}"}""",
            """{"query":"{ __schema { types { name } } }"}""",
            $$$$"""{"query":"{ mine }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"{{{{other}}}}"}}}""",
            $$$$"""{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"{{{{other}}}}"}}}""",
            """{"query":"not GraphQL"}""",
        })
        {
            using var response = await subgraph.PostAsync(body);
            Assert.Equal("TRUSTED_DOCUMENT_REQUIRED", await CodeOfAsync(response));
        }
    }

    [Fact]
    public async Task Where_they_are_allowed_other_documents_are_answered()
    {
        Write(Map(Hash, Text));
        await using var subgraph = await StartAsync(TrustedDocumentMode.Allowed);

        using var response = await subgraph.QueryAsync("{ mine }");

        Assert.Equal("""{"data":{"mine":"POST"}}""", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("azp", "monitor-web", true)]
    [InlineData("client_id", "monitor-web", true)]
    [InlineData("azp", "partner", false)]
    [InlineData("sub", "monitor-web", false)]
    public async Task They_can_be_required_for_some_clients(string claim, string client, bool isRequired)
    {
        Write(Map(Hash, Text));
        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim(claim, client)]));
        await using var subgraph = await StartAsync(
            TrustedDocumentMode.Allowed, options => options.RequiredFor.Add("monitor-web"), user);

        using var free = await subgraph.QueryAsync("{ mine }");
        using var trusted = await subgraph.GetAsync($"/graphql?documentId={Hash}");

        Assert.Equal(isRequired, (await free.Content.ReadAsStringAsync()).Contains("TRUSTED_DOCUMENT_REQUIRED"));
        Assert.Equal(Answer, await trusted.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_right_id_with_another_text_is_refused()
    {
        Write(Map(Hash, Text));
        await using var subgraph = await StartAsync(TrustedDocumentMode.Required);

        using var other = await subgraph.PostAsync($$"""{"documentId":"{{Hash}}","query":"{ mine }"}""");
        using var same = await subgraph.PostAsync($$"""{"documentId":"{{Hash}}","query":"{{Text}}"}""");

        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
        Assert.Equal("PERSISTED_QUERY_HASH_MISMATCH", await CodeOfAsync(other));
        Assert.Equal(Answer, await same.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Every_fault_of_a_manifest_stops_the_start()
    {
        Write($$"""
            {
              "format": "apollo-persisted-query-manifest",
              "version": 1,
              "operations": [
                { "id": "a", "name": "A", "type": "query", "body": "query A { nothing }" },
                { "id": "b", "name": "B", "type": "query", "body": "query B {" },
                { "id": "c", "name": "C", "type": "mutation", "body": "query C { mine }" },
                { "id": "d", "name": "D", "type": "query", "body": "query Other { mine }" },
                { "id": "e", "name": "E", "type": "query" },
                { "name": "F", "type": "query", "body": "query F { mine }" },
                { "id": "g", "name": "G", "type": "query", "body": "query G { mine }" },
                { "id": "g", "name": "G", "type": "query", "body": "query G { fails }" },
                { "id": "sha256:{{Hash}}", "name": "H", "type": "query", "body": "query H { mine }" }
              ]
            }
            """);

        var fault = await Assert.ThrowsAsync<ManifestException>(() => StartAsync(TrustedDocumentMode.Required));

        Assert.Equal(
            [
                "a: Cannot query field \"nothing\" on type \"Query\".",
                "b: Syntax Error: Expected Name, found <EOF>.",
                "c: the text has no mutation named C.",
                "d: the text has no query named D.",
                "e: there is no text.",
                "Operation 6 has no id.",
                "g: there are two documents of this id.",
                $"sha256:{Hash}: that is the hash of another text.",
            ],
            fault.Faults);
        Assert.Contains(file, fault.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"a":"{ mine }","a":"{ mine }"}""")]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"format":"apollo-persisted-query-manifest","version":2,"operations":[]}""")]
    [InlineData("""{"format":"other","version":1,"operations":[]}""")]
    public async Task What_is_no_manifest_stops_the_start(string text)
    {
        Write(text);

        var fault = await Assert.ThrowsAsync<ManifestException>(() => StartAsync(TrustedDocumentMode.Allowed));

        Assert.Single(fault.Faults);
    }

    [Fact]
    public async Task A_manifest_that_is_not_there_stops_the_start()
    {
        File.Delete(file);

        await Assert.ThrowsAsync<ManifestException>(() => StartAsync(TrustedDocumentMode.Allowed));
    }

    [Fact]
    public async Task Settings_that_contradict_each_other_stop_the_start()
    {
        await Assert.ThrowsAsync<OptionsValidationException>(() => TownSubgraph.StartAsync(services: services =>
            services.Configure<TrustedDocumentOptions>(options => options.Mode = TrustedDocumentMode.Required)));
        await Assert.ThrowsAsync<OptionsValidationException>(() => TownSubgraph.StartAsync(services: services =>
            services.Configure<TrustedDocumentOptions>(options => options.RequiredFor.Add("monitor-web"))));
    }

    private Task<TownSubgraph> StartAsync(
        TrustedDocumentMode mode, Action<TrustedDocumentOptions>? configure = null, ClaimsPrincipal? user = null) =>
        TownSubgraph.StartAsync(
            services: services => services.Configure<TrustedDocumentOptions>(options =>
            {
                options.Mode = mode;
                options.File = file;
                configure?.Invoke(options);
            }),
            user: user);

    private void Write(string manifest) => File.WriteAllText(file, manifest);

    private static string Map(string id, string text) =>
        JsonSerializer.Serialize(new Dictionary<string, string> { [id] = text });

    private static string Apollo(string id, string name, string type, string body) => JsonSerializer.Serialize(new
    {
        format = "apollo-persisted-query-manifest",
        version = 1,
        operations = new[] { new { id, name, type, body } },
    });

    private static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response)
    {
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString();
    }
}
