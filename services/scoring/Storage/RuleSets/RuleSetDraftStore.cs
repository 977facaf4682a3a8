using Monitor.Hosting;
using Monitor.Scoring.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Scoring.Storage;

/// <summary>Drafts of rule sets, and who did what to them.</summary>
public sealed class RuleSetDraftStore(NpgsqlDataSource database)
{
    private const string Columns = "id, revision, document, based_on, changed_by, changed_at";

    /// <summary>The drafts with these ids; an id that is not one is absent.</summary>
    public async Task<IReadOnlyDictionary<string, RuleSetDraft>> FindAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT {Columns} FROM rule_set_drafts WHERE id = ANY ($1)");
        command.Parameters.Add(Texts(ids));
        return (await command.ReadAsync(Read, cancellationToken)).ToDictionary(d => d.Id);
    }

    /// <summary>All drafts, the one that was saved last first.</summary>
    public async Task<IReadOnlyList<RuleSetDraft>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"SELECT {Columns} FROM rule_set_drafts ORDER BY changed_at DESC, id");
        return await command.ReadAsync(Read, cancellationToken);
    }

    /// <summary>A draft that nobody else changes until the transaction ends; null when there is none.</summary>
    public static async Task<RuleSetDraft?> LockAsync(
        NpgsqlTransaction transaction, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            $"SELECT {Columns} FROM rule_set_drafts WHERE id = $1 FOR UPDATE", transaction.Connection, transaction);
        command.Parameters.Add(Text(id));
        return (await command.ReadAsync(Read, cancellationToken)).SingleOrDefault();
    }

    /// <summary>False when there is a draft with this id already.</summary>
    public static async Task<bool> AddAsync(
        NpgsqlTransaction transaction, RuleSetDraft draft, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            INSERT INTO rule_set_drafts ({Columns}) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING
            """, transaction.Connection, transaction);
        AddParameters(command, draft);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Keeps a draft that was locked.</summary>
    public static async Task UpdateAsync(
        NpgsqlTransaction transaction, RuleSetDraft draft, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            UPDATE rule_set_drafts
            SET revision = $2, document = $3, based_on = $4, changed_by = $5, changed_at = $6 WHERE id = $1
            """, transaction.Connection, transaction);
        AddParameters(command, draft);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Takes a draft away that was locked: published, or thrown away.</summary>
    public static async Task RemoveAsync(
        NpgsqlTransaction transaction, string id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "DELETE FROM rule_set_drafts WHERE id = $1", transaction.Connection, transaction);
        command.Parameters.Add(Text(id));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Notes who did what.</summary>
    public static async Task RecordAsync(
        NpgsqlTransaction transaction, RuleSetChange change, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO rule_set_changes (rule_set, revision, action, changed_by, changed_at)
            VALUES ($1, $2, $3, $4, $5)
            """, transaction.Connection, transaction);
        command.Parameters.Add(Text(change.RuleSet));
        command.Parameters.Add(Int(change.Revision));
        command.Parameters.Add(Text(EnumText.Of(change.Action)));
        command.Parameters.Add(Text(change.By));
        command.Parameters.Add(Time(change.At));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Of each of these rule sets the latest 100 changes, the newest first.</summary>
    public async Task<ILookup<string, RuleSetChange>> ChangesAsync(
        IEnumerable<string> ruleSets, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT c.rule_set, c.revision, c.action, c.changed_by, c.changed_at
            FROM unnest($1) AS wanted (id)
            CROSS JOIN LATERAL (
                SELECT * FROM rule_set_changes WHERE rule_set = wanted.id
                ORDER BY changed_at DESC, revision DESC LIMIT 100) c
            ORDER BY c.changed_at DESC, c.revision DESC
            """);
        command.Parameters.Add(Texts(ruleSets.Distinct()));
        var changes = await command.ReadAsync(
            row => new RuleSetChange(
                row.GetString(0), row.GetInt32(1), EnumText.Parse<RuleSetAction>(row.GetString(2)),
                row.GetString(3), row.GetFieldValue<DateTimeOffset>(4)),
            cancellationToken);
        return changes.ToLookup(c => c.RuleSet);
    }

    private static void AddParameters(NpgsqlCommand command, RuleSetDraft draft)
    {
        command.Parameters.Add(Text(draft.Id));
        command.Parameters.Add(Int(draft.Revision));
        command.Parameters.Add(Text(draft.Document));
        command.Parameters.Add(OrNull(draft.BasedOn, NpgsqlDbType.Text));
        command.Parameters.Add(Text(draft.ChangedBy));
        command.Parameters.Add(Time(draft.ChangedAt));
    }

    private static RuleSetDraft Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetInt32(1), row.GetString(2), row.TextOrNull(3), row.GetString(4),
        row.GetFieldValue<DateTimeOffset>(5));
}
