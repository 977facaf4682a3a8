using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Finds aggregates for every field that shows one: the released ones, and for the others why there is none. One look
/// at each table for all that is asked.
/// </summary>
public sealed class AggregateReader(AggregateStore aggregates, ReleaseStore releases, ReferenceData reference)
{
    /// <summary><c>_entities</c> of Aggregate.</summary>
    public async ValueTask<IReadOnlyList<object?>> ByIdAsync(
        IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken) =>
        await ReadAsync(
            [.. representations.Select(r => Wanted(AggregateId.Read(r.Get("id"))))], context, cancellationToken);

    /// <summary>
    /// One answer a wish, in their order: an <see cref="AggregateView"/>, or the exception that the wish already is or
    /// turns out to be.
    /// </summary>
    internal async Task<IReadOnlyList<object?>> ReadAsync(
        IReadOnlyList<object> wishes, FieldContext context, CancellationToken cancellationToken)
    {
        var keys = wishes.OfType<AggregateKey>().ToHashSet();
        var others = wishes.OfType<RegionOfOtherKind>().ToHashSet();
        var years = keys.Select(k => k.Round).Union(others.Select(o => o.Round)).ToList();
        var rounds = await reference.RoundsAsync(years, cancellationToken);
        var released = await aggregates.FindAsync(keys, cancellationToken);
        var labels = await LabelsAsync(keys.Except(released.Keys), cancellationToken);
        var withheld = await releases.FindAsync(labels.Keys.Select(k => (k.Round, k.Release)), cancellationToken);
        context.Cache.Groups([.. years.Select(year => $"release-{year}")]);
        if (labels.Keys.Any(key => !withheld.ContainsKey((key.Round, key.Release))))
        {
            context.Cache.NoStore(); // released any moment, and then it must be seen
        }

        object Missing(AggregateKey key, Group group) =>
            withheld.TryGetValue((key.Round, key.Release), out var release)
                ? AggregateView.TooFew(key, group, release, rounds[key.Round].Generated)
                : key.Release is not null
                    ? NotFound()
                    : AggregateView.NotReleased(key, group, rounds[key.Round].Generated);

        object Answer(object wish) => wish switch
        {
            AggregateKey key when !rounds.ContainsKey(key.Round) => UnknownRound(key.Round),
            AggregateKey key when released.TryGetValue(key, out var found) => AggregateView.Of(key, found),
            AggregateKey key when labels.TryGetValue(key, out var group) => Missing(key, group),
            AggregateKey key => new ClientException(
                "UNKNOWN_REGION", $"There is no Veilig Thuis region {RegionOf(key)}."),
            RegionOfOtherKind other when !rounds.ContainsKey(other.Round) => UnknownRound(other.Round),
            RegionOfOtherKind other => AggregateView.NotReleasedForKind(other, rounds[other.Round].Generated),
            _ => wish,
        };

        return [.. wishes.Select(Answer)];
    }

    internal static ClientException UnknownRound(int year) =>
        new("UNKNOWN_ROUND", $"There is no round {year}.");

    private async Task<IReadOnlyDictionary<AggregateKey, Group>> LabelsAsync(
        IEnumerable<AggregateKey> keys, CancellationToken cancellationToken)
    {
        var missing = keys.ToList();
        var codes = missing.Select(RegionOf).OfType<string>().Distinct().ToList();
        var regions = await reference.RegionsAsync(codes, cancellationToken);
        var labels = new Dictionary<AggregateKey, Group>();
        foreach (var key in missing)
        {
            if (LabelOf(key, regions) is { } group)
            {
                labels.Add(key, group);
            }
        }

        return labels;
    }

    private static Group? LabelOf(AggregateKey key, IReadOnlyDictionary<string, Region> regions)
    {
        if (RegionOf(key) is not { } code)
        {
            return key.Kind == GroupKind.Country ? Group.Country : Group.OfSizeClass(key.Code!);
        }

        if (!regions.TryGetValue(code, out var region) || !region.IsVeiligThuis)
        {
            return null;
        }

        var whole = new Group(GroupKind.VeiligThuis, region.Code, region.Name);
        return key.Kind == GroupKind.VeiligThuis
            ? whole
            : Group.OfSizeClass(Group.ReadCrossing(key.Code!)!.Value.SizeClass)!.In(whole);
    }

    private static string? RegionOf(AggregateKey key) => key.Kind switch
    {
        GroupKind.VeiligThuis => key.Code,
        GroupKind.SizeClassInVeiligThuis => Group.ReadCrossing(key.Code!)?.Region,
        _ => null,
    };

    private static object Wanted(AggregateId? id) => id switch
    {
        null => NotFound(),
        { Kind: null } => new RegionOfOtherKind(id.Round, id.Code!, id.Components),
        { Kind: GroupKind.SizeClassInVeiligThuis } when Group.ReadCrossing(id.Code!) is null => NotFound(),
        { Kind: GroupKind.SizeClass } when Group.OfSizeClass(id.Code!)?.Code != id.Code => NotFound(),
        _ => new AggregateKey(id.Round, id.Kind.Value, id.Code) { Components = id.Components, Release = id.Release },
    };

    private static ClientException NotFound() => new("NOT_FOUND", "There is no aggregate with this id.");
}

/// <summary>A region of which no aggregate is ever released.</summary>
internal sealed record RegionOfOtherKind(int Round, string Code, Components Components);
