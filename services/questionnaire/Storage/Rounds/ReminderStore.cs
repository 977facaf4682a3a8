using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>The reminders of rounds, and when each is due.</summary>
public sealed class ReminderStore(NpgsqlDataSource database)
{
    /// <summary>The reminders of each round asked for, the earliest first; one without any is absent.</summary>
    public async Task<ILookup<int, Reminder>> FindAsync(IEnumerable<int> rounds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT id, round_year, days_before_closing, due_at, subject, body, done_at, outcome
            FROM reminders WHERE round_year = ANY ($1)
            ORDER BY due_at, days_before_closing DESC, id
            """);
        command.Parameters.AddValue(rounds.Distinct().ToArray());
        return (await command.ReadAsync(Reminder, cancellationToken)).ToLookup(r => r.Round);
    }

    /// <summary>The same for one round, within the transaction that holds it.</summary>
    public static async Task<IReadOnlyList<Reminder>> ListAsync(
        NpgsqlTransaction transaction, int round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, round_year, days_before_closing, due_at, subject, body, done_at, outcome
            FROM reminders WHERE round_year = $1
            ORDER BY due_at, days_before_closing DESC, id
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(round);
        return await command.ReadAsync(Reminder, cancellationToken);
    }

    /// <summary>Puts these in the place of all that are not sent yet.</summary>
    public static async Task ReplaceAsync(
        NpgsqlTransaction transaction,
        int round,
        IReadOnlyList<Reminder> reminders,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            DELETE FROM reminders WHERE round_year = $1 AND outcome IS DISTINCT FROM 'SENT'
            """)
        {
            Parameters = { Int(round) },
        });
        foreach (var reminder in reminders)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("""
                INSERT INTO reminders (id, round_year, days_before_closing, due_at, subject, body)
                VALUES ($1, $2, $3, $4, $5, $6)
                """)
            {
                Parameters =
                {
                    Id(reminder.Id),
                    Int(round),
                    OrNull(reminder.DaysBeforeClosing, NpgsqlDbType.Integer),
                    OrNull(reminder.DueAt?.UtcDateTime, NpgsqlDbType.TimestampTz),
                    OrNull(reminder.Text?.Subject, NpgsqlDbType.Text),
                    OrNull(reminder.Text?.Body, NpgsqlDbType.Text),
                },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes when each is due, and what became of it.</summary>
    public static async Task UpdateAsync(
        NpgsqlTransaction transaction, IReadOnlyList<Reminder> reminders, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE reminders r SET due_at = n.due_at, done_at = n.done_at, outcome = n.outcome
            FROM unnest($1, $2, $3, $4) AS n (id, due_at, done_at, outcome)
            WHERE r.id = n.id
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(reminders.Select(r => r.Id).ToArray());
        command.Parameters.Add(Times(reminders.Select(r => r.DueAt)));
        command.Parameters.Add(Times(reminders.Select(r => r.DoneAt)));
        command.Parameters.Add(TextsOrNull(reminders.Select(r => r.Outcome is { } o ? EnumText.Of(o) : null)));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The years of open rounds with a reminder that is due.</summary>
    public async Task<IReadOnlyList<int>> DueAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT DISTINCT r.round_year FROM reminders r JOIN rounds o ON o.year = r.round_year
            WHERE r.done_at IS NULL AND r.due_at <= clock_timestamp() AND o.status = 'OPEN'
            """);
        return await command.ReadAsync(row => row.GetInt32(0), cancellationToken);
    }

    private static NpgsqlParameter Times(IEnumerable<DateTimeOffset?> moments) => new()
    {
        Value = moments.Select(moment => moment?.UtcDateTime).ToArray(),
        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
    };

    private static Reminder Reminder(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetInt32(1),
        row.OrNull<int>(2),
        row.OrNull<DateTimeOffset>(3),
        row.TextOrNull(4) is { } subject ? new MailText(subject, row.GetString(5)) : null,
        row.OrNull<DateTimeOffset>(6),
        row.TextOrNull(7) is { } outcome ? EnumText.Parse<ReminderOutcome>(outcome) : null);
}
