using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>
/// The names that each release shows, and whose values it takes as known. A name that is no longer shown stays known.
/// </summary>
public sealed class ShownNameStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Waits until no other transaction decides on names; holds until this one ends. Each decision counts on those
    /// before it.
    /// </summary>
    public static async Task LockAsync(ActingTransaction acting, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock(hashtextextended('shown names', 0))", acting.Connection, acting.Transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The current releases that hold scores of a municipality, by round.</summary>
    public static async Task<IReadOnlyList<string>> ReleasesOfAsync(
        ActingTransaction acting, string municipality, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT c.release_id FROM current_releases c
            JOIN release_members m USING (release_id)
            WHERE m.municipality = $1 ORDER BY c.round
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Text(municipality));
        return await command.ReadAsync(row => row.GetString(0), cancellationToken);
    }

    /// <summary>Those of a release whose values are known.</summary>
    public static async Task<IReadOnlySet<string>> KnownAsync(
        ActingTransaction acting, string release, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT municipality FROM known_names WHERE release_id = $1", acting.Connection, acting.Transaction);
        command.Parameters.Add(Text(release));
        var found = await command.ReadAsync(row => row.GetString(0), cancellationToken);
        return found.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Takes values as known from now on; those that are already stay so.</summary>
    public static async Task AddKnownAsync(
        ActingTransaction acting,
        string release,
        IEnumerable<string> municipalities,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO known_names (release_id, municipality) SELECT $1, * FROM unnest($2) ORDER BY 2
            ON CONFLICT DO NOTHING
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Text(release));
        command.Parameters.Add(Texts(municipalities));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Shows a name in a release; one that has no scores there is not shown.</summary>
    public static async Task ShowAsync(
        ActingTransaction acting,
        string release,
        IReadOnlyCollection<(string Municipality, ConsentKind Kind)> names,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO shown_names (release_id, municipality, kind)
            SELECT m.release_id, n.municipality, n.kind
            FROM unnest($2, $3) AS n (municipality, kind)
            JOIN release_members m ON (m.release_id, m.municipality) = ($1, n.municipality)
            ORDER BY 2, 3
            ON CONFLICT DO NOTHING
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Text(release));
        command.Parameters.Add(Texts(names.Select(n => n.Municipality)));
        command.Parameters.Add(Texts(names.Select(n => EnumText.Of(n.Kind))));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes a name back from all releases, old ones too.</summary>
    public static async Task HideAsync(
        ActingTransaction acting,
        IReadOnlyCollection<(string Municipality, ConsentKind Kind)> names,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            DELETE FROM shown_names s USING unnest($1, $2) AS n (municipality, kind)
            WHERE (s.municipality, s.kind) = (n.municipality, n.kind)
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Texts(names.Select(n => n.Municipality)));
        command.Parameters.Add(Texts(names.Select(n => EnumText.Of(n.Kind))));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Those whose values were known in any release of a round.</summary>
    public async Task<IReadOnlySet<string>> KnownInRoundAsync(int round, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT DISTINCT k.municipality FROM known_names k JOIN releases r ON r.id = k.release_id WHERE r.round = $1
            """)
        {
            Parameters = { Int(round) },
        };
        var found = await ActingAs.Service.ReadAsync(database, query, row => row.GetString(0), cancellationToken);
        return found.ToHashSet(StringComparer.Ordinal);
    }
}
