using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Benchmark.Tests;

/// <summary>
/// The whole service over its own database, beside a sidecar behind which questionnaire and scoring answer with the
/// demonstration round. Events come in as Dapr delivers them, queries as the gateway sends them.
/// </summary>
public class BenchmarkApplication : IAsyncLifetime
{
    private readonly TestIssuer issuer = new();
    private WebApplicationFactory<ReleaseStore> factory = null!;
    private int events;

    public FakeSidecar Sidecar { get; private set; } = null!;

    public TestDatabase Database { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Sidecar = await FakeSidecar.StartAsync();
        DemonstrationRound.Serve(Sidecar);
        Database = await TestPostgres.CreateDatabaseAsync("benchmark");
        factory = new WebApplicationFactory<ReleaseStore>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("Access:AnyCaller", "true");
            host.UseSetting("DAPR_HTTP_PORT", $"{Sidecar.Port}");
            host.UseSetting("APP_ID", "benchmark");
            host.UseSetting("Benchmark:ReleaseRetry", "00:00:00.2");
            host.UseSetting("Benchmark:RefreshAtMostEvery", "00:00:00");
            foreach (var (name, value) in Database.Settings.Concat(issuer.Settings))
            {
                host.UseSetting(name, value);
            }
        });
        await factory.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
    }

    /// <summary>Delivers an event as the sidecar does; the answer is Dapr's word for how it ended.</summary>
    public async Task<string> DeliverAsync(string topic, string publisher, object data, string? id = null)
    {
        using var client = factory.CreateClient();
        var position = Interlocked.Increment(ref events);
        using var response = await client.PostAsJsonAsync(new Uri($"/events/{topic}", UriKind.Relative), new
        {
            specversion = "1.0", id = id ?? $"event-{position}", source = publisher,
            type = $"nl.monitor.{topic}.v1", time = "2018-05-01T12:00:00Z", position, data,
        });
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!["status"]!.GetValue<string>();
    }

    public Task<string> DeliverScoresAsync(
        string responseId, string municipality, int revision = 1, int round = DemonstrationRound.Year,
        string? id = null) =>
        DeliverAsync("scores.calculated", "scoring", new
        {
            responseId, revision, round, municipality, ruleSet = "child-abuse-1",
        }, id);

    public Task<string> DeliverRoundClosedAsync(int round, string? id = null) =>
        DeliverAsync("round.closed", "questionnaire", new { round }, id);

    /// <summary>Asks as someone of this municipality; null: without a token.</summary>
    public async Task<Answered> AskAsync(string query, string? municipality = null, object? variables = null)
    {
        using var client = factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        if (municipality is not null)
        {
            var token = issuer.Token(municipality, "reader");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using var response = await client.SendAsync(request);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return new Answered(body, response);
    }

    /// <summary>Asks for fields of one entity: <c>Round</c> with key <c>year: 2017</c>.</summary>
    public async Task<Answered> AskOfAsync(object key, string type, string selection, string? municipality = null) =>
        await AskAsync(
            $"query ($keys: [_Any!]!) {{ _entities(representations: $keys) {{ ... on {type} {{ {selection} }} }} }}",
            municipality,
            new { keys = new[] { key } });

    /// <summary>The number that a query finds, read as the service itself.</summary>
    public async Task<long> CountAsync(string sql)
    {
        await using var database = Database.OpenAsOwner();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("SELECT set_config('monitor.acting_as', 'service', true)"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.NextResultAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0);
    }

    /// <summary>Waits until a count is as expected; fails after 20 s.</summary>
    public async Task UntilAsync(string sql, long expected)
    {
        var end = TimeProvider.System.GetTimestamp() + (20 * TimeProvider.System.TimestampFrequency);
        while (await CountAsync(sql) != expected)
        {
            Assert.True(TimeProvider.System.GetTimestamp() < end, $"{sql} did not become {expected}.");
            await Task.Delay(50);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await Sidecar.DisposeAsync();
        issuer.Dispose();
        GC.SuppressFinalize(this);
    }
}

/// <summary>The same with round 2017 released.</summary>
public sealed class ReleasedApplication : BenchmarkApplication
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var response in DemonstrationRound.Responses)
        {
            await DeliverScoresAsync(response.ResponseId, response.Municipality);
        }

        await DeliverRoundClosedAsync(DemonstrationRound.Year);
        await UntilAsync("SELECT count(*) FROM releases", 1);
    }
}

/// <summary>What /graphql answered.</summary>
public sealed record Answered(JsonNode Body, HttpResponseMessage Response)
{
    /// <summary>The first entity; fails with the errors when there are any.</summary>
    public JsonNode Entity => Body["errors"] is { } errors
        ? throw new InvalidOperationException(errors.ToJsonString())
        : Body["data"]!["_entities"]![0]!;

    /// <summary>The codes of the errors, in order.</summary>
    public IReadOnlyList<string> Codes =>
        [.. (Body["errors"]?.AsArray() ?? []).Select(e => e!["extensions"]!["code"]!.GetValue<string>())];

    public string? CacheControl => Response.Headers.CacheControl?.ToString();

    public string? CacheGroups =>
        Response.Headers.TryGetValues("Cache-Groups", out var groups) ? string.Join(", ", groups) : null;
}
