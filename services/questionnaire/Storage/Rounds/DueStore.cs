using Monitor.Hosting;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>When the next thing is due by the clock.</summary>
public sealed class DueStore(NpgsqlDataSource database)
{
    /// <summary>How long it is, by the database's clock; null when nothing is to come.</summary>
    /// <remarks>What is due already, and still there after a turn, failed: it waits for the next one.</remarks>
    public async Task<TimeSpan?> UntilNextAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT min(at) - clock_timestamp() FROM (
                SELECT opens_at AS at FROM rounds WHERE status = 'PLANNED'
                UNION ALL
                SELECT closes_at FROM rounds WHERE status = 'OPEN'
                UNION ALL
                SELECT r.due_at FROM reminders r JOIN rounds o ON o.year = r.round_year
                WHERE r.done_at IS NULL AND o.status = 'OPEN') AS due
            WHERE at > clock_timestamp()
            """);
        return (await command.ReadAsync(row => row.OrNull<TimeSpan>(0), cancellationToken)).Single();
    }
}
