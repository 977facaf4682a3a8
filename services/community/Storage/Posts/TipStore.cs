using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>The topics that are tips, and who found them useful.</summary>
public sealed class TipStore(NpgsqlDataSource database)
{
    /// <summary>A page of all tips, or of those on one objective, the newest first.</summary>
    /// <param name="objective">Null for all.</param>
    /// <param name="page">How many, and after which.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TipPage> PageAsync(
        string? objective, PageRequest page, Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT t.id, t.objective_id, t.title, t.text, t.posted_at,
                   CASE WHEN t.shown_as <> 'ANONYMOUS' THEN t.municipality_code END, t.is_demonstration,
                   t.useful_count, EXISTS (
                       SELECT FROM useful_marks m WHERE m.contribution_id = t.id AND m.member = $5)
            FROM (
                SELECT * FROM readable_topics
                WHERE kind = 'TIP' AND publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL
                  AND ($1 IS NULL OR objective_id = $1) AND ($2 IS NULL OR (posted_at, id) < ($2, $3))
                ORDER BY posted_at DESC, id DESC
                LIMIT $4) t
            ORDER BY t.posted_at DESC, t.id DESC
            """);
        query.Parameters.Add(OrNull(objective, NpgsqlDbType.Text));
        AddPage(query, page, reader);
        return TipPage.Of(await reader.ReadAsync(database, query, Tip, cancellationToken), page);
    }

    /// <summary>The first page of each objective asked for; all at once.</summary>
    public async Task<IReadOnlyDictionary<string, TipPage>> PagesAsync(
        IEnumerable<string> objectives, PageRequest page, Reader reader, CancellationToken cancellationToken)
    {
        var asked = objectives.Distinct().ToArray();
        var query = new NpgsqlBatchCommand("""
            SELECT t.id, t.objective_id, t.title, t.text, t.posted_at,
                   CASE WHEN t.shown_as <> 'ANONYMOUS' THEN t.municipality_code END, t.is_demonstration,
                   t.useful_count, EXISTS (
                       SELECT FROM useful_marks m WHERE m.contribution_id = t.id AND m.member = $5)
            FROM unnest($1) AS asked (objective)
            CROSS JOIN LATERAL (
                SELECT * FROM readable_topics
                WHERE kind = 'TIP' AND publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL
                  AND objective_id = asked.objective AND ($2 IS NULL OR (posted_at, id) < ($2, $3))
                ORDER BY posted_at DESC, id DESC
                LIMIT $4) t
            ORDER BY t.posted_at DESC, t.id DESC
            """);
        query.Parameters.Add(Texts(asked.Where(Objective.IsId)));
        AddPage(query, page, reader);
        var found = (await reader.ReadAsync(database, query, Tip, cancellationToken)).ToLookup(t => t.ObjectiveId);
        return asked.ToDictionary(id => id, id => TipPage.Of([.. found[id]], page));
    }

    /// <summary>One tip; null when there is none that the reader may see.</summary>
    public async Task<Tip?> FindAsync(Guid id, Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT t.id, t.objective_id, t.title, t.text, t.posted_at,
                   CASE WHEN t.shown_as <> 'ANONYMOUS' THEN t.municipality_code END, t.is_demonstration,
                   t.useful_count, EXISTS (
                       SELECT FROM useful_marks m WHERE m.contribution_id = t.id AND m.member = $2)
            FROM readable_topics t
            WHERE t.id = $1 AND t.kind = 'TIP'
            """)
        {
            Parameters = { Id(id), Id(reader.Member) },
        };
        return (await reader.ReadAsync(database, query, Tip, cancellationToken)).SingleOrDefault();
    }

    /// <summary>Adds a tip; when one with this id is there, nothing changes. The transaction acts already.</summary>
    public static async Task AddAsync(NpgsqlTransaction transaction, NewTip tip, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO topics (id, kind, category_id, objective_id, title, text, author, municipality_code, shown_as,
                                posted_at, active_at, is_demonstration)
            VALUES ($1, 'TIP', 'objective-' || $2, $2, $3, $4, $5, $6, $7, $8, $8, $9)
            ON CONFLICT (id) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(tip.Id);
        command.Parameters.AddValue(tip.Draft.Objective);
        command.Parameters.AddValue(tip.Draft.Title);
        command.Parameters.AddValue(tip.Draft.Text);
        command.Parameters.AddValue(tip.Author);
        command.Parameters.AddValue<string?>(tip.Municipality);
        command.Parameters.AddValue(tip.Draft.IsAnonymous ? "ANONYMOUS" : "MUNICIPALITY");
        command.Parameters.AddValue(tip.PostedAt.UtcDateTime);
        command.Parameters.AddValue(tip.IsDemonstration);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Marks a tip as useful to someone. Again changes nothing. False when they see no such tip.</summary>
    public static async Task<bool> MarkUsefulAsync(
        NpgsqlTransaction transaction, Guid id, Guid member, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH marked AS (
                INSERT INTO useful_marks (contribution_id, member, marked_at)
                SELECT id, $2, $3 FROM readable_topics WHERE id = $1
                ON CONFLICT (contribution_id, member) DO NOTHING)
            SELECT EXISTS (SELECT FROM readable_topics WHERE id = $1)
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(id);
        command.Parameters.AddValue(member);
        command.Parameters.AddValue(now.UtcDateTime);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void AddPage(NpgsqlBatchCommand query, PageRequest page, Reader reader)
    {
        query.Parameters.Add(OrNull(page.After?.PostedAt.UtcDateTime, NpgsqlDbType.TimestampTz));
        query.Parameters.Add(Id(page.After?.Id ?? Guid.Empty));
        query.Parameters.Add(Int(page.First + 1));   // one more than shown tells whether a next page exists
        query.Parameters.Add(Id(reader.Member));
    }

    private static Tip Tip(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetFieldValue<DateTimeOffset>(4),
        row.TextOrNull(5),
        row.GetInt32(7),
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
/// <param name="Author">The poster's pseudonym.</param>
/// <param name="Municipality">The poster's; null for one who acts for none.</param>
/// <param name="IsDemonstration">Made up to show the system.</param>
public sealed record NewTip(
    Guid Id,
    TipDraft Draft,
    DateTimeOffset PostedAt,
    Guid Author,
    string? Municipality,
    bool IsDemonstration);
