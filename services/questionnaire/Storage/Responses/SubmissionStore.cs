using System.Text.Json;
using System.Text.Json.Serialization;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// Submitted revisions: added once, never changed. Read for other services, so on behalf of the service.
/// </summary>
public sealed class SubmissionStore(NpgsqlDataSource database)
{
    /// <summary>The form of the stored answers, and of the answers on the internal routes.</summary>
    public static JsonSerializerOptions Form { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Keeps what was submitted.</summary>
    public async Task AddAsync(
        ActingTransaction acting, SubmittedResponse submitted, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO submissions (response_id, revision, municipality_code, round_year, questionnaire_id, generated,
                                     submitted_at, answers, objectives)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(submitted.ResponseId);
        command.Parameters.AddValue(submitted.Revision);
        command.Parameters.AddValue(submitted.Municipality);
        command.Parameters.AddValue(submitted.Round);
        command.Parameters.AddValue(submitted.Questionnaire);
        command.Parameters.AddValue(submitted.Generated);
        command.Parameters.AddValue(submitted.SubmittedAt.UtcDateTime);
        command.Parameters.Add(Json(submitted.Answers, Form));
        command.Parameters.Add(OrNull(submitted.Objectives?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>One submitted revision; null when it was never submitted.</summary>
    public async Task<SubmittedResponse?> FindAsync(
        Guid responseId, int revision, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT response_id, revision, round_year, municipality_code, questionnaire_id, generated, submitted_at,
                   answers::text, objectives
            FROM submissions WHERE response_id = $1 AND revision = $2
            """)
        {
            Parameters = { Id(responseId), Int(revision) },
        };
        return (await ActingAs.Service.ReadAsync(database, query, Submitted, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The submission of a response that counts, in a transaction that may see it; null: none does.</summary>
    public static async Task<SubmittedResponse?> CountingAsync(
        ActingTransaction acting, Response response, CancellationToken cancellationToken)
    {
        if (response.SubmittedRevision is not { } revision)
        {
            return null;
        }

        await using var command = new NpgsqlCommand("""
            SELECT response_id, revision, round_year, municipality_code, questionnaire_id, generated, submitted_at,
                   answers::text, objectives
            FROM submissions WHERE response_id = $1 AND revision = $2
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(response.Id);
        command.Parameters.AddValue(revision);
        return (await command.ReadAsync(Submitted, cancellationToken)).Single();
    }

    /// <summary>The accepted set of a round: of each response its last submitted revision.</summary>
    public async Task<IReadOnlyList<Submission>> AcceptedAsync(int round, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT id, submitted_revision, municipality_code FROM responses
            WHERE round_year = $1 AND submitted_revision IS NOT NULL
            ORDER BY id
            """)
        {
            Parameters = { Int(round) },
        };
        return await ActingAs.Service.ReadAsync(
            database,
            query,
            row => new Submission(row.GetGuid(0), row.GetInt32(1), row.GetString(2)),
            cancellationToken);
    }

    /// <summary>A page of the accepted set with its answers, by id; the first is after <c>Guid.Empty</c>.</summary>
    public async Task<IReadOnlyList<SubmittedResponse>> PageAsync(
        int round, Guid after, int limit, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT s.response_id, s.revision, s.round_year, s.municipality_code, s.questionnaire_id, s.generated,
                   s.submitted_at, s.answers::text, s.objectives
            FROM responses r
            JOIN submissions s ON s.response_id = r.id AND s.revision = r.submitted_revision
            WHERE r.round_year = $1 AND r.id > $2
            ORDER BY r.id
            LIMIT $3
            """)
        {
            Parameters = { Int(round), Id(after), Int(limit) },
        };
        return await ActingAs.Service.ReadAsync(database, query, Submitted, cancellationToken);
    }

    /// <summary>What counts of these municipalities in rounds before this one, the latest round first.</summary>
    public async Task<IReadOnlyList<SubmittedResponse>> CountingBeforeAsync(
        int round, IEnumerable<string> municipalities, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT s.response_id, s.revision, s.round_year, s.municipality_code, s.questionnaire_id, s.generated,
                   s.submitted_at, s.answers::text, s.objectives
            FROM responses r
            JOIN submissions s ON s.response_id = r.id AND s.revision = r.submitted_revision
            WHERE r.round_year < $1 AND r.municipality_code = ANY ($2)
            ORDER BY r.round_year DESC, r.municipality_code
            """)
        {
            Parameters = { Int(round), Texts(municipalities) },
        };
        return await ActingAs.Service.ReadAsync(database, query, Submitted, cancellationToken);
    }

    private static SubmittedResponse Submitted(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetInt32(1),
        row.GetInt32(2),
        row.GetString(3),
        row.GetString(4),
        row.GetBoolean(5),
        row.GetFieldValue<DateTimeOffset>(6),
        row.Json<Answer[]>(7, Form))
    {
        Objectives = row.IsDBNull(8) ? null : row.GetFieldValue<string[]>(8),
    };
}
