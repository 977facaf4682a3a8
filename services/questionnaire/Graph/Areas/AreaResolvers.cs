using Microsoft.Extensions.Options;
using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>Answers the fields about municipalities and regions. One query a field, however many parents.</summary>
public sealed class AreaResolvers(
    MunicipalityStore municipalities,
    RegionStore regions,
    SuccessionStore successions,
    AreaHistoryStore histories,
    IOptions<QuestionnaireOptions> options)
{
    internal const string CacheGroup = "areas";

    public async ValueTask<Municipality?> MunicipalityAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        var code = context.Argument<string>("code");
        var found = await municipalities.FindAsync([code], cancellationToken);
        return found.TryGetValue(code, out var municipality)
            ? municipality
            : throw new ClientException(
                "UNKNOWN_MUNICIPALITY", "There is no municipality with this code; a code is GM and four digits.");
    }

    public async ValueTask<MunicipalityConnection?> MunicipalitiesAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        var first = context.Argument<int?>("first") ?? 50;   // an explicit null is no 0
        if (first < 0 || first > options.Value.LargestPage)
        {
            throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {options.Value.LargestPage}.");
        }

        var after = MunicipalityCursor.Parse(context.Argument<string?>("after"));
        var filter = new MunicipalityFilter(
            SearchedName(context.Argument<string?>("search")),
            context.Argument<SizeClass?>("sizeClass"),
            context.Argument<string?>("region"),
            DayAsked(context));
        if (filter.On is { } day)
        {
            (await histories.ReadAsync(cancellationToken)).RequireList(day.Year);
        }

        if (filter.Region is { } region)
        {
            await RequireRegionAsync(region, filter.Day.Year, cancellationToken);
        }

        var page = await municipalities.PageAsync(filter, first, after, cancellationToken);
        return MunicipalityConnection.Of(page, after is not null);
    }

    public async ValueTask<Region?> RegionAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        var code = context.Argument<string>("code");
        var found = await regions.FindAsync([code], cancellationToken);
        return found.TryGetValue(code, out var region) ? region : throw UnknownRegion();
    }

    public async ValueTask<IReadOnlyList<Region>?> RegionsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        var kind = context.Argument<RegionKind?>("kind");
        var year = context.Argument<int?>("year") ?? MunicipalityStore.CurrentYear;
        var found = await regions.ListAsync(kind, year, cancellationToken);
        return found.Count > 0
            ? found
            : throw UnknownYearException.OfMemberships(kind, year, await regions.YearsAsync(kind, cancellationToken));
    }

    public async ValueTask<IReadOnlyList<Municipality?>> MunicipalityEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        return await OfCodesAsync([.. keys.Select(k => k.Get("code"))], cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Region?>> RegionEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        var codes = keys.Select(k => k.Get("code")).ToList();
        var found = await regions.FindAsync(codes, cancellationToken);
        return [.. codes.Select(code => found.GetValueOrDefault(code))];
    }

    /// <summary><c>Municipality.regions</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<Region>>> RegionsOfAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await regions.OfMunicipalitiesAsync(
            parents.Select(p => p.Code), context.Argument<RegionKind?>("kind"), cancellationToken);
        return [.. parents.Select(p => found[p.Code])];
    }

    /// <summary><c>Municipality.centreMunicipality</c>.</summary>
    public async ValueTask<IReadOnlyList<Municipality?>> CentreOfMunicipalityAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken) =>
        await OfCodesAsync([.. parents.Select(p => p.CentreCode)], cancellationToken);

    /// <summary><c>Region.centreMunicipality</c>.</summary>
    public async ValueTask<IReadOnlyList<Municipality?>> CentreOfRegionAsync(
        IReadOnlyList<Region> parents, FieldContext context, CancellationToken cancellationToken) =>
        await OfCodesAsync([.. parents.Select(p => p.CentreCode)], cancellationToken);

    /// <summary><c>Region.municipalities</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<Municipality>>> MunicipalitiesOfAsync(
        IReadOnlyList<Region> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var year = context.Argument<int?>("year") ?? MunicipalityStore.CurrentYear;
        var found = await municipalities.InRegionsAsync(parents.Select(p => p.Code), year, cancellationToken);
        return [.. parents.Select(p => found[p.Code])];
    }

    /// <summary><c>Municipality.predecessors</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<Succession>>> PredecessorsAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await successions.TouchingAsync(parents.Select(p => p.Code), cancellationToken);
        return [.. parents.Select(p => found.Where(s => s.NewCode == p.Code))];
    }

    /// <summary><c>Municipality.successors</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<Succession>>> SuccessorsAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await successions.TouchingAsync(parents.Select(p => p.Code), cancellationToken);
        return [.. parents.Select(p => found.Where(s => s.OldCode == p.Code))];
    }

    /// <summary><c>Succession.old</c>.</summary>
    public async ValueTask<IReadOnlyList<Municipality?>> OldAsync(
        IReadOnlyList<Succession> parents, FieldContext context, CancellationToken cancellationToken) =>
        await OfCodesAsync([.. parents.Select(p => p.OldCode)], cancellationToken);

    /// <summary><c>Succession.new</c>.</summary>
    public async ValueTask<IReadOnlyList<Municipality?>> NewAsync(
        IReadOnlyList<Succession> parents, FieldContext context, CancellationToken cancellationToken) =>
        await OfCodesAsync([.. parents.Select(p => p.NewCode)], cancellationToken);

    private async Task<IReadOnlyList<Municipality?>> OfCodesAsync(
        IReadOnlyList<string?> codes, CancellationToken cancellationToken)
    {
        var found = await municipalities.FindAsync(codes.OfType<string>(), cancellationToken);
        return [.. codes.Select(code => code is null ? null : found.GetValueOrDefault(code))];
    }

    /// <summary>The day that the arguments <c>year</c> (its 1 January) or <c>on</c> name; null for neither.</summary>
    internal static DateOnly? DayAsked(FieldContext context) =>
        (context.Argument<int?>("year"), context.Argument<DateOnly?>("on")) switch
        {
            (null, var on) => on,
            ({ } year, null) => new DateOnly(Math.Clamp(year, 1, 9999), 1, 1),
            _ => throw new ClientException("BAD_USER_INPUT", "Give a `year` or a day (`on`), not both."),
        };

    private async Task RequireRegionAsync(string code, int year, CancellationToken cancellationToken)
    {
        var found = await regions.FindAsync([code], cancellationToken);
        var kind = found.TryGetValue(code, out var region) ? region.Kind : throw UnknownRegion();
        if (year == MunicipalityStore.CurrentYear)
        {
            return;
        }

        var known = await regions.YearsAsync(kind, cancellationToken);
        if (!known.Contains(year))
        {
            throw UnknownYearException.OfMemberships(kind, year, known);
        }
    }

    private static string? SearchedName(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return PlainText.IsPlain(text)
            ? text.Trim()
            : throw new ClientException("BAD_USER_INPUT", "`search` takes plain text: a part of a name.");
    }

    private static ClientException UnknownRegion() =>
        new("UNKNOWN_REGION", "There is no region with this code; `regions` lists them.");
}
