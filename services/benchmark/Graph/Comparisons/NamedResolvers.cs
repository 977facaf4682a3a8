using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Answers the lists of names: who chose to be named, and who shares in a region. Refusals come before anything is
/// read, and depend on who asks and nothing else.
/// </summary>
public sealed class NamedResolvers(
    NamedScoreStore names, ReleasedRoundStore releases, RuleSetNorms norms, ReferenceData reference, AuditLog audit)
{
    private const int LargestPage = 200;

    /// <summary><c>Round.named</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> NamedAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = ReaderOf.Require(context.Caller());
        var asked = NamedArguments.Of(context);
        var filter = await FilterAsync(
            context.Argument<GroupInput?>("group") ?? new GroupInput(GroupKind.Country), own: null, cancellationToken);
        var answers = new List<object?>();
        foreach (var round in rounds)
        {
            answers.Add(await PageAsync(reader, round.Year, ConsentKind.Named, filter, asked, cancellationToken));
        }

        return answers;
    }

    /// <summary><c>Region.sharing</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> SharingAsync(
        IReadOnlyList<RegionReference> regions, FieldContext context, CancellationToken cancellationToken)
    {
        var reader = ReaderOf.Require(context.Caller());
        var asked = NamedArguments.Of(context);
        var round = context.Argument<int>("round");
        var shared = await SharedAsync(reader, [.. regions.Select(r => r.Code)], cancellationToken);
        var answers = new List<object?>();
        foreach (var region in shared)
        {
            answers.Add(region is ReadableRegion found
                ? await PageAsync(
                    reader, round, found.Kind, new GroupFilter(Region: found.Region.Code), asked, cancellationToken)
                : region);
        }

        return answers;
    }

    /// <summary>
    /// Which lists a reader may have of these regions, in their order: a <see cref="ReadableRegion"/>, or the exception
    /// that says why not.
    /// </summary>
    internal async Task<IReadOnlyList<object>> SharedAsync(
        Reader reader, IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        var known = await reference.RegionsAsync([.. codes.Distinct()], cancellationToken);
        var readable = reader.IsInstitute ? null : await names.RegionsAsync(reader, cancellationToken);

        object Answer(string code) =>
            !known.TryGetValue(code, out var found)
                ? new ClientException("UNKNOWN_REGION", $"There is no region {code}.")
                : KindOf(found) is not { } kind
                    ? new ClientException("NOT_SHARED_FOR_KIND", "Nobody shares in a region of this kind.")
                    : readable?.Contains(found.Code) == false
                        ? NotSharing()
                        : new ReadableRegion(found, kind);

        return [.. codes.Select(Answer)];
    }

    /// <summary>Which municipalities a group holds, for lists and sums by name.</summary>
    /// <exception cref="ClientException">What is wrong with the group.</exception>
    internal async Task<GroupFilter> FilterAsync(
        GroupInput group, Municipality? own, CancellationToken cancellationToken)
    {
        var filter = group.Filter(own);
        if (filter.Region is { } code)
        {
            var regions = await reference.RegionsAsync([code], cancellationToken);
            if (!regions.TryGetValue(code, out var region) || region.Kind != group.RegionKind())
            {
                throw new ClientException("UNKNOWN_REGION", $"There is no region {code} of this kind.");
            }
        }

        return filter;
    }

    /// <summary>Puts on record whose scores a reader is about to see by name; the own ones are no look.</summary>
    internal Task RecordAsync(
        ActKind kind, Reader reader, IEnumerable<string> shown, string of, CancellationToken cancellationToken) =>
        audit.RecordLookAsync(kind, shown.Where(code => code != reader.Municipality), of, cancellationToken);

    private async Task<object> PageAsync(
        Reader reader,
        int round,
        ConsentKind kind,
        GroupFilter filter,
        NamedArguments asked,
        CancellationToken cancellationToken)
    {
        var found = await releases.FindAsync([round], cancellationToken);
        if (!found.TryGetValue(round, out var release))
        {
            return (await reference.RoundsAsync([round], cancellationToken)).ContainsKey(round)
                ? NotReleased(round)
                : AggregateReader.UnknownRound(round);
        }

        var page = await names.PageAsync(
            reader,
            new NamedList(
                release.Release, kind, filter.SizeClass, filter.Region, asked.Objective, asked.Components, asked.Order,
                asked.LowestFirst),
            asked.First,
            asked.After,
            cancellationToken);
        await RecordAsync(
            kind == ConsentKind.Named ? ActKind.NamedDataRead : ActKind.SharedScoresRead,
            reader,
            page.Members.Select(member => member.Place.Municipality),
            filter.Region is { } region ? $"round:{round}/region:{region}" : $"round:{round}",
            cancellationToken);
        var form = new NamedScoreForm(
            asked.Objective,
            asked.Components,
            await norms.OfAsync(release.RuleSet, cancellationToken),
            release.Generated);
        return NamedScoreConnection.Of(page, release.Release, hasPrevious: asked.After is not null, form);
    }

    internal static ClientException NotReleased(int round) =>
        new("NOT_RELEASED", $"The figures of round {round} are released when the round has closed.");

    private static ClientException NotSharing() => new(
        "NOT_SHARING",
        "Names shared in a region are for those of its municipalities that share there too, and who coordinates it.");

    private static ConsentKind? KindOf(Region region) =>
        Enum.GetValues<ConsentKind>().Where(k => EnumText.Of(k) == $"SHARED_IN_{region.Kind}")
            .Select(k => (ConsentKind?)k).FirstOrDefault();

    /// <summary>What a list is asked for.</summary>
    private sealed record NamedArguments(
        string? Objective, Components Components, NamedOrder Order, bool LowestFirst, int First, NamedPlace? After)
    {
        /// <exception cref="ClientException">PAGE_SIZE, BAD_CURSOR, BAD_USER_INPUT.</exception>
        public static NamedArguments Of(FieldContext context)
        {
            var first = context.Argument<int>("first");
            return first is >= 0 and <= LargestPage
                ? new NamedArguments(
                    context.Argument<string?>("objective"),
                    Components.Of(context.Argument<IReadOnlyList<Component>?>("components")),
                    context.Argument<NamedOrder>("orderBy"),
                    context.Argument<bool>("lowestFirst"),
                    first,
                    NamedCursor.Read(context.Argument<string?>("after")))
                : throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {LargestPage}.");
        }
    }
}

/// <summary>A region whose list of names somebody may have, and the consent by which names stand in it.</summary>
internal sealed record ReadableRegion(Region Region, ConsentKind Kind);
