using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>What the editors write about measures: every version, of which the highest counts.</summary>
public sealed class TextStore(NpgsqlDataSource database)
{
    /// <summary>What counts now on the measures of these questions; a text that was taken back is there too.</summary>
    public async Task<IReadOnlyDictionary<MeasureKey, MeasureText>> FindAsync(
        IEnumerable<string> questions, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT DISTINCT ON (question, option)
                   question, option, version, body, format, source, written_at, written_by
            FROM measure_texts WHERE question = ANY ($1) ORDER BY question, option, version DESC
            """);
        command.Parameters.Add(Texts(questions.Distinct()));
        return (await command.ReadAsync(Read, cancellationToken)).ToDictionary(t => t.Measure);
    }

    /// <summary>Every version on the measures of these questions, the newest first.</summary>
    public async Task<ILookup<MeasureKey, MeasureText>> VersionsAsync(
        IEnumerable<string> questions, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT question, option, version, body, format, source, written_at, written_by
            FROM measure_texts WHERE question = ANY ($1) ORDER BY question, option, version DESC
            """);
        command.Parameters.Add(Texts(questions.Distinct()));
        return (await command.ReadAsync(Read, cancellationToken)).ToLookup(t => t.Measure);
    }

    /// <summary>Adds a version; false when there is one of this number already.</summary>
    public static async Task<bool> AddAsync(
        NpgsqlTransaction transaction, MeasureText text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO measure_texts (question, option, version, body, format, source, written_at, written_by)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8
            WHERE $3 = 1 + (SELECT coalesce(max(version), 0) FROM measure_texts WHERE (question, option) = ($1, $2))
            ON CONFLICT (question, option, version) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.Add(Text(text.Measure.Question));
        command.Parameters.Add(Text(text.Measure.Option ?? ""));
        command.Parameters.Add(Int(text.Version));
        command.Parameters.Add(OrNull(text.Body, NpgsqlDbType.Text));
        command.Parameters.Add(Text(EnumText.Of(text.Format)));
        command.Parameters.Add(OrNull(text.Source, NpgsqlDbType.Text));
        command.Parameters.Add(Time(text.At));
        command.Parameters.Add(Text(text.By));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static MeasureText Read(NpgsqlDataReader row) => new(
        new MeasureKey(row.GetString(0), row.GetString(1) is { Length: > 0 } option ? option : null),
        row.GetInt32(2), row.TextOrNull(3), EnumText.Parse<TextFormat>(row.GetString(4)), row.TextOrNull(5),
        row.GetFieldValue<DateTimeOffset>(6), row.GetString(7));
}
