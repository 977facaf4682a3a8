using Microsoft.Extensions.Options;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Finds shared answers in the cache, and lets one request, of one replica, fill what many want.
/// </summary>
internal sealed class SharedReads(
    AggregateCache cache, Leases leases, IOptions<AggregateOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan firstLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan longestLook = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest that one waits for other replicas before it asks itself.</summary>
    private static readonly TimeSpan longestFollow = TimeSpan.FromSeconds(30);

    /// <summary>False where no cache is configured.</summary>
    public bool IsOn => cache.IsConfigured;

    public AggregateCache Cache => cache;

    public Leases Leases => leases;

    public Refills Refills { get; } = new();

    public TimeProvider Clock => clock;

    public AggregateOptions Options => options.Value;

    /// <summary>What one request takes of the cache.</summary>
    public RequestCache ForRequest() => new(this);

    /// <summary>Makes stale what a mutation changed, for all replicas.</summary>
    public Task DropAsync(IReadOnlyList<string> groups) =>
        IsOn && groups.Count > 0 ? cache.DropAsync(groups) : Task.CompletedTask;

    /// <summary>
    /// Waits for another replica that fills a key, and ends the refill here as it ends there: told by it, or by
    /// looking.
    /// </summary>
    public async Task FollowAsync(string key, string lease)
    {
        var started = clock.GetTimestamp();
        var pause = firstLook;
        while (clock.GetElapsedTime(started) < longestFollow)
        {
            await leases.WaitAsync(lease, pause);
            if (await cache.FindAsync([key]) is not { } lookup)
            {
                break;
            }
            if (lookup.Entries[0] is { } entry && entry.Times.FreshUntil > clock.GetUtcNow())
            {
                Refills.End(lease, RefillEnd.Shared, entry);
                return;
            }
            if (await leases.IsHeldAsync(lease) != true)
            {
                break;   // given back without a value, or its holder is gone
            }
            pause = pause * 2 < longestLook ? pause * 2 : longestLook;
        }
        Refills.End(lease, RefillEnd.Abandoned);
    }
}
