using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>Reads which municipality came from which.</summary>
public sealed class SuccessionStore(NpgsqlDataSource database)
{
    /// <summary>All steps that a municipality asked for is part of, on either side, by date.</summary>
    public async Task<IReadOnlyList<Succession>> TouchingAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT date, kind, old_code, new_code, note FROM successions
            WHERE old_code = ANY ($1) OR new_code = ANY ($1)
            ORDER BY date, old_code, new_code
            """);
        command.Parameters.AddValue(codes.Distinct().ToArray());
        return await command.ReadAsync(Succession, cancellationToken);
    }

    /// <summary>A row of date, kind, old_code, new_code, note.</summary>
    internal static Succession Succession(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateOnly>(0),
        EnumText.Parse<SuccessionKind>(row.GetString(1)),
        row.GetString(2),
        row.GetString(3),
        row.TextOrNull(4));
}
