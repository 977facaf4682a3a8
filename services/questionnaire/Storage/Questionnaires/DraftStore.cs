using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// Drafts of questionnaires. They change, under several replicas, so nothing of them is kept in memory: each reading
/// is one row with its revision.
/// </summary>
public sealed class DraftStore(NpgsqlDataSource database, QuestionnaireStore published)
{
    /// <summary>The drafts asked for, by id, discarded ones too, each with what changed in its questions.</summary>
    public async Task<IReadOnlyDictionary<string, Domain.Questionnaire>> FindAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT document::text, revision, created_at, changed_at, changed_by, discarded_at
            FROM questionnaire_drafts WHERE id = ANY ($1)
            """);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        var found = await command.ReadAsync(Draft, cancellationToken);
        if (found.Count == 0)
        {
            return new Dictionary<string, Domain.Questionnaire>();
        }

        var earlier = await published.LatestFirstAsync(cancellationToken);
        return found.ToDictionary(d => d.Id, d => VersionChanges.Mark(d, earlier), StringComparer.Ordinal);
    }

    /// <summary>One draft, locked until the transaction ends; null when there is none.</summary>
    public static async Task<Domain.Questionnaire?> LockAsync(
        NpgsqlTransaction transaction, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT document::text, revision, created_at, changed_at, changed_by, discarded_at
            FROM questionnaire_drafts WHERE id = $1 FOR UPDATE
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(Draft, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Begins a draft at revision 1.</summary>
    /// <exception cref="ClientException">ID_TAKEN: by a draft, discarded ones too, or a published one.</exception>
    public static async Task AddAsync(
        NpgsqlTransaction transaction, Domain.Questionnaire draft, string by, CancellationToken cancellationToken)
    {
        await QuestionnairePublication.LockAsync(transaction, cancellationToken);
        await using var command = new NpgsqlCommand("""
            INSERT INTO questionnaire_drafts (id, revision, document, changed_by)
            SELECT $1, 1, $2, $3 WHERE NOT EXISTS (SELECT FROM questionnaires WHERE id = $1)
            ON CONFLICT (id) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(draft.Id);
        command.Parameters.Add(Document(draft));
        command.Parameters.AddValue(by);
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw new ClientException(
                "ID_TAKEN", $"There is a questionnaire {draft.Id}, or a draft of one; choose another id.");
        }
    }

    /// <summary>Writes a locked draft's document at its next revision.</summary>
    public static async Task UpdateAsync(
        NpgsqlTransaction transaction, Domain.Questionnaire draft, string by, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE questionnaire_drafts
            SET document = $2, revision = revision + 1, changed_at = now(), changed_by = $3 WHERE id = $1
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(draft.Id);
        command.Parameters.Add(Document(draft));
        command.Parameters.AddValue(by);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Puts a locked draft away, or brings it back, at its next revision.</summary>
    public static async Task DiscardAsync(
        NpgsqlTransaction transaction, string id, bool isDiscarded, string by, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE questionnaire_drafts
            SET discarded_at = CASE WHEN $2 THEN now() END, revision = revision + 1,
                changed_at = now(), changed_by = $3
            WHERE id = $1
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(isDiscarded);
        command.Parameters.AddValue(by);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes away a locked draft: it is published now.</summary>
    public static async Task RemoveAsync(
        NpgsqlTransaction transaction, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM questionnaire_drafts WHERE id = $1", transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Document(Domain.Questionnaire draft) =>
        new() { Value = QuestionnaireJson.Write(draft), NpgsqlDbType = NpgsqlDbType.Json };

    private static Domain.Questionnaire Draft(NpgsqlDataReader row)
    {
        var reading = QuestionnaireJson.Examine(row.GetString(0));
        return reading.RequireDraft() with
        {
            Draft = new DraftState(
                row.GetInt32(1),
                row.GetFieldValue<DateTimeOffset>(2),
                row.GetFieldValue<DateTimeOffset>(3),
                row.GetString(4),
                row.OrNull<DateTimeOffset>(5),
                reading.Faults),
        };
    }
}
