using System.Collections.Concurrent;
using System.Globalization;

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

using Monitor.Cli.Servers;
using Monitor.Hosting;
using Monitor.Sidecar;
using Monitor.Testing;

using Npgsql;

namespace Monitor.Dapr.Tests;

/// <summary>
/// Questionnaire and scoring as they meet in the system: two databases, a broker, the stand-in with the component
/// files of k8s/dapr. Each part can be stopped and started alone.
/// </summary>
public sealed class World : IAsyncDisposable
{
    public const string ApiToken = "token-to-the-sidecar";
    public const string AppToken = "token-to-the-app";

    private readonly IReadOnlyList<int> ports = FreePorts.Take(5);
    private readonly List<WebApplication> others = [];
    private WebApplication? sidecar;

    private World(TestDatabase questionnaire, TestDatabase scoring, TestRedis broker)
    {
        (QuestionnaireDatabase, ScoringDatabase, Broker) = (questionnaire, scoring, broker);
        Scoring = scoring.OpenAsOwner();
        Questionnaire = questionnaire.OpenAsOwner();
    }

    public TestDatabase QuestionnaireDatabase { get; }

    public TestDatabase ScoringDatabase { get; }

    public TestRedis Broker { get; }

    /// <summary>Pools of the owners, to look at the tables.</summary>
    public NpgsqlDataSource Scoring { get; }

    public NpgsqlDataSource Questionnaire { get; }

    public WebApplication? Publisher { get; private set; }

    public WebApplication? Consumer { get; private set; }

    /// <summary>How often scoring asks for what it missed; an hour leaves all to the broker.</summary>
    public TimeSpan CatchUpEvery { get; private init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>What the handler of scoring does beside writing its effect.</summary>
    public HandlerScript Script { get; } = new();

    public int ConsumerPort => ports[1];

    /// <summary>Whether the consumer's handler takes many events at once.</summary>
    public bool HandlesMany { get; set; }

    public Uri SidecarOfQuestionnaire => new($"http://127.0.0.1:{ports[2]}");

    /// <summary>All settings of scoring but its database.</summary>
    public IReadOnlyDictionary<string, string?> ConsumerSettings => SettingsOf("scoring", ports[1], ports[3]);

    /// <summary>Starts nothing but the servers.</summary>
    public static async Task<World> CreateAsync(TimeSpan? catchUpEvery = null) => new(
        await TestPostgres.CreateDatabaseAsync("questionnaire"),
        await TestPostgres.CreateDatabaseAsync("scoring"),
        await TestRedis.StartAsync())
    {
        CatchUpEvery = catchUpEvery ?? TimeSpan.FromSeconds(0.5),
    };

    public static async Task<World> StartAsync(string? resiliency = null, TimeSpan? catchUpEvery = null)
    {
        var world = await CreateAsync(catchUpEvery);
        await world.StartSidecarAsync(resiliency: resiliency);
        await world.StartConsumerAsync();
        await world.StartPublisherAsync();
        await world.WaitUntilReadyAsync();
        return world;
    }

    public async Task StartSidecarAsync(AckMode ack = AckMode.V117, string? resiliency = null)
    {
        var resources = Repository.Folder("k8s/dapr/components");
        sidecar = SidecarHost.Build(
            new SidecarArguments
            {
                Apps =
                [
                    new AppAddress("questionnaire", ports[0], ports[2]),
                    new AppAddress("scoring", ports[1], ports[3]),
                ],
                Resources = resiliency is null ? resources : Repository.WithResiliency(resources, resiliency),
                Config = Repository.Folder("k8s/dapr/config"),
                Ack = ack,
            },
            new Dictionary<string, string?>
            {
                ["MONITOR_BROKER_HOST"] = Broker.ConnectionString,
                ["DAPR_API_TOKEN"] = ApiToken,
                ["APP_API_TOKEN"] = AppToken,
            });
        await sidecar.StartAsync();
    }

    public async Task StartPublisherAsync()
    {
        Publisher = BuildPublisher(ports[0]);
        await Publisher.StartAsync();
    }

    /// <summary>A second replica of questionnaire; the sidecar does not know it, the relays do not care.</summary>
    public async Task StartSecondPublisherAsync()
    {
        var second = BuildPublisher(ports[4]);
        others.Add(second);
        await second.StartAsync();
    }

    public async Task StartConsumerAsync()
    {
        var builder = BuilderOf("scoring", ports[1], ports[3], ScoringDatabase);
        builder.Services.AddSingleton(Script);
        Consumer = builder.Build();
        Consumer.MapMonitorDefaults();
        Consumer.MapDapr();
        if (HandlesMany)
        {
            Consumer.MapEvent<Submitted, ManySubmittedHandler>("response.submitted", publisher: "questionnaire");
        }
        else
        {
            Consumer.MapEvent<Submitted, SubmittedHandler>("response.submitted", publisher: "questionnaire");
        }
        // Before the first event: a page without its table fails, and its events come singly then.
        await ExecuteAsync(Scoring, """
            CREATE TABLE IF NOT EXISTS effects (
                response_id integer NOT NULL, position bigint NOT NULL);
            GRANT SELECT, INSERT ON effects TO scoring_app
            """);
        await Consumer.StartAsync();
    }

    public async Task StopPublisherAsync()
    {
        await Publisher!.DisposeAsync();
        Publisher = null;
    }

    public async Task StopConsumerAsync()
    {
        await Consumer!.DisposeAsync();
        Consumer = null;
    }

    /// <summary>Both apps are known to the sidecar, and the consumer's topics are read.</summary>
    public async Task WaitUntilReadyAsync()
    {
        using var http = new HttpClient();
        await Eventually.IsTrueAsync(async () =>
            (await http.GetAsync(new Uri($"http://127.0.0.1:{ports[2]}/v1.0/healthz"))).IsSuccessStatusCode
            && (await http.GetAsync(new Uri($"http://127.0.0.1:{ports[3]}/v1.0/healthz"))).IsSuccessStatusCode);
    }

    /// <summary>Records a submission at questionnaire; the clock starts when this returns: the commit.</summary>
    public Task SubmitAsync(int responseId, bool commit = true) => SubmitAllAsync([responseId], commit);

    /// <summary>Records several submissions in one transaction.</summary>
    public async Task SubmitAllAsync(IEnumerable<int> responseIds, bool commit = true)
    {
        var services = Publisher!.Services;
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await services.GetRequiredService<Outbox>().AddAllAsync(
            transaction,
            "response.submitted",
            [.. responseIds.Select(id => new Submitted(id))],
            CancellationToken.None);
        if (commit)
        {
            await transaction.CommitAsync();
        }
    }

    /// <summary>How often each response took effect at scoring.</summary>
    public async Task<Dictionary<int, int>> EffectsAsync()
    {
        await using var command = Scoring.CreateCommand(
            "SELECT response_id, count(*)::int FROM effects GROUP BY response_id");
        await using var reader = await command.ExecuteReaderAsync();
        var effects = new Dictionary<int, int>();
        while (await reader.ReadAsync())
        {
            effects.Add(reader.GetInt32(0), reader.GetInt32(1));
        }
        return effects;
    }

    public Task WaitForEffectsAsync(int count, TimeSpan? within = null) =>
        Eventually.IsTrueAsync(async () => (await EffectsAsync()).Count == count, within);

    public static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own text
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(NpgsqlDataSource database, string sql)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own text
        command.CommandText = sql;
#pragma warning restore CA2100
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in others.Append(Consumer).Append(Publisher).Append(sidecar))
        {
            if (app is not null)
            {
                await app.StopAsync();   // disposing alone does not wait for what runs in the background
                await app.DisposeAsync();
            }
        }
        await Scoring.DisposeAsync();
        await Questionnaire.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private WebApplication BuildPublisher(int port)
    {
        var publisher = BuilderOf("questionnaire", port, ports[2], QuestionnaireDatabase).Build();
        publisher.MapMonitorDefaults();
        publisher.MapDapr("scoring");
        return publisher;
    }

    private Dictionary<string, string?> SettingsOf(string name, int port, int sidecarPort) => new()
    {
        ["urls"] = $"http://127.0.0.1:{port}",
        ["APP_ID"] = name,
        ["DAPR_HTTP_PORT"] = sidecarPort.ToString(CultureInfo.InvariantCulture),
        ["DAPR_API_TOKEN"] = ApiToken,
        ["APP_API_TOKEN"] = AppToken,
        ["Dapr:CatchUpEvery"] = CatchUpEvery.ToString("c", CultureInfo.InvariantCulture),
        ["Dapr:GapGrace"] = "00:00:00.2",
    };

    private WebApplicationBuilder BuilderOf(string name, int port, int sidecarPort, TestDatabase database)
    {
        var builder = Builders.Of("Development");
        builder.Configuration.AddInMemoryCollection(database.Settings);
        builder.Configuration.AddInMemoryCollection(SettingsOf(name, port, sidecarPort));
        builder.AddMonitorDefaults(name);
        builder.AddPostgres(name, typeof(World).Assembly);
        builder.AddDapr();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        return builder;
    }
}

/// <summary>The event of these tests.</summary>
public sealed record Submitted(int ResponseId);

/// <summary>Lets a test decide how a delivery goes, before its effect is written.</summary>
public sealed class HandlerScript
{
    private int deliveries;

    public int Deliveries => deliveries;

    /// <summary>Sizes of the pages that came at once.</summary>
    public ConcurrentBag<int> Pages { get; } = [];

    /// <summary>Called with the number of the delivery, from 1; null lets all be handled.</summary>
    public Func<int, Received<Submitted>, Delivery>? Decide { get; set; }

    public Delivery Next(Received<Submitted> received)
    {
        var number = Interlocked.Increment(ref deliveries);
        return Decide?.Invoke(number, received) ?? Delivery.Done;
    }
}

/// <summary>
/// Takes many at once, and none of a page in which one is not decided as Done: then each comes by itself.
/// </summary>
public sealed class ManySubmittedHandler(Inbox inbox, HandlerScript script) : IHandleMany<Submitted>
{
    public Task<Delivery> HandleAsync(Received<Submitted> received, CancellationToken cancellationToken) =>
        new SubmittedHandler(inbox, script).HandleAsync(received, cancellationToken);

    public async Task<IReadOnlyList<Delivery>> HandleManyAsync(
        IReadOnlyList<Received<Submitted>> received, CancellationToken cancellationToken)
    {
        script.Pages.Add(received.Count);
        if (script.Decide is { } decide && received.Any(each => decide(0, each) == Delivery.Retry))
        {
            throw new InvalidOperationException("One of them cannot be handled.");
        }
        var ends = received.Select(each => script.Decide?.Invoke(0, each) ?? Delivery.Done).ToList();
        await using var effects = await inbox.BeginManyAsync(
            [.. received.Where((_, i) => ends[i] == Delivery.Done)], cancellationToken);
        await using var command = new NpgsqlCommand(
            "INSERT INTO effects (response_id, position) SELECT * FROM unnest($1, $2)",
            effects.Connection, effects.Transaction);
        int[] responses = [.. effects.New.Select(each => each.Data.ResponseId)];
        long[] positions = [.. effects.New.Select(each => each.Position)];
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = responses });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = positions });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await effects.CommitAsync(cancellationToken);
        return ends;
    }
}

/// <summary>Writes one row per event, in the inbox's transaction: as the handlers of the services do.</summary>
public sealed class SubmittedHandler(Inbox inbox, HandlerScript script) : IHandle<Submitted>
{
    public async Task<Delivery> HandleAsync(Received<Submitted> received, CancellationToken cancellationToken)
    {
        var decided = script.Next(received);
        if (decided != Delivery.Done)
        {
            return decided;
        }
        await using var effect = await inbox.BeginAsync(received, cancellationToken);
        if (effect.AlreadyHandled)
        {
            return Delivery.Done;
        }
        await using var command = new NpgsqlCommand(
            "INSERT INTO effects (response_id, position) VALUES ($1, $2)", effect.Connection, effect.Transaction);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = received.Data.ResponseId });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = received.Position });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await effect.CommitAsync(cancellationToken);
        return Delivery.Done;
    }
}
