using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>The marks of municipalities on measures, with every change that was made.</summary>
public sealed class MarkStore(NpgsqlDataSource database)
{
    /// <summary>All marks of a municipality.</summary>
    public async Task<IReadOnlyDictionary<MeasureKey, MeasureMark>> AllAsync(
        string municipality, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT question, option, mark, reason, marked_at, marked_by FROM measure_marks WHERE municipality = $1
            """)
        {
            Parameters = { Text(municipality) },
        };
        var found = await ActingAs.Municipality(municipality).ReadAsync(
            database, query, row => (Key: ReadKey(row, 0), Mark: ReadMark(row, 2)), cancellationToken);
        return found.ToDictionary(m => m.Key, m => m.Mark);
    }

    /// <summary>Changes of marks, the newest first.</summary>
    /// <param name="municipality">Whose.</param>
    /// <param name="measure">On this measure; null: on all.</param>
    /// <param name="before">Only those before this change; null: from the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<MarkChange>> HistoryAsync(
        string municipality, MeasureKey? measure, long? before, int limit, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT id, question, option, changed_at, changed_by, mark, reason, mark_before, reason_before, undoes
            FROM measure_mark_changes
            WHERE municipality = $1 AND ($2 IS NULL OR (question, option) = ($2, $3)) AND ($4 IS NULL OR id < $4)
            ORDER BY id DESC LIMIT $5
            """)
        {
            Parameters =
            {
                Text(municipality), OrNull(measure?.Question, NpgsqlDbType.Text), Text(measure?.Option ?? ""),
                OrNull(before, NpgsqlDbType.Bigint), Int(limit),
            },
        };
        return await ActingAs.Municipality(municipality).ReadAsync(database, query, ReadChange, cancellationToken);
    }

    /// <summary>
    /// Keeps others from changing this mark until the transaction ends, and gives it as it is; null for none.
    /// </summary>
    public static async Task<MeasureMark?> LockAsync(
        ActingTransaction acting, string municipality, MeasureKey measure, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(acting.Connection, acting.Transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT pg_advisory_xact_lock(hashtextextended('mark ' || $1 || ' ' || $2 || ' ' || $3, 0))")
        {
            Parameters = { Text(municipality), Text(measure.Question), Text(measure.Option ?? "") },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            SELECT mark, reason, marked_at, marked_by FROM measure_marks
            WHERE (municipality, question, option) = ($1, $2, $3)
            """)
        {
            Parameters = { Text(municipality), Text(measure.Question), Text(measure.Option ?? "") },
        });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return (await reader.ReadRowsAsync(row => ReadMark(row, 0), cancellationToken)).SingleOrDefault();
    }

    /// <summary>The last change that still stands; null when none does. Steps back do not stand themselves.</summary>
    public static async Task<MarkChange?> LastStandingAsync(
        ActingTransaction acting, string municipality, MeasureKey measure, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, question, option, changed_at, changed_by, mark, reason, mark_before, reason_before, undoes
            FROM measure_mark_changes c
            WHERE (municipality, question, option) = ($1, $2, $3) AND undoes IS NULL
              AND NOT EXISTS (SELECT FROM measure_mark_changes u WHERE u.undoes = c.id)
            ORDER BY id DESC LIMIT 1
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Text(municipality));
        command.Parameters.Add(Text(measure.Question));
        command.Parameters.Add(Text(measure.Option ?? ""));
        return (await command.ReadAsync(ReadChange, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Sets a mark, or takes it away, with its line of history. The caller holds the lock.</summary>
    /// <param name="acting">As the municipality.</param>
    /// <param name="municipality">Whose.</param>
    /// <param name="change">From what to what; its id is not used.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task WriteAsync(
        ActingTransaction acting, string municipality, MarkChange change, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(acting.Connection, acting.Transaction);
        batch.BatchCommands.Add(change.Mark is null ? Delete(municipality, change) : Upsert(municipality, change));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO measure_mark_changes (municipality, question, option, changed_at, changed_by,
                                              mark, reason, mark_before, reason_before, undoes)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """)
        {
            Parameters =
            {
                Text(municipality), Text(change.Measure.Question), Text(change.Measure.Option ?? ""), Time(change.At),
                Text(change.By), MarkOrNull(change.Mark), OrNull(change.Reason, NpgsqlDbType.Text),
                MarkOrNull(change.MarkBefore), OrNull(change.ReasonBefore, NpgsqlDbType.Text),
                OrNull(change.Undoes, NpgsqlDbType.Bigint),
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Delete(string municipality, MarkChange change) => new(
        "DELETE FROM measure_marks WHERE (municipality, question, option) = ($1, $2, $3)")
    {
        Parameters = { Text(municipality), Text(change.Measure.Question), Text(change.Measure.Option ?? "") },
    };

    private static NpgsqlBatchCommand Upsert(string municipality, MarkChange change) => new("""
        INSERT INTO measure_marks (municipality, question, option, mark, reason, marked_at, marked_by)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (municipality, question, option) DO UPDATE
        SET mark = excluded.mark, reason = excluded.reason,
            marked_at = excluded.marked_at, marked_by = excluded.marked_by
        """)
    {
        Parameters =
        {
            Text(municipality), Text(change.Measure.Question), Text(change.Measure.Option ?? ""),
            MarkOrNull(change.Mark), OrNull(change.Reason, NpgsqlDbType.Text), Time(change.At), Text(change.By),
        },
    };

    private static NpgsqlParameter MarkOrNull(Mark? mark) =>
        OrNull(mark is { } given ? EnumText.Of(given) : null, NpgsqlDbType.Text);

    private static MeasureKey ReadKey(NpgsqlDataReader row, int column) =>
        new(row.GetString(column), row.GetString(column + 1) is { Length: > 0 } option ? option : null);

    private static MeasureMark ReadMark(NpgsqlDataReader row, int column) => new(
        EnumText.Parse<Mark>(row.GetString(column)), row.TextOrNull(column + 1),
        row.GetFieldValue<DateTimeOffset>(column + 2), row.GetString(column + 3));

    private static MarkChange ReadChange(NpgsqlDataReader row) => new(
        row.GetInt64(0), ReadKey(row, 1), row.GetFieldValue<DateTimeOffset>(3), row.GetString(4),
        MarkOf(row.TextOrNull(5)), row.TextOrNull(6), MarkOf(row.TextOrNull(7)), row.TextOrNull(8),
        row.OrNull<long>(9));

    private static Mark? MarkOf(string? text) => text is null ? null : EnumText.Parse<Mark>(text);
}
