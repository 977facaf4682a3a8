using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Tips and who found them useful. Tips are never changed.</summary>
public sealed class TipStore(NpgsqlDataSource database)
{
    /// <summary>A page of all tips, or of those on one objective, the newest first.</summary>
    /// <param name="objective">Null for all.</param>
    /// <param name="page">How many, and after which.</param>
    /// <param name="reader">Subject of whoever reads.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TipPage> PageAsync(
        string? objective, PageRequest page, string reader, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT t.id, t.objective_id, t.title, t.text, t.posted_at,
                   CASE WHEN NOT t.is_anonymous THEN t.municipality_code END, t.is_demonstration,
                   u.useful, u.found_useful
            FROM (
                SELECT * FROM tips
                WHERE ($1 IS NULL OR objective_id = $1) AND ($2 IS NULL OR (posted_at, id) < ($2, $3))
                ORDER BY posted_at DESC, id DESC
                LIMIT $4) t
            CROSS JOIN LATERAL (
                SELECT count(*) AS useful, coalesce(bool_or(m.subject = $5), false) AS found_useful
                FROM useful_marks m WHERE m.tip_id = t.id) u
            ORDER BY t.posted_at DESC, t.id DESC
            """);
        command.Parameters.AddValue<string?>(objective);
        AddPage(command, page, reader);
        return TipPage.Of(await command.ReadAsync(Tip, cancellationToken), page);
    }

    /// <summary>The first page of each objective asked for; all at once.</summary>
    public async Task<IReadOnlyDictionary<string, TipPage>> PagesAsync(
        IEnumerable<string> objectives, PageRequest page, string reader, CancellationToken cancellationToken)
    {
        var asked = objectives.Distinct().ToArray();
        await using var command = database.CreateCommand("""
            SELECT t.id, t.objective_id, t.title, t.text, t.posted_at,
                   CASE WHEN NOT t.is_anonymous THEN t.municipality_code END, t.is_demonstration,
                   u.useful, u.found_useful
            FROM unnest($1) AS asked (objective)
            CROSS JOIN LATERAL (
                SELECT * FROM tips
                WHERE objective_id = asked.objective AND ($2 IS NULL OR (posted_at, id) < ($2, $3))
                ORDER BY posted_at DESC, id DESC
                LIMIT $4) t
            CROSS JOIN LATERAL (
                SELECT count(*) AS useful, coalesce(bool_or(m.subject = $5), false) AS found_useful
                FROM useful_marks m WHERE m.tip_id = t.id) u
            ORDER BY t.posted_at DESC, t.id DESC
            """);
        command.Parameters.AddValue(asked.Where(Objective.IsId).ToArray());
        AddPage(command, page, reader);
        var found = (await command.ReadAsync(Tip, cancellationToken)).ToLookup(t => t.ObjectiveId);
        return asked.ToDictionary(id => id, id => TipPage.Of([.. found[id]], page));
    }

    /// <summary>One tip; null when there is none.</summary>
    public async Task<Tip?> FindAsync(Guid id, string reader, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT t.id, t.objective_id, t.title, t.text, t.posted_at,
                   CASE WHEN NOT t.is_anonymous THEN t.municipality_code END, t.is_demonstration,
                   count(m.subject), coalesce(bool_or(m.subject = $2), false)
            FROM tips t
            LEFT JOIN useful_marks m ON m.tip_id = t.id
            WHERE t.id = $1
            GROUP BY t.id
            """);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(reader);
        return (await command.ReadAsync(Tip, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Adds a tip; when one with this id is there, nothing changes.</summary>
    public async Task AddAsync(NpgsqlTransaction transaction, NewTip tip, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO tips (id, objective_id, title, text, posted_at, posted_by, municipality_code, is_anonymous,
                              is_demonstration)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (id) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(tip.Id);
        command.Parameters.AddValue(tip.Draft.Objective);
        command.Parameters.AddValue(tip.Draft.Title);
        command.Parameters.AddValue(tip.Draft.Text);
        command.Parameters.AddValue(tip.PostedAt.UtcDateTime);
        command.Parameters.AddValue(tip.PostedBy);
        command.Parameters.AddValue<string?>(tip.Municipality);
        command.Parameters.AddValue(tip.Draft.IsAnonymous);
        command.Parameters.AddValue(tip.IsDemonstration);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Marks a tip as useful to someone. Again changes nothing. False when there is no such tip.</summary>
    public async Task<bool> MarkUsefulAsync(
        NpgsqlTransaction transaction,
        Guid id,
        string subject,
        DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH marked AS (
                INSERT INTO useful_marks (tip_id, subject, marked_at)
                SELECT id, $2, $3 FROM tips WHERE id = $1
                ON CONFLICT (tip_id, subject) DO NOTHING)
            SELECT EXISTS (SELECT FROM tips WHERE id = $1)
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(subject);
        command.Parameters.AddValue(now.UtcDateTime);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void AddPage(NpgsqlCommand command, PageRequest page, string reader)
    {
        command.Parameters.Add(OrNull(page.After?.PostedAt.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.AddValue(page.After?.Id ?? Guid.Empty);
        command.Parameters.AddValue(page.First + 1);   // one more than shown tells whether a next page exists
        command.Parameters.AddValue(reader);
    }

    private static Tip Tip(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.TextOrNull(5),
        (int)row.GetInt64(7),
        row.GetBoolean(8),
        row.GetBoolean(6));
}

/// <param name="First">How many at most, from 0.</param>
/// <param name="After">The last one of the page before; null for the first page.</param>
public sealed record PageRequest(int First, TipCursor? After);

/// <summary>A page, the newest first.</summary>
public sealed record TipPage(IReadOnlyList<Tip> Tips, bool HasNextPage, bool HasPreviousPage)
{
    internal static TipPage Of(List<Tip> found, PageRequest page) =>
        new([.. found.Take(page.First)], found.Count > page.First, page.After is not null);
}

/// <param name="Id">Its id, for ever.</param>
/// <param name="Draft">What it says.</param>
/// <param name="PostedAt">When.</param>
/// <param name="PostedBy">Subject of the poster's token.</param>
/// <param name="Municipality">The poster's; null for one who acts for none.</param>
/// <param name="IsDemonstration">Made up to show the system.</param>
public sealed record NewTip(
    Guid Id,
    TipDraft Draft,
    DateTimeOffset PostedAt,
    string PostedBy,
    string? Municipality,
    bool IsDemonstration);
