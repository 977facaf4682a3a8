using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Finds words in what is out: <c>search_documents</c>, which triggers keep (migration 0040).</summary>
public sealed class SearchStore(NpgsqlDataSource database, SearchWindow window)
{
    /// <summary>
    /// A page of what the reader may see, best first: all words in the title, some, none; then newer and more useful.
    /// </summary>
    /// <remarks>
    /// Of words that many of the newest texts have, only those and titles are looked through
    /// (<see cref="SearchWindow"/>).
    /// <c>readable_categories()</c> keeps a page full; who may see what is decided by the views that
    /// <see cref="Readable"/> names, and what they do not show is left out.
    /// </remarks>
    public async Task<SearchPage> FindAsync(
        SearchWords search,
        SearchFilter filter,
        SearchAsked page,
        Reader reader,
        CancellationToken cancellationToken)
    {
        if (page.After is { } after)
        {
            return (await FindAsync(search, filter, page, after.Reach, reader, cancellationToken)).Page;
        }

        var newest = await window.ReachAsync(cancellationToken);
        if (newest != SearchReach.All)
        {
            var found = await FindAsync(search, filter, page, newest, reader, cancellationToken);
            if (found.Matches >= SearchWindow.Enough)
            {
                return found.InTitles > page.First
                    ? found.Page
                    : (await FindAsync(search, filter, page, newest.WithTitles(), reader, cancellationToken)).Page;
            }
        }

        return (await FindAsync(search, filter, page, SearchReach.All, reader, cancellationToken)).Page;
    }

    private async Task<(SearchPage Page, int Matches, int InTitles)> FindAsync(
        SearchWords search,
        SearchFilter filter,
        SearchAsked page,
        SearchReach reach,
        Reader reader,
        CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            WITH asked AS MATERIALIZED (
                SELECT {AllWords} AS every, websearch_to_tsquery('dutch_stems', $3) AS some),
            found AS MATERIALIZED (
                SELECT d.id, d.kind, d.topic_id, d.objective_id, d.posted_at,
                       d.standing + CASE WHEN d.title_words @@ asked.every
                                         THEN CASE d.kind WHEN 'OBJECTIVE' THEN 30 ELSE 20 END
                                         WHEN d.title_words @@ asked.some THEN 10
                                         ELSE 0 END AS rank,
                       d.title_words @@ asked.every AS is_in_title
                FROM asked CROSS JOIN search_documents d
                WHERE ((d.words @@ ({AllWords}) AND ($11 = 0 OR d.week >= $11))
                        OR ($12 AND d.title_words @@ ({AllWords})))
                  AND (d.category_id IS NULL OR d.category_id = ANY ((SELECT readable_categories())::text[]))
                  AND ($4 IS NULL OR d.kind = ANY ($4))
                  AND ($5 IS NULL OR d.objective_id = $5)
                  AND ($6 IS NULL OR d.category_id = $6)
                  AND ($7 IS NULL OR (d.posted_at >= $7 AND d.week >= search_week($7)))),
            page AS MATERIALIZED (
                SELECT * FROM found
                WHERE $8 IS NULL OR (rank, id) < ($8, $9)
                ORDER BY rank DESC, id DESC LIMIT $10)
            SELECT p.id, p.kind, p.topic_id, p.objective_id, p.posted_at, p.rank,
                   coalesce(o.title, t.title),
                   CASE p.kind
                       WHEN 'OBJECTIVE' THEN o.text
                       WHEN 'REPLY' THEN CASE WHEN t.id IS NOT NULL THEN r.text END
                       ELSE concat_ws(E'\n\n', t.text, t.did, t.brought, t.costs) END,
                   n.matches, n.in_titles
            FROM page p
            CROSS JOIN (
                SELECT count(*)::integer AS matches, (count(*) FILTER (WHERE is_in_title))::integer AS in_titles
                FROM found) n
            LEFT JOIN {Readable.Topics} t ON t.id = p.topic_id
            LEFT JOIN {Readable.Replies} r ON p.kind = 'REPLY' AND r.id = p.id
            LEFT JOIN objective_texts o ON p.kind = 'OBJECTIVE' AND o.id = p.objective_id
            ORDER BY p.rank DESC, p.id DESC
            """);
        AddWords(query.Parameters, search);
        query.Parameters.Add(Text(string.Join(" or ", search.Words.Where(w => !IsOr(w)))));
        query.Parameters.Add(OrNull(
            filter.Kinds?.Select(EnumText.Of).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
        query.Parameters.Add(OrNull(filter.Objective, NpgsqlDbType.Text));
        query.Parameters.Add(OrNull(filter.Category, NpgsqlDbType.Text));
        query.Parameters.Add(OrNull(filter.Since?.UtcDateTime, NpgsqlDbType.TimestampTz));
        query.Parameters.Add(OrNull(page.After?.Rank, NpgsqlDbType.Double));
        query.Parameters.Add(Id(page.After?.Id ?? Guid.Empty));
        query.Parameters.Add(Int(page.First + 1));   // one more than shown tells whether a next page exists
        query.Parameters.Add(Int(reach.Since));
        query.Parameters.Add(Bool(reach.AllTitles));
        var counts = (Matches: 0, InTitles: 0);
        var rows = await reader.ReadAsync(
            database,
            query,
            row =>
            {
                counts = (row.GetInt32(8), row.GetInt32(9));
                return Row(row, reach);
            },
            cancellationToken);
        return (SearchPage.Of(rows, page), counts.Matches, counts.InTitles);
    }

    /// <summary>The texts with what was looked for marked (<see cref="Marked"/>), in their order.</summary>
    /// <param name="search">What was looked for.</param>
    /// <param name="texts">Plain text.</param>
    /// <param name="isWhole">Whether all of a text is wanted back, as of a title; else the part with most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<string>> MarkAsync(
        SearchWords search, IEnumerable<string> texts, bool isWhole, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"""
            WITH asked AS MATERIALIZED (SELECT {AllWords} AS every)
            SELECT ts_headline('dutch_stems', t.text, asked.every, $4)
            FROM asked CROSS JOIN unnest($3) WITH ORDINALITY AS t (text, place)
            ORDER BY t.place
            """);
        AddWords(command.Parameters, search);
        command.Parameters.Add(Texts(texts.Select(Marked.Clean)));
        command.Parameters.Add(Text(
            $"StartSel={Marked.Begin}, StopSel={Marked.End}, "
            + (isWhole ? "HighlightAll=true" : "MaxWords=40, MinWords=20")));
        return await command.ReadAsync(row => row.GetString(0), cancellationToken);
    }

    /// <summary>Whether anything is left to look for: "de" and "het" stand in every text.</summary>
    public async Task<bool> HasWordsAsync(SearchWords search, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand($"SELECT numnode({AllWords}) > 0");
        AddWords(command.Parameters, search);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The words of objectives: published, so that anyone may know them.</summary>
    public async Task<IReadOnlySet<string>> PublishedWordsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT DISTINCT lower(word)
            FROM objective_texts, regexp_split_to_table(title || ' ' || text, '[^[:alpha:]]+') AS word
            WHERE length(word) >= 4
            """);
        return (await command.ReadAsync(row => row.GetString(0), cancellationToken)).ToHashSet();
    }

    // $1: SearchWords.Complete, $2: SearchWords.Beginning. Letters and digits alone, so the quotes of $2 hold it.
    private const string AllWords = """
        websearch_to_tsquery('dutch_stems', $1)
            && CASE WHEN $2 <> '' THEN to_tsquery('dutch_words', '''' || $2 || ''':*')
                                    || to_tsquery('dutch_stems', '''' || $2 || ''':*')
                    ELSE '' END
        """;

    private static void AddWords(NpgsqlParameterCollection parameters, SearchWords search)
    {
        parameters.Add(Text(search.Complete));
        parameters.Add(Text(search.Beginning ?? ""));
    }

    private static bool IsOr(string word) => word.Equals("or", StringComparison.OrdinalIgnoreCase);

    private static (SearchHit? Hit, SearchCursor Place) Row(NpgsqlDataReader row, SearchReach reach)
    {
        var (id, rank) = (row.GetGuid(0), row.GetDouble(5));
        var hit = row.IsDBNull(6) || row.IsDBNull(7)
            ? null
            : new SearchHit(
                id,
                EnumText.Parse<SearchKind>(row.GetString(1)),
                row.IsDBNull(2) ? null : row.GetGuid(2),
                row.TextOrNull(3),
                row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
                row.GetString(6),
                row.GetString(7));
        return (hit, new SearchCursor(rank, id, reach));
    }
}

/// <summary>A page of what was found, best first.</summary>
/// <param name="Hits">Those that the reader may see, each with its place.</param>
/// <param name="HasNextPage">Whether more may follow.</param>
/// <param name="End">Where the page ends; null for an empty one.</param>
public sealed record SearchPage(
    IReadOnlyList<(SearchHit Hit, SearchCursor Place)> Hits, bool HasNextPage, SearchCursor? End)
{
    internal static SearchPage Of(List<(SearchHit? Hit, SearchCursor Place)> rows, SearchAsked asked)
    {
        var shown = rows.Take(asked.First).ToList();
        return new(
            [.. shown.Where(row => row.Hit is not null).Select(row => (row.Hit!, row.Place))],
            rows.Count > asked.First,
            shown.Count > 0 ? shown[^1].Place : null);
    }
}
