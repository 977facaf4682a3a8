using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>Who found what useful. A member's own rows; a trigger counts them with the contribution.</summary>
public static class UsefulStore
{
    /// <summary>Marks a contribution that is out; again changes nothing. False when the reader sees none.</summary>
    public static async Task<bool> MarkAsync(
        NpgsqlTransaction transaction, Guid id, Reader reader, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            WITH seen AS (
                SELECT id FROM readable_topics WHERE id = $1 AND {Readable.IsOut}
                UNION ALL
                SELECT id FROM readable_replies WHERE id = $1 AND {Readable.Stands}),
            marked AS (
                INSERT INTO useful_marks (contribution_id, member, marked_at) SELECT id, $2, $3 FROM seen
                ON CONFLICT (contribution_id, member) DO NOTHING)
            SELECT EXISTS (SELECT FROM seen)
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(reader.Member);
        command.Parameters.AddValue(now.UtcDateTime);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Takes the reader's mark away; where there is none nothing changes.</summary>
    public static async Task UnmarkAsync(
        NpgsqlTransaction transaction, Guid id, Reader reader, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM useful_marks WHERE contribution_id = $1 AND member = $2",
            transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(reader.Member);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
