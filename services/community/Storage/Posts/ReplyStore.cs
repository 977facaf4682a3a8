using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Reads replies, as a reader may see them; <see cref="ReplyChanges"/> writes.</summary>
public sealed class ReplyStore(NpgsqlDataSource database)
{
    // $1 reader, $2 topics, $3 and $4 after, $5 how many of each topic.
    private const string Begin = $"""
        SELECT {ReplyRow.Columns}
        FROM unnest($2) AS asked (topic)
        JOIN readable_topics t ON t.id = asked.topic
        JOIN categories c ON c.id = t.category_id
        CROSS JOIN LATERAL (
            SELECT * FROM replies
            WHERE topic_id = asked.topic AND {Readable.Stands}
        """;

    private const string OldestFirst = $"""
        {Begin}
              AND ($3 IS NULL OR (posted_at, id) > ($3, $4))
            ORDER BY posted_at, id LIMIT $5) r
        ORDER BY r.posted_at, r.id
        """;

    private const string NewestFirst = $"""
        {Begin}
              AND ($3 IS NULL OR (posted_at, id) < ($3, $4))
            ORDER BY posted_at DESC, id DESC LIMIT $5) r
        ORDER BY r.posted_at DESC, r.id DESC
        """;

    /// <summary>Those with these ids that the reader may see, whatever their state; all at once.</summary>
    public async Task<IReadOnlyDictionary<Guid, Reply>> FindAsync(
        IEnumerable<Guid> ids, Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT {ReplyRow.Columns}
            FROM readable_replies r
            JOIN topics t ON t.id = r.topic_id JOIN categories c ON c.id = t.category_id
            WHERE r.id = ANY ($2)
            """)
        {
            Parameters = { Id(reader.Member), new NpgsqlParameter<Guid[]> { TypedValue = [.. ids.Distinct()] } },
        };
        return (await reader.ReadAsync(database, query, ReplyRow.Of, cancellationToken)).ToDictionary(r => r.Id);
    }

    /// <summary>The one with this id; null when the reader sees none.</summary>
    public async Task<Reply?> FindAsync(Guid id, Reader reader, CancellationToken cancellationToken) =>
        (await FindAsync([id], reader, cancellationToken)).GetValueOrDefault(id);

    /// <summary>The same, within a transaction that acts for the reader.</summary>
    public static async Task<Reply?> FindAsync(
        NpgsqlTransaction transaction, Guid id, Reader reader, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"""
            SELECT {ReplyRow.Columns}
            FROM readable_replies r
            JOIN topics t ON t.id = r.topic_id JOIN categories c ON c.id = t.category_id
            WHERE r.id = $2
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(reader.Member);
        command.Parameters.AddValue(id);
        return (await command.ReadAsync(ReplyRow.Of, cancellationToken)).SingleOrDefault();
    }

    /// <summary>The replies of each topic that stand; all at once, one more than asked for of each.</summary>
    public async Task<ILookup<Guid, Reply>> OfAsync(
        IEnumerable<Guid> topics, ReplyOrder order, PageAsked page, Reader reader, CancellationToken cancellationToken)
    {
        var query = order == ReplyOrder.Oldest
            ? new NpgsqlBatchCommand(OldestFirst)
            : new NpgsqlBatchCommand(NewestFirst);
        query.Parameters.Add(Id(reader.Member));
        query.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. topics.Distinct()] });
        query.Parameters.Add(OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz));
        query.Parameters.Add(Id(page.After?.Id ?? Guid.Empty));
        query.Parameters.Add(Int(page.First + 1));
        return (await reader.ReadAsync(database, query, ReplyRow.Of, cancellationToken)).ToLookup(r => r.TopicId);
    }

    /// <summary>The reader's own, whatever their state, the newest first; one more than asked for.</summary>
    public async Task<IReadOnlyList<Reply>> OwnAsync(
        PageAsked page, Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            SELECT {ReplyRow.Columns}
            FROM readable_replies r
            JOIN topics t ON t.id = r.topic_id JOIN categories c ON c.id = t.category_id
            WHERE r.author = $1 AND ($2 IS NULL OR (r.posted_at, r.id) < ($2, $3))
            ORDER BY r.posted_at DESC, r.id DESC LIMIT $4
            """)
        {
            Parameters =
            {
                Id(reader.Member),
                OrNull(page.After?.At.UtcDateTime, NpgsqlDbType.TimestampTz),
                Id(page.After?.Id ?? Guid.Empty),
                Int(page.First + 1),
            },
        };
        return await reader.ReadAsync(database, query, ReplyRow.Of, cancellationToken);
    }
}
