using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>A revision that counts in a closed round.</summary>
public sealed record AcceptedResponse(string ResponseId, int Revision, string Municipality);

/// <summary>A closed round without release, and how many accepted revisions have no scores here yet.</summary>
public sealed record PendingRelease(int Round, int Missing, DateTimeOffset ClosedAt);

/// <summary>Closed rounds of which the release is still to be made, with the revisions that it is made of.</summary>
public sealed class PendingReleaseStore(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>Notes that a release is to be made; changes nothing where it is noted, or made.</summary>
    public async Task AddAsync(
        NpgsqlTransaction transaction, int round, IReadOnlyList<AcceptedResponse> accepted,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(ActingAs.Service.Command());
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO accepted_responses (round, response_id, revision, municipality)
            SELECT $1, * FROM unnest($2, $3, $4)
            WHERE NOT EXISTS (SELECT FROM pending_releases WHERE round = $1)
              AND NOT EXISTS (SELECT FROM releases WHERE round = $1)
            """)
        {
            Parameters =
            {
                Int(round),
                Texts(accepted.Select(a => a.ResponseId)),
                Ints(accepted.Select(a => a.Revision)),
                Texts(accepted.Select(a => a.Municipality)),
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO pending_releases (round, closed_at)
            SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM releases WHERE round = $1)
            ON CONFLICT (round) DO NOTHING
            """)
        {
            Parameters =
            {
                Int(round), Time(time.GetUtcNow()),
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>All that is pending, by round.</summary>
    public async Task<IReadOnlyList<PendingRelease>> ListAsync(CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT p.round, count(a.response_id) FILTER (WHERE s.response_id IS NULL)::int, p.closed_at
            FROM pending_releases p
            LEFT JOIN accepted_responses a ON a.round = p.round
            LEFT JOIN scores s ON (s.response_id, s.revision) = (a.response_id, a.revision)
            GROUP BY p.round, p.closed_at ORDER BY p.round
            """);
        return await ActingAs.Service.ReadAsync(
            database, query, Read, cancellationToken);
    }

    private static PendingRelease Read(NpgsqlDataReader row) =>
        new(row.GetInt32(0), row.GetInt32(1), new DateTimeOffset(row.GetDateTime(2), TimeSpan.Zero));

    /// <summary>
    /// Takes a round to release it within this transaction; false when another did. Waits for a transaction that holds
    /// it, so that a release is made once.
    /// </summary>
    public static async Task<bool> TakeAsync(
        NpgsqlTransaction transaction, int round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM pending_releases WHERE round = $1", transaction.Connection, transaction);
        command.Parameters.Add(Int(round));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
