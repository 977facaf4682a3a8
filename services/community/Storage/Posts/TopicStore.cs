using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Reads topics, as a reader may see them; <see cref="TopicChanges"/> writes.</summary>
public sealed class TopicStore(NpgsqlDataSource database, TimeProvider time)
{
    // $1 reader, $2 category, $3 objective, $4 kinds, $5 answered, $6 pinned, $7 now, $8 to $10 after, $11 how many.
    private const string Begin = $"""
        SELECT {TopicRow.Columns}
        FROM (
            SELECT * FROM readable_topics
            WHERE {Readable.IsOut}
              AND ($2 IS NULL OR category_id = $2) AND ($3 IS NULL OR objective_id = $3)
              AND (cardinality($4) = 0 OR kind = ANY ($4))
              AND ($5 IS NULL OR (kind = 'QUESTION' AND (answered_at IS NOT NULL) = $5))
              AND (NOT $6 OR pinned_until > $7)
        """;

    private const string End = "LIMIT $11) t JOIN categories c ON c.id = t.category_id";

    private const string ByTime = $"""
        {Begin}
              AND ($8 IS NULL OR (posted_at, id) < ($8, $9)) AND $10 = 0
            ORDER BY posted_at DESC, id DESC {End} ORDER BY t.posted_at DESC, t.id DESC
        """;

    private const string ByActivity = $"""
        {Begin}
              AND ($8 IS NULL OR (active_at, id) < ($8, $9)) AND $10 = 0
            ORDER BY active_at DESC, id DESC {End} ORDER BY t.active_at DESC, t.id DESC
        """;

    private const string ByUse = $"""
        {Begin}
              AND ($8 IS NULL OR (useful_count, posted_at, id) < ($10, $8, $9))
            ORDER BY useful_count DESC, posted_at DESC, id DESC {End}
            ORDER BY t.useful_count DESC, t.posted_at DESC, t.id DESC
        """;

    /// <summary>Those with these ids that the reader may see, whatever their state; all at once.</summary>
    public async Task<IReadOnlyDictionary<Guid, Topic>> FindAsync(
        IEnumerable<Guid> ids, Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT {TopicRow.Columns}
            FROM readable_topics t JOIN categories c ON c.id = t.category_id WHERE t.id = ANY ($2)
            """)
        {
            Parameters = { Id(reader.Member), Ids(ids) },
        };
        return (await reader.ReadAsync(database, query, TopicRow.Of, cancellationToken)).ToDictionary(t => t.Id);
    }

    /// <summary>The one with this id; null when the reader sees none.</summary>
    public async Task<Topic?> FindAsync(Guid id, Reader reader, CancellationToken cancellationToken) =>
        (await FindAsync([id], reader, cancellationToken)).GetValueOrDefault(id);

    /// <summary>The same, within a transaction that acts for the reader.</summary>
    public static async Task<Topic?> FindAsync(
        NpgsqlTransaction transaction, Guid id, Reader reader, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {TopicRow.Columns}
            FROM readable_topics t JOIN categories c ON c.id = t.category_id WHERE t.id = $2
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(reader.Member);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(TopicRow.Of, cancellationToken)).SingleOrDefault();
    }

    /// <summary>A page of those that are out; one more than asked for where there is a next page.</summary>
    public async Task<IReadOnlyList<Topic>> PageAsync(
        TopicFilter filter, TopicOrder order, TopicsAsked page, Reader reader, CancellationToken cancellationToken)
    {
        var query = order switch
        {
            TopicOrder.Newest => new NpgsqlBatchCommand(ByTime),
            TopicOrder.Active => new NpgsqlBatchCommand(ByActivity),
            TopicOrder.Useful => new NpgsqlBatchCommand(ByUse),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "An order without a query."),
        };
        query.Parameters.Add(Id(reader.Member));
        query.Parameters.Add(OrNull(filter.Category, NpgsqlDbType.Text));
        query.Parameters.Add(OrNull(filter.Objective, NpgsqlDbType.Text));
        query.Parameters.Add(Texts((filter.Kinds ?? []).Select(kind => EnumText.Of(kind))));
        query.Parameters.Add(OrNull(filter.Answered, NpgsqlDbType.Boolean));
        query.Parameters.Add(Bool(filter.Pinned));
        query.Parameters.Add(Time(time.GetUtcNow()));
        query.Parameters.Add(OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz));
        query.Parameters.Add(Id(page.After?.Id ?? Guid.Empty));
        query.Parameters.Add(Int(page.After?.Useful ?? 0));
        query.Parameters.Add(Int(page.First + 1));
        return await reader.ReadAsync(database, query, TopicRow.Of, cancellationToken);
    }

    /// <summary>
    /// The tips on each objective asked for, the newest first; all at once, one more than asked for each.
    /// </summary>
    public async Task<ILookup<string, Topic>> TipsOfAsync(
        IEnumerable<string> objectives, TopicsAsked page, Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT {TopicRow.Columns}
            FROM unnest($2) AS asked (objective)
            CROSS JOIN LATERAL (
                SELECT * FROM readable_topics
                WHERE objective_id = asked.objective AND kind = 'TIP' AND {Readable.IsOut}
                  AND ($3 IS NULL OR (posted_at, id) < ($3, $4))
                ORDER BY posted_at DESC, id DESC
                LIMIT $5) t
            JOIN categories c ON c.id = t.category_id
            ORDER BY t.posted_at DESC, t.id DESC
            """)
        {
            Parameters =
            {
                Id(reader.Member),
                Texts(objectives.Where(Objective.IsId).Distinct()),
                OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz),
                Id(page.After?.Id ?? Guid.Empty),
                Int(page.First + 1),
            },
        };
        return (await reader.ReadAsync(database, query, TopicRow.Of, cancellationToken)).ToLookup(t => t.ObjectiveId!);
    }

    /// <summary>The reader's own, whatever their state, the newest first; one more than asked for.</summary>
    public async Task<IReadOnlyList<Topic>> OwnAsync(
        PageAsked page, Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT {TopicRow.Columns}
            FROM readable_topics t JOIN categories c ON c.id = t.category_id
            WHERE t.author = $1 AND ($2 IS NULL OR (t.posted_at, t.id) < ($2, $3))
            ORDER BY t.posted_at DESC, t.id DESC LIMIT $4
            """);
        AddPage(query, page, reader);
        return await reader.ReadAsync(database, query, TopicRow.Of, cancellationToken);
    }

    /// <summary>What waits for its moment and the reader may see, the last first; one more than asked for.</summary>
    public async Task<IReadOnlyList<Topic>> WaitingAsync(
        PageAsked page, Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT {TopicRow.Columns}
            FROM readable_topics t JOIN categories c ON c.id = t.category_id
            WHERE t.publish_at IS NOT NULL AND t.deleted_at IS NULL
              AND ($2 IS NULL OR (t.posted_at, t.id) < ($2, $3))
            ORDER BY t.posted_at DESC, t.id DESC LIMIT $4
            """);
        AddPage(query, page, reader);
        return await reader.ReadAsync(database, query, TopicRow.Of, cancellationToken);
    }

    /// <summary>How many are pinned now that a list would hold: few, so they are counted when asked for.</summary>
    public async Task<int> PinnedAsync(TopicFilter filter, Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT count(*)::integer FROM readable_topics
            WHERE {Readable.IsOut} AND pinned_until > $1
              AND ($2 IS NULL OR category_id = $2) AND ($3 IS NULL OR objective_id = $3)
              AND (cardinality($4) = 0 OR kind = ANY ($4))
              AND ($5 IS NULL OR (kind = 'QUESTION' AND (answered_at IS NOT NULL) = $5))
            """)
        {
            Parameters =
            {
                Time(time.GetUtcNow()),
                OrNull(filter.Category, NpgsqlDbType.Text),
                OrNull(filter.Objective, NpgsqlDbType.Text),
                Texts((filter.Kinds ?? []).Select(kind => EnumText.Of(kind))),
                OrNull(filter.Answered, NpgsqlDbType.Boolean),
            },
        };
        return (await reader.ReadAsync(database, query, row => row.GetInt32(0), cancellationToken))[0];
    }

    private static void AddPage(NpgsqlBatchCommand query, PageAsked page, Reader reader)
    {
        query.Parameters.Add(Id(reader.Member));
        query.Parameters.Add(OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz));
        query.Parameters.Add(Id(page.After?.Id ?? Guid.Empty));
        query.Parameters.Add(Int(page.First + 1));
    }

    private static NpgsqlParameter<Guid[]> Ids(IEnumerable<Guid> ids) => new() { TypedValue = [.. ids.Distinct()] };
}
