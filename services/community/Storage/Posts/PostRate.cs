using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>How fast one member posts.</summary>
public static class PostRate
{
    private const string NewMember = """
        SELECT EXISTS (
            SELECT FROM members
            WHERE id = $1 AND since > $2 AND municipality_code IS NOT NULL AND NOT is_demonstration)
        AND (SELECT count(*) FROM (
            (SELECT id FROM topics
             WHERE author = $1 AND posted_at < $4 AND hidden_at IS NULL AND deleted_at IS NULL LIMIT $3)
            UNION ALL
            (SELECT id FROM replies
             WHERE author = $1 AND posted_at < $4 AND hidden_at IS NULL AND deleted_at IS NULL LIMIT $3)) p) < $3
        """;

    /// <summary>
    /// Whether a member is new: came less than <paramref name="within"/> ago, and has fewer than
    /// <paramref name="fewest"/> contributions of over an hour that stand. The institute's people and those who were
    /// made up are never new.
    /// </summary>
    public static async Task<bool> IsNewAsync(
        NpgsqlDataSource database,
        Reader reader,
        TimeSpan within,
        int fewest,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand(NewMember);
        AddValues(query.Parameters, reader, within, fewest, now);
        return (await reader.ReadAsync(database, query, row => row.GetBoolean(0), cancellationToken))[0];
    }

    /// <summary>The same, within a transaction that acts for the reader.</summary>
    public static async Task<bool> IsNewAsync(
        NpgsqlTransaction transaction,
        Reader reader,
        TimeSpan within,
        int fewest,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(NewMember, transaction.Connection, transaction);
        AddValues(command.Parameters, reader, within, fewest, now);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// When the oldest of the last <paramref name="most"/> contributions within an hour was posted; null where there
    /// are fewer. One member's posts wait for each other, so that none slips by.
    /// </summary>
    public static async Task<DateTimeOffset?> FullSinceAsync(
        NpgsqlTransaction transaction, Reader reader, int most, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var hold = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock(hashtextextended('post:' || $1, 0))", transaction.Connection, transaction);
        hold.Parameters.AddValue(reader.Member.ToString("N"));
        await hold.ExecuteNonQueryAsync(cancellationToken);

        await using var command = new NpgsqlCommand("""
            SELECT posted_at FROM (
                (SELECT posted_at FROM topics WHERE author = $1 AND posted_at > $2 ORDER BY posted_at DESC LIMIT $3)
                UNION ALL
                (SELECT posted_at FROM replies WHERE author = $1 AND posted_at > $2 ORDER BY posted_at DESC LIMIT $3)) p
            ORDER BY posted_at DESC OFFSET $3 - 1 LIMIT 1
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(reader.Member);
        command.Parameters.AddValue((now - TimeSpan.FromHours(1)).UtcDateTime);
        command.Parameters.AddValue(most);
        var found = await command.ReadAsync(row => row.GetFieldValue<DateTimeOffset>(0), cancellationToken);
        return found is [var since] ? since : null;
    }

    private static void AddValues(
        NpgsqlParameterCollection parameters, Reader reader, TimeSpan within, int fewest, DateTimeOffset now)
    {
        parameters.AddValue(reader.Member);
        parameters.AddValue((now - within).UtcDateTime);
        parameters.AddValue(fewest);
        parameters.AddValue((now - TimeSpan.FromHours(1)).UtcDateTime);
    }
}
