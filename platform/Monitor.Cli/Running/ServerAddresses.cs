using Monitor.Cli.Servers;
using Npgsql;

namespace Monitor.Cli.Running;

/// <summary>How the servers are reached: our private ones, or those that the environment names.</summary>
public sealed record ServerAddresses
{
    /// <summary>A role that may create databases and roles (setting MONITOR_POSTGRES); null: a private one.</summary>
    public string? Postgres { get; init; }

    /// <summary>As StackExchange.Redis reads it (setting MONITOR_REDIS_CACHE); null: a private one.</summary>
    public string? Cache { get; init; }

    /// <summary>As StackExchange.Redis reads it (setting MONITOR_REDIS_BROKER); null: a private one.</summary>
    public string? Broker { get; init; }

    public bool NeedsPostgres => Postgres is null;

    public bool NeedsRedis => Cache is null || Broker is null;

    /// <summary>The broker as the Dapr component takes it: host:port.</summary>
    public string BrokerHost => Broker!.Split(',')[0];

    /// <summary>Empty where it asks for none.</summary>
    public string BrokerPassword => Broker!.Split(',').Skip(1)
        .FirstOrDefault(setting => setting.StartsWith("password=", StringComparison.OrdinalIgnoreCase))
        ?["password=".Length..] ?? "";

    /// <exception cref="CliException">MONITOR_POSTGRES is no connection string of Npgsql.</exception>
    public static ServerAddresses FromEnvironment(Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var given = new ServerAddresses
        {
            Postgres = NullIfEmpty(read("MONITOR_POSTGRES")),
            Cache = NullIfEmpty(read("MONITOR_REDIS_CACHE")),
            Broker = NullIfEmpty(read("MONITOR_REDIS_BROKER")),
        };
        try
        {
            _ = new NpgsqlConnectionStringBuilder(given.Postgres);
        }
        catch (ArgumentException wrong)
        {
            throw new CliException(
                $"MONITOR_POSTGRES is no connection string ({wrong.Message}). "
                + "Example: Host=127.0.0.1;Username=postgres;Password=…");
        }

        return given;
    }

    /// <summary>The servers of a run that is under way: those that are given, and its private ones.</summary>
    public ServerAddresses OfRun(int ports, Secrets secrets)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return new ServerAddresses
        {
            Postgres = Postgres
                ?? PostgresServer.ConnectionStringOf(ports + Part.Postgres.PortOffset, secrets.Postgres),
            Cache = Cache ?? RedisServer.ConnectionStringOf(ports + Part.Cache.PortOffset, secrets.Cache),
            Broker = Broker ?? RedisServer.ConnectionStringOf(ports + Part.Broker.PortOffset, secrets.Broker),
        };
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
