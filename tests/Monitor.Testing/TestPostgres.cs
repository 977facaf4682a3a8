using System.Globalization;
using Monitor.Cli.Servers;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Testing;

/// <summary>A fresh database of one service, with the roles that its migrations expect.</summary>
/// <param name="Name">The database's name, another each time.</param>
/// <param name="OwnerConnectionString">ConnectionStrings:PostgresOwner: migrations.</param>
/// <param name="AppConnectionString">ConnectionStrings:Postgres: what the service runs as.</param>
public sealed record TestDatabase(string Name, string OwnerConnectionString, string AppConnectionString)
{
    /// <summary>Both as settings of a process under test.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>
    {
        ["ConnectionStrings:Postgres"] = AppConnectionString,
        ["ConnectionStrings:PostgresOwner"] = OwnerConnectionString,
    };

    /// <summary>A small pool of the application role; the test disposes it.</summary>
    public NpgsqlDataSource Open() => Open(AppConnectionString);

    /// <summary>A small pool of the owner; the test disposes it.</summary>
    public NpgsqlDataSource OpenAsOwner() => Open(OwnerConnectionString);

    /// <summary>The numbers that a query of the application role finds, acting so.</summary>
    public async Task<IReadOnlyList<long>> NumbersAsync(string sql, ActingAs acting)
    {
        await using var database = Open();
        return await acting.ReadAsync(
            database,
            new NpgsqlBatchCommand(sql),
            row => Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture),
            CancellationToken.None);
    }

    private static NpgsqlDataSource Open(string connectionString) => NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 20 });
}

/// <summary>
/// PostgreSQL for tests: the server that MONITOR_TEST_POSTGRES (a superuser's connection string) names, else one
/// private cluster for this test process, stopped and deleted when it ends. No PostgreSQL is a failure, not a skip.
/// </summary>
public static class TestPostgres
{
    private const string Password = TemporaryServers.Password;
    private static readonly Lazy<Task<string>> Superuser = new(StartAsync);

    /// <summary>Connection string of a superuser, to the database <c>postgres</c>.</summary>
    public static Task<string> ConnectionStringAsync() => Superuser.Value;

    /// <summary>
    /// Makes an empty database with the roles <c>service_owner</c> and <c>service_app</c>; migrations are not applied.
    /// It stays until the cluster is deleted.
    /// </summary>
    public static async Task<TestDatabase> CreateDatabaseAsync(
        string service, CancellationToken cancellationToken = default)
    {
        var superuser = await Superuser.Value;
        var database = new ServiceDatabase
        {
            Service = service,
            Name = $"{service}_{Guid.NewGuid().ToString("N")[..12]}",
            OwnerPassword = Password,
            AppPassword = Password,
        };
        await database.CreateAsync(superuser, cancellationToken);
        return new TestDatabase(
            database.Name, database.OwnerConnectionString(superuser), database.AppConnectionString(superuser));
    }

    private static Task<string> StartAsync() =>
        Environment.GetEnvironmentVariable("MONITOR_TEST_POSTGRES") is { Length: > 0 } given
            ? Task.FromResult(given)
            : TemporaryServers.StartPostgresAsync(CancellationToken.None);
}
