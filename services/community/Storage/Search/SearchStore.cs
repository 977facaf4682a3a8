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
        var reach = page.After?.Reach ?? await ReachAsync(search, filter, page, reader, cancellationToken);
        var query = new NpgsqlBatchCommand($"""
            {await FoundAsync(reach, cancellationToken)},
            page AS MATERIALIZED (
                SELECT * FROM found
                WHERE $9 IS NULL OR (rank, id) < ($9, $10)
                ORDER BY rank DESC, id DESC LIMIT $11)
            SELECT p.id, p.kind, p.topic_id, p.objective_id, p.posted_at, p.rank,
                   coalesce(o.title, t.title),
                   CASE p.kind
                       WHEN 'OBJECTIVE' THEN o.text
                       WHEN 'REPLY' THEN CASE WHEN t.id IS NOT NULL THEN r.text END
                       ELSE concat_ws(E'\n\n', t.text, t.did, t.brought, t.costs) END
            FROM page p
            LEFT JOIN {Readable.Topics} t ON t.id = p.topic_id
            LEFT JOIN {Readable.Replies} r ON p.kind = 'REPLY' AND r.id = p.id
            LEFT JOIN objective_texts o ON p.kind = 'OBJECTIVE' AND o.id = p.objective_id
            ORDER BY p.rank DESC, p.id DESC
            """);
        AddAsked(query.Parameters, search, filter, reach);
        query.Parameters.Add(OrNull(page.After?.Rank, NpgsqlDbType.Double));
        query.Parameters.Add(Id(page.After?.Id ?? Guid.Empty));
        query.Parameters.Add(Int(page.First + 1));   // one more than shown tells whether a next page exists
        return SearchPage.Of(
            await reader.ReadPreparedAsync(database, query, row => Row(row, reach), cancellationToken), page);
    }

    /// <summary>What a first page looks through: no more than has enough.</summary>
    private async Task<SearchReach> ReachAsync(
        SearchWords search, SearchFilter filter, SearchAsked page, Reader reader, CancellationToken cancellationToken)
    {
        var newest = await window.ReachAsync(cancellationToken);
        if (newest == SearchReach.All)
        {
            return newest;
        }

        var (matches, inTitles) = await CountAsync(search, filter, newest, int.MaxValue, reader, cancellationToken);
        if (matches >= SearchWindow.Enough)
        {
            return newest with { AllTitles = inTitles <= page.First };
        }

        // Few are new and yet many there may be: of words that are whole the index skips what does not have all.
        if (search is { Beginning: not null, Complete.Length: > 0 })
        {
            var whole = SearchReach.All with { WholeWords = true };
            (matches, _) = await CountAsync(search, filter, whole, SearchWindow.Enough, reader, cancellationToken);
            return matches < SearchWindow.Enough ? SearchReach.All : whole;
        }

        return SearchReach.All;
    }

    /// <summary>How many are found, up to a number, and how many of those by their title.</summary>
    private async Task<(int Matches, int InTitles)> CountAsync(
        SearchWords search,
        SearchFilter filter,
        SearchReach reach,
        int most,
        Reader reader,
        CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand($"""
            {await FoundAsync(reach, cancellationToken)}
            SELECT count(*)::integer, (count(*) FILTER (WHERE is_in_title))::integer
            FROM (SELECT is_in_title FROM found LIMIT $9) f
            """);
        AddAsked(query.Parameters, search, filter, reach);
        query.Parameters.Add(Int(most));
        return (await reader.ReadPreparedAsync(
            database, query, row => (row.GetInt32(0), row.GetInt32(1)), cancellationToken))[0];
    }

    /// <summary>The rows that are found, and their ranks, as the beginning of a query.</summary>
    private async ValueTask<string> FoundAsync(SearchReach reach, CancellationToken cancellationToken)
    {
        var texts = reach.Since == 0 ? InAll
            : await window.HoldsAsync(reach.Since, cancellationToken) ? InNewest
            : InWeeks;
        var titles = reach.AllTitles ? InTitles : "";
        return $"""
            WITH asked AS MATERIALIZED (
                SELECT search_query($1, $2) AS every, websearch_to_tsquery('dutch_stems', $3) AS some),
            found AS (
                SELECT d.id, d.kind, d.topic_id, d.objective_id, d.posted_at,
                       d.standing + CASE WHEN d.title_words @@ asked.every
                                         THEN CASE d.kind WHEN 'OBJECTIVE' THEN 30 ELSE 20 END
                                         WHEN d.title_words @@ asked.some THEN 10
                                         ELSE 0 END AS rank,
                       d.title_words @@ asked.every AS is_in_title
                FROM asked CROSS JOIN search_documents d
                WHERE ({texts} {titles})
                  AND (d.category_id IS NULL OR d.category_id = ANY ((SELECT readable_categories())::text[]))
                  AND ($4 IS NULL OR d.kind = ANY ($4))
                  AND ($5 IS NULL OR d.objective_id = $5)
                  AND ($6 IS NULL OR d.category_id = $6)
                  AND ($7 IS NULL OR (d.posted_at >= $7 AND d.week >= search_week($7))))
            """;
    }

    // $1 to $8 of FoundAsync.
    private static void AddAsked(
        NpgsqlParameterCollection parameters, SearchWords search, SearchFilter filter, SearchReach reach)
    {
        AddWords(parameters, search, reach.WholeWords);
        parameters.Add(Text(string.Join(" or ", search.Words.Where(w => !IsOr(w)))));
        parameters.Add(OrNull(
            filter.Kinds?.Select(EnumText.Of).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text));
        parameters.Add(OrNull(filter.Objective, NpgsqlDbType.Text));
        parameters.Add(OrNull(filter.Category, NpgsqlDbType.Text));
        parameters.Add(OrNull(filter.Since?.UtcDateTime, NpgsqlDbType.TimestampTz));
        parameters.Add(Int(reach.Since));
    }

    /// <summary>The texts with what was looked for marked (<see cref="Marked"/>), in their order.</summary>
    /// <param name="search">What was looked for.</param>
    /// <param name="texts">Plain text.</param>
    /// <param name="isWhole">Whether all of a text is wanted back, as of a title; else the part with most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<string>> MarkAsync(
        SearchWords search, IEnumerable<string> texts, bool isWhole, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            WITH asked AS MATERIALIZED (SELECT search_query($1, $2) AS every)
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
        await using var command = database.CreateCommand("SELECT numnode(search_query($1, $2)) > 0");
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

    // Where the words stand, and which index finds them there.
    private const string InAll = "d.words @@ (SELECT every FROM asked)";
    private const string InWeeks = $"({InAll} AND d.week >= $8)";
    private const string InNewest = $"({InAll} AND d.week >= $8 AND d.is_new)";
    private const string InTitles = "OR d.title_words @@ (SELECT every FROM asked)";

    // Letters and digits alone, so the quotes of search_query hold the beginning.
    private static void AddWords(NpgsqlParameterCollection parameters, SearchWords search, bool wholeWords = false)
    {
        parameters.Add(Text(wholeWords ? $"{search.Complete} {search.Beginning}" : search.Complete));
        parameters.Add(Text(wholeWords ? "" : search.Beginning ?? ""));
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
