using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>A round, and the edition of its release that is asked; null: the newest.</summary>
public sealed record EditionKey(int Round, string? Release);

/// <summary>Finds which stored tables a field asks for, or says what is wrong with it.</summary>
public sealed class TableReader(ReleaseStore releases, ReferenceData reference)
{
    private static readonly GroupInput Country = new(GroupKind.Country);

    /// <summary>
    /// One answer for each edition, in their order, of the group that the argument <c>group</c> names; without one of
    /// the country.
    /// </summary>
    /// <param name="editions">Of which releases.</param>
    /// <param name="find">Finds tables by group; one of a release of before these tables is absent.</param>
    /// <param name="view">A table as clients see it.</param>
    /// <param name="context">Of the field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<IReadOnlyList<object?>> ReadAsync<T>(
        IReadOnlyList<EditionKey> editions,
        Func<IEnumerable<ReleasedGroup>, CancellationToken, Task<IReadOnlyDictionary<ReleasedGroup, T>>> find,
        Func<ReleasedGroup, T, object?> view,
        FieldContext context,
        CancellationToken cancellationToken)
    {
        var groups = await LocateAsync(
            editions, context.Argument<GroupInput?>("group") ?? Country, context, cancellationToken);
        var found = await find(groups.OfType<ReleasedGroup>(), cancellationToken);
        return
        [
            .. groups.Select(g => g is ReleasedGroup group
                ? found.TryGetValue(group, out var tables) ? view(group, tables) : NotInRelease(group.Release)
                : g),
        ];
    }

    private static ClientException NotInRelease(string release) =>
        new("NOT_IN_RELEASE", $"Release {release} was made before there were such tables.");

    private async Task<IReadOnlyList<object>> LocateAsync(
        IReadOnlyList<EditionKey> editions,
        GroupInput group,
        FieldContext context,
        CancellationToken cancellationToken)
    {
        var years = editions.Select(e => e.Round).Distinct().ToList();
        var known = await reference.RoundsAsync(years, cancellationToken);
        var current = await releases.CurrentAsync(years, cancellationToken);
        var located = editions.Select(e => Locate(e, group, known, current)).ToList();
        var codes = located.OfType<ReleasedGroup>().Select(RegionOf).OfType<string>().Distinct().ToList();
        var regions = await reference.RegionsAsync(codes, cancellationToken);
        context.Cache.Groups([.. years.Select(year => $"release-{year}")]);
        return
        [
            .. located.Select(l => l is ReleasedGroup found && RegionOf(found) is { } code
                && !(regions.TryGetValue(code, out var region) && region.IsVeiligThuis)
                    ? new ClientException("UNKNOWN_REGION", $"There is no Veilig Thuis region {code}.")
                    : l),
        ];
    }

    private static object Locate(
        EditionKey edition,
        GroupInput group,
        IReadOnlyDictionary<int, Round> known,
        IReadOnlyDictionary<int, string> current)
    {
        if (!known.ContainsKey(edition.Round))
        {
            return AggregateReader.UnknownRound(edition.Round);
        }

        if ((edition.Release ?? current.GetValueOrDefault(edition.Round)) is not { } release)
        {
            return new ClientException(
                "NOT_RELEASED", $"The figures of round {edition.Round} are released when the round has closed.");
        }

        return group.In(edition.Round, Components.All) switch
        {
            AggregateKey key => new ReleasedGroup(release, key.Kind, key.Code),
            ClientException fault => fault,
            _ => new ClientException("NOT_RELEASED_FOR_KIND", "Groups of this kind have no tables."),
        };
    }

    private static string? RegionOf(ReleasedGroup group) => group.Kind switch
    {
        GroupKind.VeiligThuis => group.Code,
        GroupKind.SizeClassInVeiligThuis => Group.ReadCrossing(group.Code!)?.Region,
        _ => null,
    };
}
