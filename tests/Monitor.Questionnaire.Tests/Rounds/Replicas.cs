using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Rounds;

/// <summary>Several instances of the service on one database, as a cluster runs them.</summary>
public sealed class Replicas : IAsyncDisposable
{
    private readonly TestIssuer issuer = new();
    private readonly List<WebApplication> hosts = [];
    private IReadOnlyDictionary<string, string> settings = new Dictionary<string, string>();

    private Replicas(ServiceDatabase database) => Database = database;

    public ServiceDatabase Database { get; }

    /// <summary>Clients of the running instances.</summary>
    public List<HttpClient> Clients { get; } = [];

    public static async Task<Replicas> StartAsync(
        int count, IReadOnlyDictionary<string, string>? settings = null)
    {
        var replicas = new Replicas(await ServiceDatabase.CreateAsync(isSeeded: true));
        await replicas.StartAsync(count, settings ?? new Dictionary<string, string>(), CancellationToken.None);
        return replicas;
    }

    /// <summary>Starts more, with the settings given or those of before.</summary>
    public async Task StartAsync(
        int count, IReadOnlyDictionary<string, string>? with, CancellationToken cancellationToken)
    {
        settings = with ?? settings;
        for (var i = 0; i < count; i++)
        {
            var host = Build();
            hosts.Add(host);
            await host.StartAsync(cancellationToken);
            var addresses = host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
            Clients.Add(new HttpClient { BaseAddress = new Uri(addresses.Addresses.First()) });
        }
    }

    /// <summary>Stops all; the database stays.</summary>
    public async Task StopAsync()
    {
        Clients.ForEach(client => client.Dispose());
        Clients.Clear();
        foreach (var host in hosts)
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }

        hosts.Clear();
    }

    /// <summary>What a process of the service needs to run on this database, and to believe our tokens.</summary>
    public Dictionary<string, string> Environment() => Common()
        .ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value!);

    public Task<Answered> InstituteAsync(string query, object? variables = null, int replica = 0) =>
        Clients[replica].AskAsync(query, variables, issuer.Token(null, "institute"));

    public Task<Answered> OfficerAsync(
        HttpClient client, string municipality, string query, object? variables = null, string? key = null) =>
        client.AskAsync(query, variables, issuer.Token(municipality, "officer"), key);

    public async Task<JsonNode> GetAsync(string path) =>
        JsonNode.Parse(await Clients[0].GetStringAsync(new Uri(path, UriKind.Relative)))!;

    /// <summary>Plans a round with these municipalities and opens it.</summary>
    public async Task OpenRoundAsync(int year, IReadOnlyList<string> municipalities)
    {
        _ = (await InstituteAsync(
            """
            mutation ($year: Int!, $opensAt: DateTime!, $municipalities: [ID!]) {
              planRound(input: { year: $year, questionnaire: "child-abuse-2017", opensAt: $opensAt, areasYear: 2017,
                municipalities: $municipalities }) { year }
              openRound(round: $year) { year } }
            """,
            new { year, opensAt = "2099-01-01T00:00:00Z", municipalities })).Data;
    }

    /// <summary>Waits until a value is so; fails when it is not within half a minute.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var limit = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(30);
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < limit, $"Not within 30 s: {what}.");
            await Task.Delay(50);
        }
    }

    public Task UntilStatusAsync(int year, string status) => UntilAsync(
        async () => await Database.ReadAsync<string>($"SELECT status FROM rounds WHERE year = {year}") == status,
        $"round {year} is {status}");

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Database.DisposeAsync();
        issuer.Dispose();
    }

    // Not by a factory of tests: each of those runs the program on a thread of its own, and here there are many.
    private WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration.AddInMemoryCollection(Common());
        builder.Configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", "None")]);
        builder.Configuration.AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddMonitorDefaults(QuestionnaireService.Name);
        builder.AddPostgres(QuestionnaireService.Name, typeof(QuestionnaireService).Assembly);
        builder.AddDapr();
        builder.AddQuestionnaire();
        var app = builder.Build();
        app.MapMonitorDefaults();
        app.MapQuestionnaire();
        return app;
    }

    private IEnumerable<KeyValuePair<string, string?>> Common() =>
        [.. Database.Test.Settings, .. issuer.Settings, new("Access:AnyCaller", "true")];
}
