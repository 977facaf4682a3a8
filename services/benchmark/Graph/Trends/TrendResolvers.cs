using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.Dapr;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers trends: a municipality's for itself only, those of groups for everyone.</summary>
public sealed class TrendResolvers(OwnTrends own, GroupTrends groups, RoundStore rounds, ReferenceData reference)
{
    /// <summary><c>Municipality.trend</c>: refused before anything is read.</summary>
    public async ValueTask<IReadOnlyList<object?>> OfMunicipalitiesAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var (objective, components) = (context.Argument<string?>("objective"), context.Components());
        var refusals = municipalities.Select(m => caller.RefusalOf(m.Code)).ToList();
        var found = refusals.Contains(null)
            ? await OwnAsync(caller.Municipality!, objective, components, cancellationToken)
            : null;
        return [.. refusals.Select(refusal => refusal ?? found)];
    }

    /// <summary><c>Region.trend</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> OfRegionsAsync(
        IReadOnlyList<RegionReference> regions, FieldContext context, CancellationToken cancellationToken)
    {
        var codes = regions.Select(r => r.Code).Distinct().ToList();
        var known = await reference.RegionsAsync(codes, cancellationToken);
        var answers = new List<object?>();
        foreach (var region in regions)
        {
            answers.Add(known.TryGetValue(region.Code, out var found)
                ? await OfGroupAsync(
                    found.IsVeiligThuis ? new AggregateKey(0, GroupKind.VeiligThuis, found.Code) : null,
                    context,
                    cancellationToken)
                : UnknownRegion(region.Code));
        }

        return answers;
    }

    /// <summary><c>Query.trend</c>: the country's unless a group is named.</summary>
    public async ValueTask<ScoreTrendView?> OfGroupAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var group = context.Argument<GroupInput?>("group") ?? new GroupInput(GroupKind.Country);
        var wish = group.In(0, context.Components());
        if (wish is ClientException wrong)
        {
            throw wrong;
        }

        if (group.Kind is not GroupKind.Selection && group.Filter().Region is { } region
            && !((await reference.RegionsAsync([region], cancellationToken)).TryGetValue(region, out var found)
                && found.Kind == group.RegionKind()))
        {
            throw UnknownRegion(region);
        }

        return await OfGroupAsync(wish as AggregateKey, context, cancellationToken);
    }

    private async Task<object> OwnAsync(
        string municipality, string? objective, Components components, CancellationToken cancellationToken)
    {
        try
        {
            return ScoreTrendView.Of(
                await own.ReadAsync(municipality, objective, components, cancellationToken), objective, components);
        }
        catch (DaprException)
        {
            return new ClientException(
                "UNAVAILABLE", "What the rounds asked, or whom municipalities came from, cannot be asked now.");
        }
    }

    private async Task<ScoreTrendView> OfGroupAsync(
        AggregateKey? group, FieldContext context, CancellationToken cancellationToken)
    {
        var (objective, components) = (context.Argument<string?>("objective"), context.Components());
        // A release changes it, and a round that comes to be: that is told under `rounds`.
        var years = (await rounds.AllAsync(cancellationToken)).Select(r => $"release-{r.Year}");
        context.Cache.Groups([.. years, "rounds"]);
        var scores = await groups.ReadAsync(
            group is null ? null : group with { Components = components }, objective, cancellationToken);
        return ScoreTrendView.Of(scores, objective, components);
    }

    private static ClientException UnknownRegion(string code) =>
        new("UNKNOWN_REGION", $"There is no region {code} of this kind.");
}
