using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>How an import that was due by the clock ended.</summary>
public enum ScheduledOutcome
{
    Imported,

    /// <summary>All of it was known already.</summary>
    Unchanged,

    /// <summary>It failed as often as it may be tried.</summary>
    GivenUp,
}

/// <summary>An import that is, or was, due by the clock.</summary>
/// <param name="Mapping">Its name.</param>
/// <param name="DueOn">Its day, in the Netherlands.</param>
/// <param name="Attempts">So far.</param>
/// <param name="NextAttemptAt">Until then nobody tries it; null once it is done.</param>
/// <param name="DoneAt">When it ended; null before.</param>
/// <param name="Outcome">How; null before.</param>
/// <param name="Failure">Of the last attempt, as a sentence; null where it went well.</param>
/// <param name="ImportId">What came of it; null where nothing did.</param>
public sealed record ScheduledImport(
    string Mapping,
    DateOnly DueOn,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? DoneAt,
    ScheduledOutcome? Outcome,
    string? Failure,
    Guid? ImportId);

/// <summary>What is due by the clock. A row is taken by one process at a time, and found again after a crash.</summary>
public sealed class FigureScheduleStore(NpgsqlDataSource database)
{
    private const string Columns = """
        mapping, due_on, attempts, CASE WHEN done_at IS NULL THEN next_attempt_at END, done_at, outcome, failure,
        import_id
        """;

    /// <summary>The latest, newest first.</summary>
    public async Task<IReadOnlyList<ScheduledImport>> LatestAsync(int most, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"SELECT {Columns} FROM figure_schedule ORDER BY due_on DESC, mapping LIMIT $1");
        command.Parameters.Add(Int(most));
        return await command.ReadAsync(Scheduled, cancellationToken);
    }

    /// <summary>Imports that were given up or failed when last tried, and are of the last day that was due.</summary>
    public async Task<long> FailedAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT count(*) FROM figure_schedule s
            WHERE failure IS NOT NULL
              AND due_on = (SELECT max(due_on) FROM figure_schedule o WHERE o.mapping = s.mapping)
            """);
        return (await command.ReadAsync(row => row.GetInt64(0), cancellationToken)).Single();
    }

    /// <summary>Notes that these are due; those that are noted stay as they are.</summary>
    public async Task NoteAsync(
        IEnumerable<string> mappings, DateOnly dueOn, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            INSERT INTO figure_schedule (mapping, due_on, attempts, next_attempt_at)
            SELECT m, $2, 0, $3 FROM unnest($1) AS m ON CONFLICT DO NOTHING
            """);
        command.Parameters.Add(Texts(mappings));
        command.Parameters.Add(OrNull(dueOn, NpgsqlDbType.Date));
        command.Parameters.Add(Time(dueAt));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Takes the next one that is due, and holds it: nobody else takes it before <paramref name="until"/>. Null: none.
    /// </summary>
    public async Task<ScheduledImport?> TakeAsync(
        DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            UPDATE figure_schedule SET attempts = attempts + 1, next_attempt_at = $2
            WHERE (mapping, due_on) = (
                SELECT mapping, due_on FROM figure_schedule WHERE done_at IS NULL AND next_attempt_at <= $1
                ORDER BY next_attempt_at, mapping LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING {Columns}
            """);
        command.Parameters.Add(Time(now));
        command.Parameters.Add(Time(until));
        return (await command.ReadAsync(Scheduled, cancellationToken)).SingleOrDefault();
    }

    /// <summary>It ended so.</summary>
    public async Task EndAsync(
        ScheduledImport taken,
        ScheduledOutcome outcome,
        DateTimeOffset at,
        string? failure,
        Guid? import,
        CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            UPDATE figure_schedule SET done_at = $3, outcome = $4, failure = $5, import_id = $6
            WHERE mapping = $1 AND due_on = $2 AND done_at IS NULL
            """);
        command.Parameters.Add(Text(taken.Mapping));
        command.Parameters.Add(OrNull(taken.DueOn, NpgsqlDbType.Date));
        command.Parameters.Add(Time(at));
        command.Parameters.Add(Text(EnumText.Of(outcome)));
        command.Parameters.Add(OrNull(failure, NpgsqlDbType.Text));
        command.Parameters.Add(OrNull(import, NpgsqlDbType.Uuid));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>It failed, and is tried again at that moment.</summary>
    public async Task RetryAsync(
        ScheduledImport taken, DateTimeOffset at, string failure, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            UPDATE figure_schedule SET next_attempt_at = $3, failure = $4
            WHERE mapping = $1 AND due_on = $2 AND done_at IS NULL
            """);
        command.Parameters.Add(Text(taken.Mapping));
        command.Parameters.Add(OrNull(taken.DueOn, NpgsqlDbType.Date));
        command.Parameters.Add(Time(at));
        command.Parameters.Add(Text(failure));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ScheduledImport Scheduled(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetFieldValue<DateOnly>(1),
        row.GetInt32(2),
        row.OrNull<DateTimeOffset>(3),
        row.OrNull<DateTimeOffset>(4),
        row.TextOrNull(5) is { } outcome ? EnumText.Parse<ScheduledOutcome>(outcome) : null,
        row.TextOrNull(6),
        row.OrNull<Guid>(7));
}
