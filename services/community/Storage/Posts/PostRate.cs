using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>How fast one member posts.</summary>
public static class PostRate
{
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
}
