using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;
using Monitor.Testing;

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

    public IServiceProvider Services => factory.Services;

    public TestDatabase Database { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        Sidecar = await FakeSidecar.StartAsync();
        DemonstrationRound.Serve(Sidecar);
        Database = await TestPostgres.CreateDatabaseAsync("benchmark");
        factory = new WebApplicationFactory<ReleaseStore>().WithWebHostBuilder(host =>
        {
            host.UseTestSettings(Database, issuer);
            host.UseSetting("DAPR_HTTP_PORT", $"{Sidecar.Port}");
            host.UseSetting("APP_ID", "benchmark");
            host.UseSetting("Benchmark:ReleaseRetry", "00:00:00.2");
            host.UseSetting("Benchmark:RefreshAtMostEvery", "00:00:00");
            host.UseSetting("Benchmark:RecalculationWait", "00:01:00");   // a busy machine
            Configure(host);
        });
        await factory.Services.GetRequiredService<Migrator>().RunAsync(CancellationToken.None);
    }

    /// <summary>Sets what this application has of its own.</summary>
    protected virtual void Configure(IWebHostBuilder host)
    {
    }

    /// <summary>For addresses beside /graphql, with a token of this role.</summary>
    public HttpClient CreateClient(string role)
    {
        var client = factory.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issuer.Token(null, role));
        return client;
    }

    /// <summary>Delivers an event as the sidecar does; the answer is Dapr's word for how it ended.</summary>
    public async Task<string> DeliverAsync(string topic, string publisher, object data, string? id = null)
    {
        using var client = factory.CreateClient();
        return await client.DeliverAsync(topic, publisher, Interlocked.Increment(ref events), data, id);
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
        var token = municipality is null ? null : issuer.Token(municipality, "reader");
        return await client.AskAsync(query, variables, token);
    }

    /// <summary>Asks with a token of this role, of a municipality or (null) of none.</summary>
    public async Task<Answered> AskAsAsync(
        string role, string? municipality, string query, object? variables = null)
    {
        using var client = factory.CreateClient();
        return await client.AskAsync(query, variables, issuer.Token(municipality, role));
    }

    /// <summary>A consent that community tells of.</summary>
    public Task<string> DeliverConsentAsync(
        string municipality, string kind, bool granted = true, int revision = 1, string? id = null) =>
        DeliverAsync("consent.changed", "community", new { municipality, kind, granted, revision }, id);

    /// <summary>Asks for fields of one entity: <c>Round</c> with key <c>year: 2017</c>.</summary>
    public async Task<Answered> AskOfAsync(object key, string type, string selection, string? municipality = null) =>
        await AskAsync(
            $"query ($keys: [_Any!]!) {{ _entities(representations: $keys) {{ ... on {type} {{ {selection} }} }} }}",
            municipality,
            new { keys = new[] { key } });

    /// <summary>Status and body of an internal route.</summary>
    public async Task<(int Status, JsonNode? Body)> GetAsync(string path)
    {
        using var client = factory.CreateClient();
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    /// <summary>Asks for a file as the gateway forwards it.</summary>
    /// <param name="path">With its query.</param>
    /// <param name="token">Null: without one.</param>
    /// <param name="headers">Beside the usual ones.</param>
    public async Task<HttpResponseMessage> ExportAsync(
        string path, string? token = null, params (string Name, string Value)[] headers)
    {
        using var client = factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        return await client.SendAsync(request);
    }

    public async Task<HttpResponseMessage> HeadAsync(string path)
    {
        using var client = factory.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        return await client.SendAsync(request);
    }

    /// <summary>A token of someone of this municipality with these roles.</summary>
    public string PersonToken(string? municipality, params string[] roles) => issuer.Token(municipality, roles);

    /// <summary>A token as client credentials give it: of a program, with scopes.</summary>
    public string MachineToken(string? municipality, params string[] scopes) =>
        issuer.Sign(TestIssuer.MachineClaims("script", municipality, scopes));

    /// <summary>The number that a query finds, read as the service itself.</summary>
    public async Task<long> CountAsync(string sql) =>
        (await Database.NumbersAsync(sql, ActingAs.Service)).Single();

    /// <summary>Waits until a count is as expected; fails after a minute.</summary>
    public async Task UntilAsync(string sql, long expected)
    {
        var end = TimeProvider.System.GetTimestamp() + (60 * TimeProvider.System.TimestampFrequency);
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

/// <summary>The same with the rounds 2014 and 2017 released.</summary>
public class ReleasedApplication : BenchmarkApplication
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var round in new[] { DemonstrationRound.Of2014, DemonstrationRound.Of2017 })
        {
            await Parallel.ForEachAsync(round.Responses, async (response, _) =>
                await DeliverScoresAsync(response.ResponseId, response.Municipality, round: round.Year));
            await BeforeAsync(round.Year);
            await DeliverRoundClosedAsync(round.Year);
            await UntilAsync($"SELECT count(*) FROM releases WHERE round = {round.Year}", 1);
        }
    }

    /// <summary>What happens before a round closes.</summary>
    protected virtual Task BeforeAsync(int round) => Task.CompletedTask;
}
