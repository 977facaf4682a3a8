using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Monitor.Hosting;

/// <summary>A database and the migrations of this build do not fit together: the start stops.</summary>
public sealed class MigrationException(string message) : Exception(message);

/// <summary>
/// Brings the service's database up to this build: every migration once, in order, each in a transaction of its own,
/// under an advisory lock, so that several replicas may start at once. What was applied may not change any more.
/// </summary>
/// <remarks>
/// Without ConnectionStrings:PostgresOwner (a cluster whose migrations run as a job) nothing is changed; a migration
/// that is not applied yet then stops the start.
/// </remarks>
[SuppressMessage("Security", "CA2100", Justification = "The text is of this build's own migrations.")]
public sealed class Migrator(
    string service,
    IEnumerable<MigrationSet> sets,
    NpgsqlDataSource database,
    IConfiguration configuration,
    IOptions<PostgresOptions> options,
    TimeProvider clock,
    ILogger<Migrator> log)
{
    // "monitor" in ASCII: one lock a database, as advisory locks are.
    private const long LockKey = 0x6d6f6e69746f72;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>True once every migration is applied.</summary>
    public bool IsDone { get; private set; }

    /// <exception cref="MigrationException">Changed text, a number below an applied one, or no owner.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The platform's tables first; within that by name, so that every build applies in the same order.
        var migrations = sets
            .OrderBy(set => set.IsOfService).ThenBy(set => set.Name, StringComparer.Ordinal)
            .SelectMany(set => set.Read().Select(migration => (set, migration)))
            .ToArray();

        if (configuration.GetConnectionString("PostgresOwner") is { Length: > 0 } ownerString)
        {
            await using var owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ownerString)
            {
                Pooling = false,
                ApplicationName = $"{service} migrations",
                CommandTimeout = 600,
            });
            await using var connection = await OpenAsync(owner, cancellationToken);
            await ApplyAsync(connection, migrations, cancellationToken);
        }
        else
        {
            await using var connection = await OpenAsync(database, cancellationToken);
            var applied = await AppliedAsync(connection, cancellationToken);
            if (Pending(migrations, applied) is [var first, ..])
            {
                throw new MigrationException(
                    $"Migration {first.Migration.Set}/{first.Migration.Number:0000} is not applied, and without the "
                    + "setting ConnectionStrings:PostgresOwner this process may not apply it. Run `migrate` first.");
            }
        }

        IsDone = true;
    }

    // A database that is still starting is normal at start; a password that is wrong is not.
    private async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        var begin = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await source.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException failure)
                when (failure.IsTransient && clock.GetElapsedTime(begin) < options.Value.StartTimeout)
            {
                log.DatabaseNotYet(failure.Message);
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }

    private async Task ApplyAsync(
        NpgsqlConnection connection,
        IReadOnlyList<(MigrationSet Set, Migration Migration)> migrations,
        CancellationToken cancellationToken)
    {
        // Held until the connection closes.
        await using (var hold = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection))
        {
            hold.Parameters.Add(new NpgsqlParameter<long> { TypedValue = LockKey });
            await hold.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var create = new NpgsqlCommand("""
            CREATE TABLE IF NOT EXISTS schema_migrations (
                set text NOT NULL, number int NOT NULL, name text NOT NULL, hash text NOT NULL,
                applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (set, number))
            """, connection))
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        await GrantAsync(connection, cancellationToken);
        var applied = await AppliedAsync(connection, cancellationToken);
        foreach (var (set, migration) in Pending(migrations, applied))
        {
            await ApplyOneAsync(connection, set, migration, cancellationToken);
            log.MigrationApplied(migration.Set, migration.Number, migration.Name);
        }
    }

    private async Task GrantAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var grant = new NpgsqlCommand(
            WithAppRole("GRANT SELECT ON schema_migrations TO :app_role"), connection);
        await grant.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task ApplyOneAsync(
        NpgsqlConnection connection, MigrationSet set, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var apply = new NpgsqlCommand(
            set.IsOfService ? migration.Text : WithAppRole(migration.Text), connection, transaction))
        {
            await apply.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var note = new NpgsqlCommand(
            "INSERT INTO schema_migrations (set, number, name, hash) VALUES ($1, $2, $3, $4)",
            connection, transaction))
        {
            note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Set });
            note.Parameters.Add(new NpgsqlParameter<int> { TypedValue = migration.Number });
            note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Name });
            note.Parameters.Add(new NpgsqlParameter<string> { TypedValue = migration.Hash });
            await note.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<(string Set, int Number), string>> AppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT set, number, hash FROM schema_migrations", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new Dictionary<(string, int), string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add((reader.GetString(0), reader.GetInt32(1)), reader.GetString(2));
        }

        return applied;
    }

    private List<(MigrationSet Set, Migration Migration)> Pending(
        IReadOnlyList<(MigrationSet Set, Migration Migration)> migrations,
        IReadOnlyDictionary<(string Set, int Number), string> applied)
    {
        var known = migrations.Select(item => (item.Migration.Set, item.Migration.Number)).ToHashSet();
        foreach (var (set, number) in applied.Keys.Where(key => !known.Contains(key)))
        {
            log.MigrationUnknown(set, number);   // an older build beside a newer one, as in a rolling update
        }

        var pending = new List<(MigrationSet, Migration)>();
        foreach (var (set, migration) in migrations)
        {
            if (!applied.TryGetValue((migration.Set, migration.Number), out var hash))
            {
                RequireLast(migration, applied);
                pending.Add((set, migration));
            }
            else if (hash != migration.Hash)
            {
                throw new MigrationException(
                    $"Migration {migration.Set}/{migration.Number:0000}_{migration.Name} was changed after it was "
                    + "applied. Undo the change and write the next number instead.");
            }
        }

        return pending;
    }

    private static void RequireLast(
        Migration migration, IReadOnlyDictionary<(string Set, int Number), string> applied)
    {
        var later = applied.Keys.Where(key => key.Set == migration.Set && key.Number > migration.Number).ToArray();
        if (later.Length > 0)
        {
            throw new MigrationException(
                $"Migration {migration.Set}/{migration.Number:0000}_{migration.Name} comes after "
                + $"{later.Max(key => key.Number):0000} was applied. Give it the next number.");
        }
    }

    private string WithAppRole(string sql) =>
        sql.Replace(":app_role", $"\"{service}_app\"", StringComparison.Ordinal);
}
