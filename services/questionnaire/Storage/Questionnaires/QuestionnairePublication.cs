using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Questionnaire.Storage;

/// <summary>Publishes a questionnaire, once and for good. Who does adds the event that tells of it.</summary>
public static class QuestionnairePublication
{
    /// <param name="transaction">The caller's, which also holds what else belongs to it.</param>
    /// <param name="questionnaire">Without faults.</param>
    /// <param name="by">The subject of who publishes it; null for a seed.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False, and nothing happened, when a questionnaire of this id is published.</returns>
    /// <exception cref="ClientException">
    /// UNKNOWN_QUESTIONNAIRE, ALREADY_SUPERSEDED: of what it supersedes. ID_TAKEN: a draft has its id.
    /// </exception>
    public static async Task<bool> PublishAsync(
        NpgsqlTransaction transaction,
        Domain.Questionnaire questionnaire,
        string? by,
        CancellationToken cancellationToken)
    {
        await LockAsync(transaction, cancellationToken);
        await RequireNoDraftAsync(transaction, questionnaire.Id, cancellationToken);
        await RequireLatestAsync(transaction, questionnaire, cancellationToken);
        return await AddAsync(transaction, questionnaire, by, cancellationToken);
    }

    /// <summary>
    /// Until the transaction ends nobody else publishes or begins a draft: ids stay unique over both tables, and the
    /// order of publication is that of the commits.
    /// </summary>
    public static async Task LockAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock(hashtextextended('questionnaires', 0))",
            transaction.Connection, transaction);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task RequireNoDraftAsync(
        NpgsqlTransaction transaction, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM questionnaire_drafts WHERE id = $1)",
            transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        if ((bool)(await command.ExecuteScalarAsync(cancellationToken))!)
        {
            throw new ClientException("ID_TAKEN", $"There is a draft {id}; publish that one, or choose another id.");
        }
    }

    private static async Task RequireLatestAsync(
        NpgsqlTransaction transaction, Domain.Questionnaire questionnaire, CancellationToken cancellationToken)
    {
        if (questionnaire.Supersedes is not { } superseded)
        {
            return;
        }

        await using var command = new NpgsqlCommand("""
            SELECT (SELECT n.id FROM questionnaires n WHERE n.supersedes = q.id)
            FROM questionnaires q WHERE q.id = $1
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(superseded);
        var found = await command.ReadAsync(row => row.TextOrNull(0), cancellationToken);
        if (found.Count == 0)
        {
            throw new ClientException(
                "UNKNOWN_QUESTIONNAIRE",
                $"{questionnaire.Id} supersedes '{superseded}', which is not published; name another, or none.");
        }

        if (found[0] is { } other && other != questionnaire.Id)
        {
            throw new ClientException(
                "ALREADY_SUPERSEDED",
                $"{superseded} was superseded by {other}; let {questionnaire.Id} supersede that one, or none.")
            {
                Details = new Dictionary<string, object?> { ["supersededBy"] = other },
            };
        }
    }

    private static async Task<bool> AddAsync(
        NpgsqlTransaction transaction,
        Domain.Questionnaire questionnaire,
        string? by,
        CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand("""
            INSERT INTO questionnaires (id, document, supersedes, published_by, published_at)
            VALUES ($1, $2, $3, $4, clock_timestamp())
            ON CONFLICT (id) DO NOTHING
            """, transaction.Connection, transaction);
        insert.Parameters.AddValue(questionnaire.Id);
        insert.Parameters.Add(new NpgsqlParameter
        {
            Value = QuestionnaireJson.Write(questionnaire),
            NpgsqlDbType = NpgsqlDbType.Json,
        });
        insert.Parameters.AddValue<string?>(questionnaire.Supersedes);
        insert.Parameters.AddValue<string?>(by);
        return await insert.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
