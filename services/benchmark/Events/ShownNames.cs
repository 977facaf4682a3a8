using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Events;

/// <summary>
/// Decides which names a release shows: all of those that consent when it is made, as it is made safe with their values
/// known; of those that consent later the ones with whom it stays safe. The others wait for the next release.
/// </summary>
/// <remarks>
/// Decisions are taken one after another (<see cref="ShownNameStore.LockAsync"/>): each name shown counts in the next.
/// </remarks>
public sealed class ShownNames(
    ConsentStore consents,
    ShownNameStore names,
    NameSafety safety,
    CommunityClient community,
    NpgsqlDataSource database,
    ILogger<ShownNames> log)
{
    /// <summary>Takes over what community says, and shows or hides what follows from it, in all releases.</summary>
    public async Task ApplyAsync(
        NpgsqlTransaction transaction, IReadOnlyCollection<Consent> said, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
        await ShownNameStore.LockAsync(acting, cancellationToken);
        var changed = await ConsentStore.ApplyAsync(acting, said, cancellationToken);
        await ShownNameStore.HideAsync(
            acting, [.. changed.Where(c => !c.Granted).Select(c => (c.Municipality, c.Kind))], cancellationToken);
        foreach (var of in changed.Where(c => c.Granted).GroupBy(c => c.Municipality, StringComparer.Ordinal))
        {
            foreach (var release in await ShownNameStore.ReleasesOfAsync(acting, of.Key, cancellationToken))
            {
                await DecideAsync(acting, release, of.Key, [.. of.Select(c => c.Kind)], cancellationToken);
            }
        }
    }

    /// <summary>
    /// Those of the participants whose values the release of a round must take as known: they consent now, or were
    /// known in an earlier edition.
    /// </summary>
    public async Task<IReadOnlySet<string>> KnownAsync(
        int round, IEnumerable<string> participants, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        var known = (await consents.GivenAsync(cancellationToken))
            .Union(await names.KnownInRoundAsync(round, cancellationToken));
        return participants.Intersect(known, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Freezes whose values a new release took as known, and shows the names of those that consent.</summary>
    public static async Task FreezeAsync(
        NpgsqlTransaction transaction, string release, IReadOnlySet<string> known, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.WithinAsync(transaction, cancellationToken);
        await ShownNameStore.LockAsync(acting, cancellationToken);
        await ShownNameStore.AddKnownAsync(acting, release, known, cancellationToken);
        var granted = await ConsentStore.GrantedAsync(acting, cancellationToken);
        await ShownNameStore.ShowAsync(
            acting,
            release,
            [.. granted.Where(c => known.Contains(c.Municipality)).Select(c => (c.Municipality, c.Kind))],
            cancellationToken);
    }

    private async Task DecideAsync(
        ActingTransaction acting,
        string release,
        string municipality,
        IReadOnlyList<ConsentKind> kinds,
        CancellationToken cancellationToken)
    {
        var known = await ShownNameStore.KnownAsync(acting, release, cancellationToken);
        if (known.Contains(municipality)
            || await safety.CanBeNamedAsync(release, municipality, known, cancellationToken))
        {
            await ShownNameStore.AddKnownAsync(acting, release, [municipality], cancellationToken);
            await ShownNameStore.ShowAsync(
                acting, release, [.. kinds.Select(kind => (municipality, kind))], cancellationToken);
        }
    }

    // Without community what is kept here counts: a consent it misses is one that comes later, a withdrawal it misses
    // only makes the release more careful.
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            var said = await community.ConsentsAsync(cancellationToken);
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await ApplyAsync(transaction, said, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DaprException failure)
        {
            log.ConsentsNotFetched(failure);
        }
    }
}
