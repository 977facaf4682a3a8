using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>
/// Deletes contributions, softly, and restores them; in transactions that act already, as <see cref="TopicChanges"/>.
/// </summary>
public static class Deletions
{
    /// <summary>Deletes what stands; false when it does not.</summary>
    public static async Task<bool> DeleteAsync(
        NpgsqlTransaction transaction,
        IContribution on,
        Capacity by,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction, on, "SET deleted_at = $2, deleted_as = $3 WHERE id = $1 AND deleted_at IS NULL");
        command.Parameters.AddValue(now.UtcDateTime);
        command.Parameters.AddValue(EnumText.Of(by));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    /// <summary>Undoes a deletion; false where there is none.</summary>
    public static async Task<bool> RestoreAsync(
        NpgsqlTransaction transaction, IContribution on, CancellationToken cancellationToken)
    {
        await using var command = Command(
            transaction, on, "SET deleted_at = NULL, deleted_as = NULL WHERE id = $1 AND deleted_at IS NOT NULL");
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, IContribution on, string change)
    {
        var table = on.ReplyId is null ? "topics" : "replies";
#pragma warning disable CA2100 // The texts above.
        var command = new NpgsqlCommand($"UPDATE {table} {change}", transaction.Connection, transaction);
#pragma warning restore CA2100
        command.Parameters.AddValue(on.Id);
        return command;
    }
}
