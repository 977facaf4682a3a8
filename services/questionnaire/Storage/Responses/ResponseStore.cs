using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// Responses with their answers. Every method works within a <see cref="ActingTransaction"/>: what that may
/// not touch is not found, and cannot be written.
/// </summary>
public sealed class ResponseStore
{
    private const string Columns = """
        id, municipality_code, round_year, questionnaire_id, status, revision, submitted_revision, submitted_at,
        generated, closed_objectives, (
            SELECT s.objectives FROM submissions s WHERE s.response_id = id AND s.revision = submitted_revision)
        """;

    /// <summary>Those that exist of the ids asked for, by id; others, and others' own, are absent.</summary>
    public async Task<IReadOnlyDictionary<Guid, Response>> FindAsync(
        ActingTransaction acting, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {Columns} FROM responses WHERE id = ANY ($1)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        var found = await command.ReadAsync(Response, cancellationToken);
        return found.ToDictionary(r => r.Id);
    }

    /// <summary>The response of a municipality in a round; null when none was started.</summary>
    public async Task<Response?> FindAsync(
        ActingTransaction acting, string municipality, int round, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {Columns} FROM responses WHERE round_year = $1 AND municipality_code = $2
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(round);
        command.Parameters.AddValue(municipality);
        return (await command.ReadAsync(Response, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The response, locked until the transaction ends: a second writer waits, and sees the first.</summary>
    public async Task<Response?> LockAsync(ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {Columns} FROM responses WHERE id = $1 FOR UPDATE
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
            UPDATE responses
            SET status = $2, revision = $3, submitted_revision = $4, submitted_at = $5, closed_objectives = $6
            WHERE id = $1
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(response.Id);
        command.Parameters.AddValue(EnumText.Of(response.Status));
        command.Parameters.AddValue(response.Revision);
        command.Parameters.Add(OrNull(response.SubmittedRevision, NpgsqlDbType.Integer));
        command.Parameters.Add(OrNull(response.SubmittedAt?.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Texts(response.ClosedSections));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The values of the saved answers of each response asked for, none empty.</summary>
    public async Task<ILookup<Guid, Answer>> AnswersAsync(
        ActingTransaction acting, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var stored = await StoredAnswersAsync(acting, ids, cancellationToken);
        return stored.SelectMany(s => s, (response, answer) => (response.Key, answer.Answer))
            .Where(a => !a.Answer.IsEmpty)
            .ToLookup(a => a.Key, a => a.Answer);
    }

    /// <summary>All that is kept of the answers of each response asked for, cleared ones too.</summary>
    public async Task<ILookup<Guid, StoredAnswer>> StoredAnswersAsync(
        ActingTransaction acting, IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT response_id, question, options, text, number, revision, changed_at, changed_by,
                   prefilled_round, prefilled_municipality, prefilled_generated, is_confirmed
            FROM answers WHERE response_id = ANY ($1)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        var found = await command.ReadAsync(row => (Response: row.GetGuid(0), Answer: Stored(row)), cancellationToken);
        return found.ToLookup(f => f.Response, f => f.Answer);
    }

    /// <summary>Writes answers of a response that was locked before; an empty one stays as such.</summary>
    public async Task WriteAnswersAsync(
        ActingTransaction acting,
        Response response,
        IReadOnlyList<StoredAnswer> answers,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(acting.Connection, acting.Transaction);
        foreach (var stored in answers)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("""
                INSERT INTO answers (response_id, municipality_code, question, options, text, number, revision,
                                     changed_at, changed_by, prefilled_round, prefilled_municipality,
                                     prefilled_generated, is_confirmed)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                ON CONFLICT (response_id, question) DO UPDATE
                SET options = excluded.options, text = excluded.text, number = excluded.number,
                    revision = excluded.revision, changed_at = excluded.changed_at, changed_by = excluded.changed_by,
                    prefilled_round = excluded.prefilled_round,
                    prefilled_municipality = excluded.prefilled_municipality,
                    prefilled_generated = excluded.prefilled_generated, is_confirmed = excluded.is_confirmed
                """)
            {
                Parameters =
                {
                    Id(response.Id),
                    Text(response.Municipality),
                    Text(stored.Answer.Question),
                    Texts(stored.Answer.Options),
                    OrNull(stored.Answer.Text, NpgsqlDbType.Text),
                    OrNull(stored.Answer.Number, NpgsqlDbType.Numeric),
                    Int(stored.Revision),
                    OrNull(stored.At?.UtcDateTime, NpgsqlDbType.TimestampTz),
                    OrNull(stored.By, NpgsqlDbType.Text),
                    OrNull(stored.Origin?.Round, NpgsqlDbType.Integer),
                    OrNull(stored.Origin?.Municipality, NpgsqlDbType.Text),
                    OrNull(stored.Origin?.Generated, NpgsqlDbType.Boolean),
                    Bool(stored.IsConfirmed),
                },
            });
        }

        if (answers.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static StoredAnswer Stored(NpgsqlDataReader row) => new(
        new Answer(row.GetString(1), row.GetFieldValue<string[]>(2), row.TextOrNull(3), row.OrNull<decimal>(4)),
        row.GetInt32(5),
        row.OrNull<DateTimeOffset>(6),
        row.TextOrNull(7),
        row.OrNull<int>(8) is { } round ? new PrefillOrigin(round, row.GetString(9), row.GetBoolean(10)) : null,
        row.GetBoolean(11));

    private static Response Response(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetInt32(2),
        row.GetString(3),
        EnumText.Parse<ResponseStatus>(row.GetString(4)),
        row.GetInt32(5),
        row.OrNull<int>(6),
        row.OrNull<DateTimeOffset>(7),
        row.GetBoolean(8))
    {
        ClosedSections = row.GetFieldValue<string[]>(9),
        CountedSections = row.IsDBNull(10) ? null : row.GetFieldValue<string[]>(10),
    };
}
