using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>The institute's codebook, per question and the same in all rounds.</summary>
public sealed class CodebookStore(NpgsqlDataSource database)
{
    /// <summary>The codes of each question asked for, by label; retired ones too.</summary>
    public async Task<ILookup<string, MeasureCode>> OfQuestionsAsync(
        IEnumerable<string> questions, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT question, code, label, retired_at IS NOT NULL FROM measure_codes
            WHERE question = ANY ($1) ORDER BY lower(label), code
            """);
        command.Parameters.AddValue(questions.Distinct().ToArray());
        return (await command.ReadAsync(Code, cancellationToken)).ToLookup(c => c.Question, StringComparer.Ordinal);
    }

    /// <summary>One code; null when the question has none such.</summary>
    public async Task<MeasureCode?> FindAsync(string question, string code, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT question, code, label, retired_at IS NOT NULL FROM measure_codes WHERE question = $1 AND code = $2
            """);
        command.Parameters.AddValue(question);
        command.Parameters.AddValue(code);
        return (await command.ReadAsync(Code, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Adds a code; false, and nothing changes, when the question has it already.</summary>
    public static async Task<bool> AddAsync(
        NpgsqlTransaction transaction, MeasureCode code, string by, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO measure_codes (question, code, label, created_at, created_by)
            VALUES ($1, $2, $3, clock_timestamp(), $4) ON CONFLICT (question, code) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(code.Question);
        command.Parameters.AddValue(code.Code);
        command.Parameters.AddValue(code.Label);
        command.Parameters.AddValue(by);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Writes a code's label, and whether it is retired; false when there is no such code.</summary>
    public static async Task<bool> UpdateAsync(
        NpgsqlTransaction transaction, MeasureCode code, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE measure_codes
            SET label = $3, retired_at = CASE WHEN $4 THEN coalesce(retired_at, clock_timestamp()) END
            WHERE question = $1 AND code = $2
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(code.Question);
        command.Parameters.AddValue(code.Code);
        command.Parameters.AddValue(code.Label);
        command.Parameters.Add(Bool(code.IsRetired));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static MeasureCode Code(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3));
}
