using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>Answers the fields about the response rate: the institute's alone, and always live.</summary>
public sealed class RateResolvers(
    RoundStore rounds,
    ResponseRateStore rates,
    MunicipalityStore municipalities,
    RegionStore regions,
    TimeProvider time)
{
    /// <summary><c>Query.responseRate</c>, which <c>Subscription.responseRateChanged</c> asks anew.</summary>
    public async ValueTask<ResponseRate?> ResponseRateAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var year = context.Argument<int>("round");
        var found = await rounds.FindAsync([year], cancellationToken);
        return found.TryGetValue(year, out var round)
            ? (await ResponseRatesAsync([round], context, cancellationToken))[0]
            : throw RoundResolvers.UnknownRound(year);
    }

    /// <summary><c>Round.responseRate</c>.</summary>
    public async ValueTask<IReadOnlyList<ResponseRate>> ResponseRatesAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var found = await rates.FindAsync(parents, cancellationToken);
        var today = DutchTime.DayOf(time.GetUtcNow());
        return [.. parents.Select(p => new ResponseRate(p, [.. found[p.Year]], today))];
    }

    /// <summary><c>ResponseRate.byRegion</c>: by the division of the round's list, or the nearest known.</summary>
    public async ValueTask<IReadOnlyList<IReadOnlyList<RegionRate>>> ByRegionAsync(
        IReadOnlyList<ResponseRate> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var codes = parents.SelectMany(p => p.Invited.Select(i => i.Municipality));
        var memberships = await regions.MembershipsOfAsync(
            codes, context.Argument<RegionKind>("kind"), year: null, cancellationToken);
        return
        [
            .. parents.Select(p => p.ByRegion(memberships.ToDictionary(
                g => g.Key,
                g => g.MinBy(m => Math.Abs(m.Year - p.Round.AreasYear))!.Region,
                StringComparer.Ordinal))),
        ];
    }

    /// <summary><c>ResponseRate.notStarted</c>.</summary>
    public ValueTask<IReadOnlyList<IEnumerable<Municipality>>> NotStartedAsync(
        IReadOnlyList<ResponseRate> parents, FieldContext context, CancellationToken cancellationToken) =>
        OfCodesAsync([.. parents.Select(p => p.NotStartedCodes)], cancellationToken);

    /// <summary><c>ResponseRate.notSubmitted</c>.</summary>
    public ValueTask<IReadOnlyList<IEnumerable<Municipality>>> NotSubmittedAsync(
        IReadOnlyList<ResponseRate> parents, FieldContext context, CancellationToken cancellationToken) =>
        OfCodesAsync([.. parents.Select(p => p.NotSubmittedCodes)], cancellationToken);

    /// <summary><c>Round.withoutContact</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<Municipality>>> WithoutContactAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var found = await rates.WithoutContactAsync(parents.Select(p => p.Year), cancellationToken);
        return await OfCodesAsync([.. parents.Select(p => found[p.Year].ToList())], cancellationToken);
    }

    private async ValueTask<IReadOnlyList<IEnumerable<Municipality>>> OfCodesAsync(
        IReadOnlyList<IReadOnlyList<string>> codes, CancellationToken cancellationToken)
    {
        var found = await municipalities.FindAsync(codes.SelectMany(c => c), cancellationToken);
        return [.. codes.Select(list => list.Select(code => found[code]))];
    }
}
