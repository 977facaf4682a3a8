using Monitor.Cli.Servers;

namespace Monitor.Cli.Running;

/// <summary>Starts PostgreSQL and the two Redis processes, and makes the databases.</summary>
public sealed class ServerStart(Workplace workplace, Secrets secrets, RunState state, Steps steps)
{
    /// <summary>Starts what the environment does not name, after installing what is missing.</summary>
    public async Task<ServerAddresses> StartAsync(ServerAddresses given, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(given);
        var missing = await ServerInstallation.MissingAsync(
            given.NeedsPostgres, given.NeedsRedis, needsBrowser: false, cancellationToken);
        if (missing.Count > 0)
        {
            await steps.RunAsync(
                $"apt-get install {string.Join(' ', missing)}",
                () => ServerInstallation.InstallAsync(missing, cancellationToken));
        }

        var postgres = given.Postgres is { } external
            ? Task.FromResult(external)
            : steps.RunAsync(Part.Postgres.Title, () => StartPostgresAsync(cancellationToken));
        var cache = RedisAsync(Part.Cache, given.Cache, RedisPurpose.Cache, secrets.Cache, cancellationToken);
        var broker = RedisAsync(Part.Broker, given.Broker, RedisPurpose.Broker, secrets.Broker, cancellationToken);
        await Task.WhenAll(postgres, cache, broker);

        var servers = new ServerAddresses { Postgres = await postgres, Cache = await cache, Broker = await broker };
        await steps.RunAsync("Databases and roles", () => CreateDatabasesAsync(servers, cancellationToken));
        return servers;
    }

    private async Task<string> StartPostgresAsync(CancellationToken cancellationToken)
    {
        var server = await PostgresServer.StartAsync(
            new PostgresSettings
            {
                DataFolder = await DataFolderAsync(workplace, cancellationToken),
                Port = workplace.Ports + Part.Postgres.PortOffset,
                Password = secrets.Postgres,
                LogFile = workplace.LogOf(Part.Postgres.Name),
            },
            cancellationToken);
        state.Add(Part.Postgres.Name, server.Process.Id);
        return server.ConnectionString;
    }

    /// <summary>Where this clone's cluster lies; see <see cref="PostgresServer.ReachableFolderAsync"/>.</summary>
    public static Task<string> DataFolderAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workplace);
        return PostgresServer.ReachableFolderAsync(Path.Combine(workplace.Home, "postgres"), cancellationToken);
    }

    private Task<string> RedisAsync(
        Part part, string? external, RedisPurpose purpose, string password, CancellationToken cancellationToken) =>
        external is not null ? Task.FromResult(external) : steps.RunAsync(part.Title, async () =>
        {
            var server = await RedisServer.StartAsync(
                new RedisSettings
                {
                    Folder = Path.Combine(workplace.Home, part.Name),
                    Port = workplace.Ports + part.PortOffset,
                    Password = password,
                    LogFile = workplace.LogOf(part.Name),
                    Purpose = purpose,
                },
                cancellationToken);
            state.Add(part.Name, server.Process.Id);
            return server.ConnectionString;
        });

    private async Task CreateDatabasesAsync(ServerAddresses servers, CancellationToken cancellationToken)
    {
        var environment = new AppEnvironment(workplace, secrets, servers);
        foreach (var service in Part.Services)
        {
            await environment.DatabaseOf(service).CreateAsync(servers.Postgres!, cancellationToken);
        }
    }
}
