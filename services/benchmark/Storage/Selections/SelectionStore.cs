using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>A choice of municipalities to compare with (eigen selectie).</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Municipality">Whose it is.</param>
/// <param name="Owner">Subject of who made it.</param>
/// <param name="Name">As its maker called it.</param>
/// <param name="IsShared">Whether colleagues of the municipality use it too.</param>
/// <param name="Chosen">Codes of those chosen.</param>
/// <param name="IsDeleted">Deleted, and can be brought back.</param>
public sealed record Selection(
    Guid Id,
    string Municipality,
    string Owner,
    string Name,
    bool IsShared,
    IReadOnlyList<string> Chosen,
    bool IsDeleted);

/// <summary>
/// Own selections. Row security shows a municipality's own; within it a person sees its own and those shared.
/// </summary>
public sealed class SelectionStore(NpgsqlDataSource database)
{
    private static readonly TimeSpan kept = TimeSpan.FromDays(30);

    /// <summary>A person's own, and what colleagues share, by name; deleted ones not.</summary>
    public async Task<IReadOnlyList<Selection>> OfAsync(
        string municipality, string subject, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT id, municipality, owner, name, is_shared, chosen, deleted_at IS NOT NULL FROM selections
            WHERE municipality = $1 AND deleted_at IS NULL AND (owner = $2 OR is_shared)
            ORDER BY lower(name), id
            """)
        {
            Parameters = { Text(municipality), Text(subject) },
        };
        return await ActingAs.Municipality(municipality).ReadAsync(database, query, Read, cancellationToken);
    }

    /// <summary>One that a person may use; null for all others.</summary>
    public async Task<Selection?> FindAsync(
        string municipality, string subject, Guid id, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT id, municipality, owner, name, is_shared, chosen, deleted_at IS NOT NULL FROM selections
            WHERE id = $3 AND municipality = $1 AND deleted_at IS NULL AND (owner = $2 OR is_shared)
            """)
        {
            Parameters = { Text(municipality), Text(subject), Id(id) },
        };
        var found = await ActingAs.Municipality(municipality).ReadAsync(database, query, Read, cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>
    /// One to change: a person's own, deleted ones too, or a shared one. Waits for who is changing it; null: not there.
    /// </summary>
    public static async Task<Selection?> TakeAsync(
        ActingTransaction acting, string municipality, string subject, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, municipality, owner, name, is_shared, chosen, deleted_at IS NOT NULL FROM selections
            WHERE id = $3 AND municipality = $1 AND (owner = $2 OR (is_shared AND deleted_at IS NULL))
            FOR UPDATE
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Text(municipality));
        command.Parameters.Add(Text(subject));
        command.Parameters.Add(Id(id));
        return (await command.ReadAsync(Read, cancellationToken)).SingleOrDefault();
    }

    /// <summary>How many a person has.</summary>
    public static async Task<int> CountAsync(
        ActingTransaction acting, string municipality, string subject, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT count(*)::int FROM selections WHERE municipality = $1 AND owner = $2 AND deleted_at IS NULL
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Text(municipality));
        command.Parameters.Add(Text(subject));
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Adds one, or saves what became of it. Those deleted long ago go for good.</summary>
    public static async Task SaveAsync(
        ActingTransaction acting, Selection selection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH gone AS (DELETE FROM selections WHERE municipality = $2 AND deleted_at < $8 AND id <> $1)
            INSERT INTO selections (id, municipality, owner, name, is_shared, chosen, deleted_at)
            VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN $9 END)
            ON CONFLICT (id) DO UPDATE SET name = excluded.name, is_shared = excluded.is_shared,
                chosen = excluded.chosen, deleted_at = excluded.deleted_at
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Id(selection.Id));
        command.Parameters.Add(Text(selection.Municipality));
        command.Parameters.Add(Text(selection.Owner));
        command.Parameters.Add(Text(selection.Name));
        command.Parameters.Add(Bool(selection.IsShared));
        command.Parameters.Add(Texts(selection.Chosen));
        command.Parameters.Add(Bool(selection.IsDeleted));
        command.Parameters.Add(Time(now - kept));
        command.Parameters.Add(Time(now));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Selection Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetBoolean(4),
        row.GetFieldValue<string[]>(5), row.GetBoolean(6));
}
