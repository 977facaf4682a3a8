using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Monitor.Scoring.Storage;
using Monitor.Scoring.Tests.Domain;
using Monitor.Testing;

namespace Monitor.Scoring.Tests;

/// <summary>
/// The whole service over its own database with the seeded rule set, beside a sidecar behind which questionnaire
/// answers. Events come in as Dapr delivers them, queries as the gateway sends them.
/// </summary>
public sealed class ScoringApplication : IAsyncLifetime
{
    private readonly TestIssuer issuer = new();
    private WebApplicationFactory<ScoreStore> factory = null!;
    private readonly SortedDictionary<string, JsonNode> submitted = new(StringComparer.Ordinal);
    private int events;

    public FakeSidecar Sidecar { get; private set; } = null!;

    public TestDatabase Database { get; private set; } = null!;

    public IServiceProvider Services => factory.Services;

    public async ValueTask InitializeAsync()
    {
        Sidecar = await FakeSidecar.StartAsync();
        foreach (var questionnaire in (string[])["child-abuse-2014", "child-abuse-2017"])
        {
            Sidecar.Answer(
                "questionnaire", $"/internal/questionnaires/{questionnaire}",
                Seeds.Read($"questionnaires/{questionnaire}.json"));
        }

        Sidecar.Answer("questionnaire", "/internal/rounds", """
            [
              {"year":2018,"questionnaire":"child-abuse-2017","status":"OPEN"},
              {"year":2017,"questionnaire":"child-abuse-2017","status":"CLOSED"}
            ]
            """);
        Sidecar.Answer("questionnaire", "/internal/areas", """
            {"municipalities":[{"code":"GM0100","name":"Testdorp"}],"regions":[]}
            """);
        Database = await TestPostgres.CreateDatabaseAsync("scoring");
        factory = new WebApplicationFactory<ScoreStore>().WithWebHostBuilder(host =>
        {
            host.UseTestSettings(Database, issuer);
            host.UseSetting("DAPR_HTTP_PORT", $"{Sidecar.Port}");
            host.UseSetting("APP_ID", "scoring");
            host.UseSetting("Scoring:RecalculationPoll", "00:10:00"); // only when woken
        });
        await SeedAsync();
    }

    public async Task SeedAsync()
    {
        await Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
        foreach (var seeder in Services.GetServices<ISeeder>())
        {
            await seeder.SeedAsync(Repository.Seeds, CancellationToken.None);
        }
    }

    /// <summary>Has questionnaire know a submitted revision. Answers as in <see cref="Sheet.Of"/>.</summary>
    public void Submit(
        string response, int revision, string municipality, int objective, string[] answers,
        string questionnaire = "child-abuse-2017")
    {
        var items = answers.Select(a => a.Split('=')).Select(a => a[0] == "own-measure"
            ? (object)new { question = $"child-abuse-{objective}.{a[0]}", text = a[1] }
            : new { question = $"child-abuse-{objective}.{a[0]}", options = a[1].Split(',') });
        var answer = JsonContentOf(new
        {
            responseId = response, revision, round = 2018, municipality, questionnaire, generated = false,
            submittedAt = "2018-05-01T12:00:00Z", answers = items,
        });
        Sidecar.Answer("questionnaire", $"/internal/responses/{response}/revisions/{revision}", answer);
        submitted[response] = JsonNode.Parse(answer)!;
    }

    /// <summary>Has questionnaire give out what was submitted to it so far as a round, in pages of so many.</summary>
    public void ServeRound(int round, int limit)
    {
        var after = "";
        foreach (var page in submitted.Chunk(limit))
        {
            var next = page[^1].Key == submitted.Last().Key ? null : page[^1].Key;
            Sidecar.Answer(
                "questionnaire",
                $"/internal/rounds/{round}/answers?limit={limit}" + (after.Length == 0 ? "" : $"&after={after}"),
                JsonContentOf(new { items = page.Select(r => r.Value), next }));
            after = next ?? "";
        }
    }

    /// <summary>The last page of a round behind a response, as questionnaire gives it out.</summary>
    public string PageBehind(string response) => JsonContentOf(new
    {
        items = submitted.Where(s => string.CompareOrdinal(s.Key, response) > 0).Select(s => s.Value),
        next = (string?)null,
    });

    /// <summary>Delivers an event as the sidecar does; the answer is Dapr's word for how it ended.</summary>
    public async Task<string> DeliverAsync(string topic, object data, string? id = null)
    {
        using var client = factory.CreateClient();
        return await client.DeliverAsync(topic, "questionnaire", Interlocked.Increment(ref events), data, id);
    }

    public Task<string> DeliverSubmittedAsync(string response, int revision, string municipality, string? id = null) =>
        DeliverAsync("response.submitted", new
        {
            responseId = response, revision, round = 2018, municipality, questionnaire = "child-abuse-2017",
        }, id);

    public Task<string> DeliverWithdrawnAsync(string response, int revision, string municipality) =>
        DeliverAsync("response.withdrawn", new { responseId = response, revision, round = 2018, municipality });

    /// <summary>Asks as someone of this municipality; null: without a token.</summary>
    public async Task<JsonNode> AskAsync(string query, string? municipality, object? variables = null)
    {
        using var client = factory.CreateClient();
        var token = municipality is null ? null : issuer.Token(municipality, "reader");
        return (await client.AskAsync(query, variables, token)).Body;
    }

    /// <summary>Asks as someone with this role; municipality null: of none.</summary>
    public async Task<Answered> AskAsAsync(
        string role, string? municipality, string query, object? variables = null, string? key = null)
    {
        using var client = factory.CreateClient();
        return await client.AskAsync(query, variables, issuer.Token(municipality, role), key);
    }

    /// <summary>GET as a reader of this municipality; null: of none.</summary>
    public async Task<HttpResponseMessage> GetAsAsync(string? municipality, string path)
    {
        using var client = factory.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", issuer.Token(municipality, "reader"));
        return await client.GetAsync(new Uri(path, UriKind.Relative));
    }

    /// <summary>Asks for fields of one's own municipality as an officer.</summary>
    public Task<Answered> AskOwnAsync(string municipality, string selection) => AskAsAsync(
        "officer",
        municipality,
        $"query ($keys: [_Any!]!) {{ _entities(representations: $keys) {{ ... on Municipality {{ {selection} }} }} }}",
        new { keys = new[] { new { __typename = "Municipality", code = municipality } } });

    /// <summary>Status and body of an internal route.</summary>
    public async Task<(int Status, JsonNode? Body)> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    /// <summary>Status and body of an internal route that a body is posted to.</summary>
    public async Task<(int Status, JsonNode? Body)> PostAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        return await SendAsync(request);
    }

    private async Task<(int Status, JsonNode? Body)> SendAsync(HttpRequestMessage request)
    {
        using var client = factory.CreateClient();
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    /// <summary>The numbers that a query finds, read as the service itself.</summary>
    public Task<IReadOnlyList<long>> CountAsync(string sql) => Database.NumbersAsync(sql, ActingAs.Service);

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await Sidecar.DisposeAsync();
        issuer.Dispose();
    }

    private static string JsonContentOf(object value) =>
        System.Text.Json.JsonSerializer.Serialize(value, System.Text.Json.JsonSerializerOptions.Web);
}
