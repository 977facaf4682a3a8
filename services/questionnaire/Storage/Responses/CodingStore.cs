using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// The texts beside "anders, namelijk" of submissions that count, and what they are coded to. On behalf of the service:
/// the graph has checked that the institute asks.
/// </summary>
public sealed class CodingStore(NpgsqlDataSource database)
{
    /// <summary>A page of a round's texts. The first row alone tells the total when the page is empty.</summary>
    public async Task<OtherTextPage> PageAsync(
        OtherTextFilter filter, OtherTextCursor? after, int first, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            WITH matching AS (
                SELECT t.*,
                       CASE $4
                           WHEN 'MUNICIPALITY' THEN m.sort_name || ' ' || lpad(q.position::text, 5, '0')
                           WHEN 'TEXT' THEN lower(left(t.text, 200))
                           ELSE lpad(q.position::text, 5, '0') || ' ' || m.sort_name
                       END COLLATE "C" AS sort_key,
                       (t.response_id || ' ' || t.question) COLLATE "C" AS place
                FROM submitted_texts t
                JOIN unnest($2, $3) AS q (question, position) ON q.question = t.question
                JOIN municipalities m ON m.code = t.municipality_code
                WHERE t.round_year = $1 AND ($5 IS NULL OR $5 = (cardinality(t.codes) > 0))
            )
            SELECT l.response_id, l.question, l.digest, l.municipality_code, l.text, l.revision, l.codes, l.coded_at,
                   l.coded_by, l.sort_key, l.place, (SELECT count(*) FROM matching)
            FROM (SELECT 1) one
            LEFT JOIN matching l ON $6 IS NULL OR (l.sort_key, l.place) > ($6 COLLATE "C", $7 COLLATE "C")
            ORDER BY l.sort_key, l.place
            LIMIT $8
            """)
        {
            Parameters =
            {
                Int(filter.Round),
                Texts(filter.Questions),
                Ints(Enumerable.Range(0, filter.Questions.Count)),
                Text(EnumText.Of(filter.Sort)),
                OrNull(filter.IsCoded, NpgsqlDbType.Boolean),
                OrNull(after?.SortKey, NpgsqlDbType.Text),
                OrNull(after?.Place, NpgsqlDbType.Text),
                Int(first + 1),   // one more than shown tells whether a next page exists
            },
        };
        var rows = await ActingAs.Service.ReadAsync(
            database,
            query,
            row => (
                Text: row.IsDBNull(0) ? null : OtherText(row),
                Cursor: row.IsDBNull(0) ? null : new OtherTextCursor(row.GetString(9), row.GetString(10)),
                Total: (int)row.GetInt64(11)),
            cancellationToken);
        var found = rows.Where(r => r.Text is not null).Select(r => (r.Text!, r.Cursor!)).ToList();
        return new OtherTextPage([.. found.Take(first)], found.Count > first, rows[0].Total);
    }

    /// <summary>Of each question: how many texts there are, how many are coded, and how often to what.</summary>
    public async Task<IReadOnlyList<CodeCount>> CountsAsync(
        int round, IReadOnlyList<string> questions, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT t.question, c.code, count(*)
            FROM submitted_texts t
            LEFT JOIN LATERAL unnest(t.codes) AS c (code) ON true
            WHERE t.round_year = $1 AND t.question = ANY ($2)
            GROUP BY t.question, c.code
            ORDER BY t.question, count(*) DESC, c.code
            """)
        {
            Parameters = { Int(round), Texts(questions) },
        };
        return await ActingAs.Service.ReadAsync(
            database,
            query,
            row => new CodeCount(row.GetString(0), row.TextOrNull(1), (int)row.GetInt64(2)),
            cancellationToken);
    }

    /// <summary>How many texts each question has.</summary>
    public async Task<IReadOnlyDictionary<string, int>> TotalsAsync(
        int round, IReadOnlyList<string> questions, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT question, count(*) FROM submitted_texts WHERE round_year = $1 AND question = ANY ($2)
            GROUP BY question
            """)
        {
            Parameters = { Int(round), Texts(questions) },
        };
        var found = await ActingAs.Service.ReadAsync(
            database, query, row => (Question: row.GetString(0), Texts: (int)row.GetInt64(1)), cancellationToken);
        return found.ToDictionary(f => f.Question, f => f.Texts, StringComparer.Ordinal);
    }

    /// <summary>The text with its coding, in a transaction; null when no submission that counts holds it.</summary>
    public static async Task<OtherText?> FindAsync(
        ActingTransaction acting, OtherTextKey key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT response_id, question, digest, municipality_code, text, revision, codes, coded_at, coded_by
            FROM submitted_texts WHERE response_id = $1 AND question = $2 AND digest = $3
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(key.Response);
        command.Parameters.AddValue(key.Question);
        command.Parameters.AddValue(key.Digest);
        return (await command.ReadAsync(OtherText, cancellationToken)).SingleOrDefault();
    }

    /// <summary>All that was done to the texts asked for, the newest first; one that nobody coded is absent.</summary>
    public async Task<ILookup<OtherTextKey, Coding>> HistoryAsync(
        IReadOnlyList<OtherTextKey> keys, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT c.response_id, c.question, c.digest, c.revision, c.codes, c.coded_at, c.coded_by, c.undoes
            FROM unnest($1, $2, $3) AS k (response_id, question, digest)
            JOIN codings c USING (response_id, question, digest)
            ORDER BY c.revision DESC
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid[]> { TypedValue = [.. keys.Select(k => k.Response)] },
                Texts(keys.Select(k => k.Question)),
                Texts(keys.Select(k => k.Digest)),
            },
        };
        var found = await ActingAs.Service.ReadAsync(
            database, query, row => (Key: Key(row), Coding: Coding(row)), cancellationToken);
        return found.ToLookup(f => f.Key, f => f.Coding);
    }

    /// <summary>The coding of a text at one revision.</summary>
    public static async Task<Coding> AtAsync(
        ActingTransaction acting, OtherTextKey key, int revision, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT response_id, question, digest, revision, codes, coded_at, coded_by, undoes
            FROM codings WHERE response_id = $1 AND question = $2 AND digest = $3 AND revision = $4
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(key.Response);
        command.Parameters.AddValue(key.Question);
        command.Parameters.AddValue(key.Digest);
        command.Parameters.AddValue(revision);
        return (await command.ReadAsync(Coding, cancellationToken)).SingleOrDefault() ?? Domain.Coding.None;
    }

    /// <summary>Adds an act of coding; false when another coder was first.</summary>
    public static async Task<bool> AddAsync(
        ActingTransaction acting, OtherTextKey key, Coding coding, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO codings (response_id, question, digest, revision, codes, coded_at, coded_by, undoes)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (response_id, question, digest, revision) DO NOTHING
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(key.Response);
        command.Parameters.AddValue(key.Question);
        command.Parameters.AddValue(key.Digest);
        command.Parameters.AddValue(coding.Revision);
        command.Parameters.Add(Texts(coding.Codes));
        command.Parameters.Add(Time(coding.At!.Value));
        command.Parameters.AddValue(coding.By!);
        command.Parameters.Add(OrNull(coding.Undoes, NpgsqlDbType.Integer));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static OtherText OtherText(NpgsqlDataReader row) => new(
        Key(row),
        row.GetString(3),
        row.GetString(4),
        new Coding(
            row.GetInt32(5), row.GetFieldValue<string[]>(6), row.OrNull<DateTimeOffset>(7), row.TextOrNull(8), null));

    private static OtherTextKey Key(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.GetString(2));

    private static Coding Coding(NpgsqlDataReader row) => new(
        row.GetInt32(3),
        row.GetFieldValue<string[]>(4),
        row.GetFieldValue<DateTimeOffset>(5),
        row.GetString(6),
        row.OrNull<int>(7));
}

/// <summary>Which texts a list holds, and in what order.</summary>
/// <param name="Round">Year of the round.</param>
/// <param name="Questions">Ids, in the questionnaire's order.</param>
/// <param name="IsCoded">Only those that are coded, or that are not; null for both.</param>
/// <param name="Sort">The order.</param>
public sealed record OtherTextFilter(
    int Round, IReadOnlyList<string> Questions, bool? IsCoded, OtherTextSort Sort);

public enum OtherTextSort
{
    Question,
    Municipality,
    Text,
}

public sealed record OtherTextPage(
    IReadOnlyList<(OtherText Text, OtherTextCursor Cursor)> Found, bool HasNextPage, int TotalCount);

/// <summary>How often texts at a question are coded to a code; null: not coded.</summary>
public sealed record CodeCount(string Question, string? Code, int Texts);
