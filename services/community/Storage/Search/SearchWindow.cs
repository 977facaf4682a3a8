using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>What is looked through.</summary>
/// <param name="Since">Texts of this week (of seven days since 1970) or later; 0 for all.</param>
/// <param name="AllTitles">And the titles of all.</param>
/// <param name="WholeWords">The last word as it stands, and no other that begins so.</param>
public readonly record struct SearchReach(int Since, bool AllTitles, bool WholeWords)
{
    public static SearchReach All => default;
}

/// <summary>
/// Knows how far back the newest texts go: of words that many of them have, older ones need not be looked through. That
/// is what keeps a search as fast with years of texts as with one.
/// </summary>
public sealed class SearchWindow(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>How many texts are the newest.</summary>
    public const int Size = 5_000;

    /// <summary>Found among what was looked through, so many are enough: two pages.</summary>
    public const int Enough = 40;

    /// <summary>
    /// How many texts the index of the newest keeps: some more, so that a page asked for later finds there what the one
    /// before looked through. Each that it keeps is read for nothing where a word stands in it.
    /// </summary>
    public const int Kept = 6_000;

    private const int MostAtOnce = 1_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private Known? known;

    /// <summary>The newest texts; all where there are no more than those. Up to ten minutes old.</summary>
    public async ValueTask<SearchReach> ReachAsync(CancellationToken cancellationToken) =>
        new((await KnowAsync(cancellationToken)).Since, AllTitles: false, WholeWords: false);

    /// <summary>Whether all texts of a week and later are in the index of the newest.</summary>
    public async ValueTask<bool> HoldsAsync(int since, CancellationToken cancellationToken) =>
        since >= (await KnowAsync(cancellationToken)).Complete;

    /// <summary>Takes older texts out of the index of the newest; says how many.</summary>
    public async Task<int> AgeAsync(int kept, CancellationToken cancellationToken)
    {
        var aged = 0;
        while (true)
        {
            await using var command = database.CreateCommand("SELECT age_search($1, $2)");
            command.Parameters.AddValue(kept);
            command.Parameters.AddValue(MostAtOnce);
            var last = (int)(await command.ExecuteScalarAsync(cancellationToken))!;
            aged += last;
            if (last < MostAtOnce)
            {
                known = aged > 0 ? null : known;
                return aged;
            }
        }
    }

    private async ValueTask<Known> KnowAsync(CancellationToken cancellationToken)
    {
        if (known is { } last && time.GetUtcNow() < last.Until)
        {
            return last;
        }

        await using var command = database.CreateCommand("""
            SELECT coalesce((SELECT week FROM search_documents WHERE posted_at IS NOT NULL
                             ORDER BY posted_at DESC OFFSET $1 LIMIT 1), 0),
                   coalesce((SELECT week + 1 FROM search_documents WHERE posted_at IS NOT NULL AND NOT is_new
                             ORDER BY posted_at DESC LIMIT 1), 0)
            """);
        command.Parameters.AddValue(Size);
        var (since, complete) = (await command.ReadAsync(
            row => (row.GetInt32(0), row.GetInt32(1)), cancellationToken)).Single();
        var now = new Known(Math.Max(since, complete), complete, time.GetUtcNow() + Fresh);
        known = now;
        return now;
    }

    private sealed record Known(int Since, int Complete, DateTimeOffset Until);
}
