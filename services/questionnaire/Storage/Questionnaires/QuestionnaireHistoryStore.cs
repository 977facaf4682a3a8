using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>Who did what to which questionnaire. Lines are added, and never changed.</summary>
public sealed class QuestionnaireHistoryStore(NpgsqlDataSource database)
{
    /// <summary>Lines shown of one questionnaire.</summary>
    private const int Shown = 100;

    public static async Task AddAsync(
        NpgsqlTransaction transaction,
        string questionnaire,
        QuestionnaireAction action,
        int revision,
        string by,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO questionnaire_changes (questionnaire_id, changed_by, action, revision) VALUES ($1, $2, $3, $4)
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(questionnaire);
        command.Parameters.AddValue(by);
        command.Parameters.AddValue(EnumText.Of(action));
        command.Parameters.AddValue(revision);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The latest 100 lines of each questionnaire asked for, the newest first.</summary>
    public async Task<ILookup<string, QuestionnaireEvent>> FindAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT c.questionnaire_id, c.changed_at, c.changed_by, c.action, c.revision
            FROM unnest($1) AS asked (id)
            CROSS JOIN LATERAL (
                SELECT * FROM questionnaire_changes WHERE questionnaire_id = asked.id ORDER BY id DESC LIMIT $2) c
            ORDER BY c.questionnaire_id, c.id DESC
            """);
        command.Parameters.AddValue(ids.Distinct().ToArray());
        command.Parameters.AddValue(Shown);
        var found = await command.ReadAsync(
            row => new QuestionnaireEvent(
                row.GetString(0),
                row.GetFieldValue<DateTimeOffset>(1),
                row.GetString(2),
                EnumText.Parse<QuestionnaireAction>(row.GetString(3)),
                row.GetInt32(4)),
            cancellationToken);
        return found.ToLookup(e => e.Questionnaire, StringComparer.Ordinal);
    }
}
