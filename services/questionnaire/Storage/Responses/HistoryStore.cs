using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>What was done with responses: lines are added, and never changed.</summary>
public sealed class HistoryStore
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Adds a line.</summary>
    public async Task AddAsync(
        ActingTransaction acting, Response response, ResponseChange change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO response_changes (response_id, municipality_code, changed_at, changed_by, action, revision,
                                          questions, reason, objectives, changes)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(response.Id);
        command.Parameters.AddValue(response.Municipality);
        command.Parameters.Add(Time(change.At));
        command.Parameters.AddValue(change.By);
        command.Parameters.AddValue(EnumText.Of(change.Action));
        command.Parameters.AddValue(change.Revision);
        command.Parameters.Add(Texts(change.Questions));
        command.Parameters.Add(OrNull(change.Reason, NpgsqlDbType.Text));
        command.Parameters.Add(Texts(change.Objectives));
        command.Parameters.Add(Json(change.Changes, Form));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// The latest lines of each response asked for that come before a place and are about a question, newest first.
    /// </summary>
    /// <param name="acting">Whose responses may be seen.</param>
    /// <param name="ids">Of responses.</param>
    /// <param name="question">Only lines that change something there; null for all.</param>
    /// <param name="before">The place of the last line that was seen; null to start with the newest.</param>
    /// <param name="limit">Lines of each response at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ILookup<Guid, PlacedChange>> PageAsync(
        ActingTransaction acting,
        IEnumerable<Guid> ids,
        string? question,
        long? before,
        int limit,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT c.response_id, c.changed_at, c.changed_by, c.action, c.revision, c.reason, c.objectives,
                   c.changes::text, c.id
            FROM unnest($1) AS asked (id)
            CROSS JOIN LATERAL (
                SELECT * FROM response_changes
                WHERE response_id = asked.id
                  AND ($2 IS NULL OR $2 = ANY (questions))
                  AND ($3 IS NULL OR id < $3)
                ORDER BY id DESC LIMIT $4) c
            ORDER BY c.id DESC
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        command.Parameters.Add(OrNull(question, NpgsqlDbType.Text));
        command.Parameters.Add(OrNull(before, NpgsqlDbType.Bigint));
        command.Parameters.AddValue(limit);
        var found = await command.ReadAsync(row => new PlacedChange(row.GetInt64(8), Change(row)), cancellationToken);
        return found.ToLookup(c => c.Change.Response);
    }

    /// <summary>The act that led to a revision; null when there is none. Remarks lead to none.</summary>
    public async Task<ResponseChange?> FindAsync(
        ActingTransaction acting, Guid response, int revision, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT response_id, changed_at, changed_by, action, revision, reason, objectives, changes::text
            FROM response_changes WHERE response_id = $1 AND revision = $2 AND action <> 'REMARKED'
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(response);
        command.Parameters.AddValue(revision);
        return (await command.ReadAsync(Change, cancellationToken)).FirstOrDefault();
    }

    private static ResponseChange Change(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetFieldValue<DateTimeOffset>(1),
        row.GetString(2),
        EnumText.Parse<ResponseAction>(row.GetString(3)),
        row.GetInt32(4),
        row.TextOrNull(5),
        row.GetFieldValue<string[]>(6),
        row.Json<QuestionChange[]>(7, Form));
}

/// <summary>A line of the history and its place among all lines.</summary>
public sealed record PlacedChange(long Place, ResponseChange Change);
