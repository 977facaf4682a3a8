using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Who lies in which region, who coordinates it, and how many of it answered.</summary>
public sealed class RegionMemberStore(NpgsqlDataSource database)
{
    /// <summary>The municipalities of these regions, and of every Veilig Thuis region, by region.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlySet<string>>> MembersAsync(
        IEnumerable<string> regions, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT o.region, o.municipality
            FROM memberships o
            JOIN regions r ON r.code = o.region
            WHERE r.kind = 'VEILIG_THUIS' OR o.region = ANY ($1)
            """);
        command.Parameters.Add(Texts(regions));
        var found = await command.ReadAsync(row => (row.GetString(0), row.GetString(1)), cancellationToken);
        return found.GroupBy(m => m.Item1, m => m.Item2, StringComparer.Ordinal).ToDictionary(
            g => g.Key, g => (IReadOnlySet<string>)g.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    /// <summary>
    /// The regions that a centre municipality coordinates: its centre area, and every other region that it lies in.
    /// None for a municipality that is no centre.
    /// </summary>
    public async Task<IReadOnlySet<string>> CoordinatedAsync(string centre, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT code FROM regions WHERE centre = $1
            UNION
            SELECT o.region FROM memberships o
            WHERE o.municipality = $1 AND EXISTS (SELECT FROM regions WHERE centre = $1)
            """);
        command.Parameters.Add(Text(centre));
        return (await command.ReadAsync(row => row.GetString(0), cancellationToken)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>How many of a region's municipalities are in a release: an exact count, which nobody is told.</summary>
    public async Task<int> RespondedAsync(string release, string region, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT count(*)::int FROM release_members m
            JOIN memberships o ON o.municipality = m.municipality
            WHERE m.release_id = $1 AND o.region = $2
            """)
        {
            Parameters = { Text(release), Text(region) },
        };
        return (await ActingAs.Service.ReadAsync(
            database, query, row => row.GetInt32(0), cancellationToken)).Single();
    }
}
