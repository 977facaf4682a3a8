using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Community.Benchmarks;

/// <summary>Members and what they wrote, from numbers: the same every time.</summary>
internal sealed class Population(Settings settings, Vocabulary vocabulary)
{
    /// <summary>Where one topic of eight stands.</summary>
    public const string BusyCategory = "general-talk";

    private const int Batch = 2_000;
    private static readonly DateTimeOffset First = new(2016, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private string[] municipalities = [];
    private string[] categories = [];

    public Guid LongDiscussion => TopicId(settings.Topics / 2);

    public static Guid MemberId(int number) => new(number, 1, 0, new byte[8]);

    public static Guid TopicId(int number) => new(number, 2, 0, new byte[8]);

    public string MunicipalityOf(int member) => municipalities[member % municipalities.Length];

    /// <summary>
    /// Writes all, past the triggers, and then what the triggers keep: counts and the index of words.
    /// </summary>
    public async Task WriteAsync(TestDatabase database, CancellationToken cancellationToken)
    {
        await using var owner = database.OpenAsOwner();
        await using var acting = await ActingAs.Service.BeginAsync(owner, cancellationToken);
        municipalities = await ListAsync(
            acting.Transaction, "SELECT code FROM municipalities WHERE is_current ORDER BY code", cancellationToken);
        categories = await ListAsync(
            acting.Transaction, "SELECT id FROM categories WHERE kind = 'OBJECTIVE' ORDER BY id", cancellationToken);
        await ExecuteAsync(acting.Transaction, "ALTER TABLE topics DISABLE TRIGGER USER", cancellationToken);
        await ExecuteAsync(acting.Transaction, "ALTER TABLE replies DISABLE TRIGGER USER", cancellationToken);
        await MembersAsync(acting.Transaction, cancellationToken);
        await TopicsAsync(acting.Transaction, cancellationToken);
        await RepliesAsync(acting.Transaction, cancellationToken);
        await ExecuteAsync(acting.Transaction, "ALTER TABLE topics ENABLE TRIGGER USER", cancellationToken);
        await ExecuteAsync(acting.Transaction, "ALTER TABLE replies ENABLE TRIGGER USER", cancellationToken);
        await NotificationsAsync(acting.Transaction, cancellationToken);
        await CountAsync(acting.Transaction, cancellationToken);
        await PutIntoSearchAsync(acting.Transaction, cancellationToken);
        await acting.CommitAsync(cancellationToken);

        // Else the server does it while the first questions are measured.
        await using var vacuum = owner.CreateCommand("VACUUM ANALYZE");
        vacuum.CommandTimeout = 300;
        await vacuum.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Task CountAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        ExecuteAsync(transaction, """
            UPDATE topics t SET reply_count = r.replies, last_reply_at = r.last, active_at = r.last
            FROM (SELECT topic_id, count(*) AS replies, max(posted_at) AS last FROM replies GROUP BY 1) r
            WHERE r.topic_id = t.id;
            DELETE FROM topic_counts;
            INSERT INTO topic_counts (category_id, kind, objective_id, is_answered, topics)
            SELECT category_id, kind, coalesce(objective_id, ''), answered_at IS NOT NULL, count(*)
            FROM topics GROUP BY 1, 2, 3, 4
            """, cancellationToken);

    /// <summary>An index of words is made of all rows at once, which takes a tenth of what row by row does.</summary>
    private static async Task PutIntoSearchAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var indexes = await ListAsync(transaction, """
            SELECT indexdef FROM pg_indexes WHERE tablename = 'search_documents' AND indexdef LIKE '% USING gin %'
            """, cancellationToken);
        await ExecuteAsync(
            transaction, "DROP INDEX search_by_words, search_by_title, search_newest", cancellationToken);
        await ExecuteAsync(transaction, """
            DELETE FROM search_documents WHERE kind <> 'OBJECTIVE';
            ANALYZE topics, replies;
            SELECT index_topics((SELECT array_agg(id ORDER BY posted_at) FROM topics));
            SELECT index_replies(array_agg(id), '{}')
            FROM (SELECT id, row_number() OVER (ORDER BY posted_at) AS place FROM topics) t GROUP BY place / 1000;
            SELECT age_search(6000, 2147483647);
            SET LOCAL maintenance_work_mem = '512MB'
            """, cancellationToken);
        foreach (var index in indexes)
        {
            await ExecuteAsync(transaction, index, cancellationToken);
        }
    }

    private async Task MembersAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var numbers = Enumerable.Range(0, settings.Members).ToArray();
        var ids = numbers.Select(MemberId).ToArray();
        await ExecuteAsync(transaction, """
            INSERT INTO accounts (id, issuer, subject, since, is_demonstration)
            SELECT id, 'https://bench.example', id::text, '2016-01-01', true FROM unnest($1) AS id
            """, cancellationToken, ids);
        await ExecuteAsync(transaction, """
            INSERT INTO members (id, name, email, municipality_code, roles, status, since, revision, is_demonstration)
            SELECT id, 'Lid ' || code, 'lid@bench.example', code, '{officer}', 'ACTIVE', '2016-01-01', 1, true
            FROM unnest($1, $2) AS m (id, code)
            """, cancellationToken, ids, numbers.Select(MunicipalityOf).ToArray());
    }

    private async Task TopicsAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var numbers in Enumerable.Range(0, settings.Topics).Chunk(Batch))
        {
            var random = new Random(numbers[0]);
            var topics = numbers.Select(number => (
                Id: TopicId(number),
                Kind: (number % 4) switch { 0 => "TIP", 3 => "QUESTION", _ => "DISCUSSION" },
                Category: number % 8 == 1 ? BusyCategory : categories[random.Next(categories.Length)],
                Title: Cut(vocabulary.Sentence(random, 6), 110),
                Text: $"{vocabulary.Sentence(random, 30)}\n\n**{vocabulary.Sentence(random, 30)}**",
                Author: random.Next(settings.Members),
                Useful: (int)Math.Pow(10, random.NextDouble() * 2) - 1)).ToList();
            await ExecuteAsync(
                transaction,
                """
                INSERT INTO topics (id, kind, category_id, objective_id, title, text, author, municipality_code,
                                    size_class, shown_as, posted_at, active_at, useful_count, is_demonstration)
                SELECT n.id, n.kind, n.category, c.objective_id, n.title, n.text, n.author, n.municipality,
                       m.size_class, 'ANONYMOUS', n.at, n.at, n.useful, true
                FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9)
                     AS n (id, kind, category, title, text, author, municipality, at, useful)
                JOIN categories c ON c.id = n.category
                LEFT JOIN municipalities m ON m.code = n.municipality
                """,
                cancellationToken,
                topics.Select(t => t.Id).ToArray(),
                topics.Select(t => t.Kind).ToArray(),
                topics.Select(t => t.Category).ToArray(),
                topics.Select(t => t.Title).ToArray(),
                topics.Select(t => t.Text).ToArray(),
                topics.Select(t => MemberId(t.Author)).ToArray(),
                topics.Select(t => MunicipalityOf(t.Author)).ToArray(),
                numbers.Select(TopicTime).ToArray(),
                topics.Select(t => t.Useful).ToArray());
        }
    }

    private async Task RepliesAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var numbers in Enumerable.Range(0, settings.Replies).Chunk(Batch))
        {
            var random = new Random(numbers[0] + 1);
            var replies = numbers.Select(number => (
                Id: new Guid(number, 3, 0, new byte[8]),
                Topic: number < Settings.LongDiscussion ? settings.Topics / 2 : random.Next(settings.Topics),
                Text: vocabulary.Sentence(random, 40),
                Author: random.Next(settings.Members))).ToList();
            await ExecuteAsync(
                transaction,
                """
                INSERT INTO replies (id, topic_id, text, author, municipality_code, size_class, shown_as, posted_at,
                                     is_demonstration)
                SELECT n.id, n.topic, n.text, n.author, n.municipality, m.size_class, 'ANONYMOUS', n.at, true
                FROM unnest($1, $2, $3, $4, $5, $6) AS n (id, topic, text, author, municipality, at)
                LEFT JOIN municipalities m ON m.code = n.municipality
                """,
                cancellationToken,
                replies.Select(r => r.Id).ToArray(),
                replies.Select(r => TopicId(r.Topic)).ToArray(),
                replies.Select(r => r.Text).ToArray(),
                replies.Select(r => MemberId(r.Author)).ToArray(),
                replies.Select(r => MunicipalityOf(r.Author)).ToArray(),
                replies.Select((r, i) => TopicTime(r.Topic).AddMinutes((numbers[i] % 5_000) + 1)).ToArray());
        }
    }

    /// <summary>Each member was told of the newest replies of others, and read all but the last of them.</summary>
    private Task NotificationsAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken) =>
        ExecuteAsync(transaction, """
            INSERT INTO notifications (id, member, kind, contribution_id, topic_id, at, read_at)
            SELECT gen_random_uuid(), m.id, 'REPLY', r.id, r.topic_id, r.posted_at,
                   CASE WHEN r.place > $3 THEN r.posted_at END
            FROM unnest($1) AS m (id)
            CROSS JOIN (
                SELECT id, topic_id, posted_at, row_number() OVER (ORDER BY posted_at DESC, id) AS place
                FROM replies ORDER BY posted_at DESC, id LIMIT $2) r
            """, cancellationToken, Enumerable.Range(0, settings.Members).Select(MemberId).ToArray(),
            Settings.Notifications, Settings.Unread);

    // Evenly over six years, in the order of the numbers.
    private DateTime TopicTime(int number) =>
        First.AddSeconds(6L * 365 * 86_400 * number / settings.Topics).UtcDateTime;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private static async Task<string[]> ListAsync(
        NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(transaction, sql);
        return [.. await command.ReadAsync(row => row.GetString(0), cancellationToken)];
    }

    private static async Task ExecuteAsync(
        NpgsqlTransaction transaction, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = Command(transaction, sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql) =>
#pragma warning disable CA2100 // Texts of this file.
        new(sql, transaction.Connection, transaction) { CommandTimeout = 1_800 };
#pragma warning restore CA2100
}
