using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>
/// Answers the fields about municipalities and regions through time: years, lineage, the rule of successions,
/// memberships and their doubts.
/// </summary>
public sealed class AreaTimeResolvers(MunicipalityStore municipalities, RegionStore regions, AreaHistoryStore histories)
{
    public async ValueTask<IReadOnlyList<AreaYear>?> YearsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(AreaResolvers.CacheGroup);
        return await municipalities.ListYearsAsync(cancellationToken);
    }

    public async ValueTask<SuccessionRuleView?> SuccessionRuleAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(AreaResolvers.CacheGroup);
        var history = await histories.ReadAsync(cancellationToken);
        var from = context.Argument<int?>("from") ?? history.Years[0];
        var to = context.Argument<int?>("to") ?? MunicipalityStore.CurrentYear;
        return new SuccessionRuleView(
            SuccessionRule.Id, SuccessionRule.Description, from, to, SuccessionRule.Mapping(history, from, to));
    }

    public async ValueTask<IReadOnlyList<Membership>?> DoubtsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(AreaResolvers.CacheGroup);
        var kind = context.Argument<RegionKind?>("kind");
        var year = context.Argument<int?>("year") ?? MunicipalityStore.CurrentYear;
        await RequireMembershipsAsync(kind, year, cancellationToken);
        return await regions.DoubtsAsync(kind, year, cancellationToken);
    }

    /// <summary><c>Municipality.inYear</c>: null for a year in which it was not on the list.</summary>
    public async ValueTask<IReadOnlyList<MunicipalityInYear?>> InYearAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var year = context.Argument<int>("year");
        (await histories.ReadAsync(cancellationToken)).RequireList(year);
        var found = await municipalities.YearsOfAsync(parents.Select(p => p.Code), cancellationToken);
        return [.. parents.Select(p => found[p.Code].FirstOrDefault(y => y.Year == year))];
    }

    /// <summary><c>Municipality.years</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<MunicipalityInYear>>> YearsOfAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await municipalities.YearsOfAsync(parents.Select(p => p.Code), cancellationToken);
        return [.. parents.Select(p => found[p.Code])];
    }

    /// <summary><c>Municipality.inhabitantCounts</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<InhabitantCount>>> CountsOfAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await municipalities.CountsOfAsync(parents.Select(p => p.Code), cancellationToken);
        return [.. parents.Select(p => found[p.Code])];
    }

    /// <summary><c>Municipality.lineage</c>.</summary>
    public async ValueTask<IReadOnlyList<IReadOnlyList<LineageLink>?>> LineageAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var day = AreaResolvers.DayAsked(context) ?? throw new ClientException(
            "BAD_USER_INPUT", "`lineage` needs a `year` or a day (`on`).");
        var history = await histories.ReadAsync(cancellationToken);
        return [.. parents.Select(p => history.LineageOf(p.Code, day, MunicipalityStore.CurrentYear))];
    }

    /// <summary><c>Municipality.memberships</c>: what is known of any year; nothing is no fault.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<Membership>>> MembershipsOfAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await regions.MembershipsOfAsync(
            parents.Select(p => p.Code),
            context.Argument<RegionKind?>("kind"),
            context.Argument<int?>("year"),
            cancellationToken);
        return [.. parents.Select(p => found[p.Code])];
    }

    /// <summary><c>LineageLink.municipality</c>.</summary>
    public ValueTask<IReadOnlyList<Municipality?>> OfLinkAsync(
        IReadOnlyList<LineageLink> parents, FieldContext context, CancellationToken cancellationToken) =>
        OfCodesAsync(parents.Select(p => p.Code), cancellationToken);

    /// <summary><c>Membership.municipality</c>.</summary>
    public ValueTask<IReadOnlyList<Municipality?>> OfMembershipAsync(
        IReadOnlyList<Membership> parents, FieldContext context, CancellationToken cancellationToken) =>
        OfCodesAsync(parents.Select(p => p.MunicipalityCode), cancellationToken);

    /// <summary><c>MappedMunicipality.municipality</c>.</summary>
    public ValueTask<IReadOnlyList<Municipality?>> OfMappedAsync(
        IReadOnlyList<MappedMunicipality> parents, FieldContext context, CancellationToken cancellationToken) =>
        OfCodesAsync(parents.Select(p => p.Code), cancellationToken);

    /// <summary><c>SuccessionSource.municipality</c>.</summary>
    public ValueTask<IReadOnlyList<Municipality?>> OfSourceAsync(
        IReadOnlyList<SuccessionSource> parents, FieldContext context, CancellationToken cancellationToken) =>
        OfCodesAsync(parents.Select(p => p.Code), cancellationToken);

    private async ValueTask<IReadOnlyList<Municipality?>> OfCodesAsync(
        IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        var asked = codes.ToList();
        var found = await municipalities.FindAsync(asked, cancellationToken);
        return [.. asked.Select(code => found.GetValueOrDefault(code))];
    }

    private async Task RequireMembershipsAsync(RegionKind? kind, int year, CancellationToken cancellationToken)
    {
        var known = await regions.YearsAsync(kind, cancellationToken);
        if (!known.Contains(year))
        {
            throw UnknownYearException.OfMemberships(kind, year, known);
        }
    }
}

/// <summary>The rule, and what it comes to for the rounds of one list seen from another.</summary>
public sealed record SuccessionRuleView(
    string Id, string Description, int From, int To, IReadOnlyList<MappedMunicipality> Municipalities);
