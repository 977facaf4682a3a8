using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>Who changed what of a round: lines that are added, and never changed.</summary>
public sealed class RoundChangeStore(NpgsqlDataSource database)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Adds a line, in the transaction of the change.</summary>
    /// <param name="transaction">That of the change.</param>
    /// <param name="round">The round's year.</param>
    /// <param name="by">Subject of the token; null: the clock.</param>
    /// <param name="action">What was done.</param>
    /// <param name="fields">From what to what.</param>
    /// <param name="municipalities">Codes of those that it is about; empty when about all.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    public static async Task AddAsync(
        NpgsqlTransaction transaction,
        int round,
        string? by,
        RoundAction action,
        IReadOnlyList<RoundFieldChange> fields,
        IReadOnlyList<string> municipalities,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO round_changes (round_year, changed_at, changed_by, action, fields, municipalities)
            VALUES ($1, clock_timestamp(), $2, $3, $4, $5)
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue<string?>(by);
        command.Parameters.AddValue(EnumText.Of(action));
        command.Parameters.Add(Json(fields, Form));
        command.Parameters.AddValue(municipalities.ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// A page of the changes of each round asked for, newest first: <paramref name="first"/> + 1 of them, before the
    /// one with the id given, with how many there are on all pages together.
    /// </summary>
    public async Task<IReadOnlyDictionary<int, (IReadOnlyList<RoundChange> Changes, int Total)>> PageAsync(
        IEnumerable<int> rounds, int first, long? after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT asked.year, (SELECT count(*) FROM round_changes WHERE round_year = asked.year),
                   c.id, c.changed_at, c.changed_by, c.action, c.fields::text, c.municipalities
            FROM unnest($1) AS asked (year)
            LEFT JOIN LATERAL (
                SELECT * FROM round_changes
                WHERE round_year = asked.year AND ($2 IS NULL OR id < $2)
                ORDER BY id DESC LIMIT $3) c ON true
            ORDER BY asked.year, c.id DESC
            """);
        command.Parameters.AddValue(rounds.Distinct().ToArray());
        command.Parameters.Add(OrNull(after, NpgsqlDbType.Bigint));
        command.Parameters.AddValue(first + 1);
        var rows = await command.ReadAsync(
            row => (
                Year: row.GetInt32(0),
                Total: (int)row.GetInt64(1),
                Change: row.IsDBNull(2)
                    ? null
                    : new RoundChange(
                        row.GetInt64(2),
                        row.GetFieldValue<DateTimeOffset>(3),
                        row.TextOrNull(4),
                        EnumText.Parse<RoundAction>(row.GetString(5)),
                        row.Json<RoundFieldChange[]>(6, Form),
                        row.GetFieldValue<string[]>(7))),
            cancellationToken);
        return rows.GroupBy(r => r.Year).ToDictionary(
            g => g.Key,
            g => ((IReadOnlyList<RoundChange>)[.. g.Select(r => r.Change).OfType<RoundChange>()], g.First().Total));
    }
}
