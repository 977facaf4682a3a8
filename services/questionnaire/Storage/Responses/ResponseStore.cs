using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// Responses with their answers and history. Every method works within a <see cref="ActingTransaction"/>: what that may
/// not touch is not found, and cannot be written.
/// </summary>
public sealed class ResponseStore
{
    /// <summary>Those that exist of the ids asked for, by id; others, and others' own, are absent.</summary>
    public async Task<IReadOnlyDictionary<Guid, Response>> FindAsync(
        ActingTransaction acting, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, municipality_code, round_year, questionnaire_id, status, revision, submitted_revision,
                   submitted_at, generated
            FROM responses WHERE id = ANY ($1)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        var found = await command.ReadAsync(Response, cancellationToken);
        return found.ToDictionary(r => r.Id);
    }

    /// <summary>The response of a municipality in a round; null when none was started.</summary>
    public async Task<Response?> FindAsync(
        ActingTransaction acting, string municipality, int round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, municipality_code, round_year, questionnaire_id, status, revision, submitted_revision,
                   submitted_at, generated
            FROM responses WHERE round_year = $1 AND municipality_code = $2
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue(municipality);
        return (await command.ReadAsync(Response, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The response, locked until the transaction ends: a second writer waits, and sees the first.</summary>
    public async Task<Response?> LockAsync(ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, municipality_code, round_year, questionnaire_id, status, revision, submitted_revision,
                   submitted_at, generated
            FROM responses WHERE id = $1 FOR UPDATE
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(Response, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Adds a new draft; false, and nothing changes, when there is one in this round already.</summary>
    public async Task<bool> AddAsync(ActingTransaction acting, Response response, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO responses (id, municipality_code, round_year, questionnaire_id, status, revision, generated)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (round_year, municipality_code) DO NOTHING
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(response.Id);
        command.Parameters.AddValue(response.Municipality);
        command.Parameters.AddValue(response.Round);
        command.Parameters.AddValue(response.Questionnaire);
        command.Parameters.AddValue(EnumText.Of(response.Status));
        command.Parameters.AddValue(response.Revision);
        command.Parameters.AddValue(response.Generated);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Writes the state of a response that was locked before.</summary>
    public async Task UpdateAsync(ActingTransaction acting, Response response, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE responses SET status = $2, revision = $3, submitted_revision = $4, submitted_at = $5 WHERE id = $1
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(response.Id);
        command.Parameters.AddValue(EnumText.Of(response.Status));
        command.Parameters.AddValue(response.Revision);
        command.Parameters.Add(OrNull(response.SubmittedRevision, NpgsqlDbType.Integer));
        command.Parameters.Add(OrNull(response.SubmittedAt?.UtcDateTime, NpgsqlDbType.TimestampTz));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The saved answers of each response asked for; one without any is absent.</summary>
    public async Task<ILookup<Guid, Answer>> AnswersAsync(
        ActingTransaction acting, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT response_id, question, options, text, number FROM answers WHERE response_id = ANY ($1)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        var found = await command.ReadAsync(
            row => (Response: row.GetGuid(0), Answer: new Answer(
                row.GetString(1), row.GetFieldValue<string[]>(2), row.TextOrNull(3), row.OrNull<decimal>(4))),
            cancellationToken);
        return found.ToLookup(f => f.Response, f => f.Answer);
    }

    /// <summary>Replaces the answers to the questions named by what the sheet now has for them.</summary>
    public async Task WriteAnswersAsync(
        ActingTransaction acting,
        Response response,
        AnswerSheet sheet,
        IReadOnlyList<string> changed,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(acting.Connection, acting.Transaction);
        var delete = new NpgsqlBatchCommand("DELETE FROM answers WHERE response_id = $1 AND question = ANY ($2)");
        delete.Parameters.AddValue(response.Id);
        delete.Parameters.AddValue(changed.ToArray());
        batch.BatchCommands.Add(delete);
        foreach (var answer in sheet.Answers.Where(a => changed.Contains(a.Question)))
        {
            var insert = new NpgsqlBatchCommand("""
                INSERT INTO answers (response_id, question, municipality_code, options, text, number)
                VALUES ($1, $2, $3, $4, $5, $6)
                """);
            insert.Parameters.AddValue(response.Id);
            insert.Parameters.AddValue(answer.Question);
            insert.Parameters.AddValue(response.Municipality);
            insert.Parameters.AddValue(answer.Options.ToArray());
            insert.Parameters.AddValue<string?>(answer.Text);
            insert.Parameters.Add(OrNull(answer.Number, NpgsqlDbType.Numeric));
            batch.BatchCommands.Add(insert);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Adds a line to the history.</summary>
    public async Task AddChangeAsync(
        ActingTransaction acting, Response response, ResponseChange change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO response_changes
                (response_id, municipality_code, changed_at, changed_by, action, revision, questions)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(response.Id);
        command.Parameters.AddValue(response.Municipality);
        command.Parameters.AddValue(change.At.UtcDateTime);
        command.Parameters.AddValue(change.By);
        command.Parameters.AddValue(EnumText.Of(change.Action));
        command.Parameters.AddValue(change.Revision);
        command.Parameters.AddValue(change.Questions.ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The latest 100 changes of each response asked for, newest first.</summary>
    public async Task<ILookup<Guid, ResponseChange>> HistoryAsync(
        ActingTransaction acting, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT asked.id, c.changed_at, c.changed_by, c.action, c.revision, c.questions
            FROM unnest($1) AS asked (id)
            CROSS JOIN LATERAL (
                SELECT * FROM response_changes WHERE response_id = asked.id ORDER BY id DESC LIMIT 100) c
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        var found = await command.ReadAsync(
            row => new ResponseChange(
                row.GetGuid(0),
                row.GetFieldValue<DateTimeOffset>(1),
                row.GetString(2),
                EnumText.Parse<ResponseAction>(row.GetString(3)),
                row.GetInt32(4),
                row.GetFieldValue<string[]>(5)),
            cancellationToken);
        return found.ToLookup(c => c.Response);
    }

    private static Response Response(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetInt32(2),
        row.GetString(3),
        EnumText.Parse<ResponseStatus>(row.GetString(4)),
        row.GetInt32(5),
        row.OrNull<int>(6),
        row.OrNull<DateTimeOffset>(7),
        row.GetBoolean(8));
}
