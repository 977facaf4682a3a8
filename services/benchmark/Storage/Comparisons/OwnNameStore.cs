using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>A consent of a municipality in a round that holds its scores.</summary>
/// <param name="Round">Year.</param>
/// <param name="Release">Its current release.</param>
/// <param name="Kind">What the municipality consents to.</param>
/// <param name="IsShown">Whether its name stands there; else it is held back until the next release.</param>
public sealed record OwnName(int Round, string Release, ConsentKind Kind, bool IsShown);

/// <summary>What became of a municipality's own consents. Reads as that municipality.</summary>
public sealed class OwnNameStore(NpgsqlDataSource database)
{
    /// <summary>Every consent that holds, in every released round that has scores of the municipality.</summary>
    public async Task<IReadOnlyList<OwnName>> OfAsync(string municipality, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT c.round, c.release_id, k.kind, n.municipality IS NOT NULL
            FROM consents k
            CROSS JOIN current_releases c
            JOIN release_members m ON (m.release_id, m.municipality) = (c.release_id, k.municipality)
            LEFT JOIN shown_names n
                ON (n.release_id, n.municipality, n.kind) = (c.release_id, k.municipality, k.kind)
            WHERE k.municipality = $1 AND k.granted
            ORDER BY c.round, k.kind
            """)
        {
            Parameters = { Text(municipality) },
        };
        return await ActingAs.Municipality(municipality).ReadAsync(
            database,
            query,
            row => new OwnName(
                row.GetInt32(0), row.GetString(1), EnumText.Parse<ConsentKind>(row.GetString(2)), row.GetBoolean(3)),
            cancellationToken);
    }
}
