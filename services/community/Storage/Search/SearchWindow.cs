using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>How many of the texts are looked through.</summary>
/// <param name="Since">Those of this week (of seven days since 1970) or later; 0 for all.</param>
/// <param name="AllTitles">And the titles of all.</param>
public readonly record struct SearchReach(int Since, bool AllTitles)
{
    public static SearchReach All => default;

    public SearchReach WithTitles() => this with { AllTitles = true };
}

/// <summary>
/// Knows how far back the newest texts go: of words that many of them have, older ones need not be looked through. That
/// is what keeps a search as fast with years of texts as with one.
/// </summary>
public sealed class SearchWindow(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>How many texts are the newest.</summary>
    public const int Size = 5_000;

    /// <summary>Found among the newest, so many are enough: one in fifty.</summary>
    public const int Enough = 100;

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
    private Known? known;

    /// <summary>The newest texts; all where there are no more than those. Up to ten minutes old.</summary>
    public async ValueTask<SearchReach> ReachAsync(CancellationToken cancellationToken)
    {
        if (known is { } last && time.GetUtcNow() < last.Until)
        {
            return last.Reach;
        }

        await using var command = database.CreateCommand("""
            SELECT week FROM search_documents WHERE posted_at IS NOT NULL
            ORDER BY posted_at DESC OFFSET $1 LIMIT 1
            """);
        command.Parameters.AddValue(Size);
        var week = (await command.ReadAsync(row => row.GetInt32(0), cancellationToken)).SingleOrDefault();
        var reach = new SearchReach(week, AllTitles: false);
        known = new Known(reach, time.GetUtcNow() + Fresh);
        return reach;
    }

    private sealed record Known(SearchReach Reach, DateTimeOffset Until);
}
