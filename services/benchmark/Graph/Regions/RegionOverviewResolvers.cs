using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Report;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Answers what a centre municipality needs for a vision on its region (regiovisie): released figures, and the names of
/// those that share there. Refusals depend on who asks and where it lies, and on nothing that anybody answered.
/// </summary>
public sealed class RegionOverviewResolvers(
    AggregateReader aggregates, RegionMemberStore members, ReleasedRoundStore releases, ReferenceData reference)
{
    private const int MostObjectives = 50;

    /// <summary><c>Region.overview</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> OverviewsAsync(
        IReadOnlyList<RegionReference> regions, FieldContext context, CancellationToken cancellationToken)
    {
        var round = context.Argument<int>("round");
        var access = await AccessAsync(context.Caller(), cancellationToken);
        if (!(await reference.RoundsAsync([round], cancellationToken)).ContainsKey(round))
        {
            throw AggregateReader.UnknownRound(round);
        }

        var known = await reference.RegionsAsync(
            [.. regions.Select(r => r.Code).Distinct()], cancellationToken);
        return
        [
            .. regions.Select(r => !known.TryGetValue(r.Code, out var region)
                ? new ClientException("UNKNOWN_REGION", $"There is no region {r.Code}.")
                : access(region.Code) is { } refusal
                    ? refusal
                    : (object)new RegionOverviewView(new RoundReference(round), region)),
        ];
    }

    /// <summary>What refuses a caller a region; the answer of the inner function is null where it may be
    /// read.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED; FORBIDDEN for who coordinates no region.</exception>
    internal async Task<Func<string, ClientException?>> AccessAsync(Caller caller, CancellationToken cancellationToken)
    {
        caller.RequireRole(Role.RegionalCoordinator, Role.Institute);
        if (caller.Has(Role.Institute))
        {
            return _ => null;
        }

        var coordinated = caller.Municipality is null
            ? (IReadOnlySet<string>)new HashSet<string>()
            : await members.CoordinatedAsync(caller.Municipality, cancellationToken);
        return region => coordinated.Contains(region)
            ? null
            : new ClientException("FORBIDDEN", "This is for who coordinates the region, and the institute.");
    }

    /// <summary><c>RegionOverview.aggregate</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> AggregatesAsync(
        IReadOnlyList<RegionOverviewView> overviews, FieldContext context, CancellationToken cancellationToken) =>
        await aggregates.ReadAsync([.. overviews.Select(o => o.Wish)], context, cancellationToken);

    /// <summary><c>RegionOverview.participation</c>.</summary>
    public async ValueTask<IReadOnlyList<RegionResponse>> ParticipationAsync(
        IReadOnlyList<RegionOverviewView> overviews, FieldContext context, CancellationToken cancellationToken)
    {
        var lists = await members.MembersAsync(overviews.Select(o => o.Region.Code), cancellationToken);
        var regions = await reference.RegionsAsync([.. lists.Keys], cancellationToken);
        var veiligThuis = lists.Where(l => regions[l.Key].IsVeiligThuis).ToDictionary();
        var rounds = await releases.FindAsync(
            [.. overviews.Select(o => o.Round.Year).Distinct()], cancellationToken);
        var answers = new List<RegionResponse>();
        foreach (var overview in overviews)
        {
            var own = lists.GetValueOrDefault(overview.Region.Code) ?? new HashSet<string>();

            // A Veilig Thuis region, or one of the same municipalities: what was released says it.
            var same = veiligThuis.Where(r => r.Value.SetEquals(own)).Select(r => r.Key).FirstOrDefault();
            answers.Add(same is not null && await ReleasedAsync(overview, same, context, cancellationToken) is { } view
                ? new RegionResponse(own.Count, view.N, view.Reason)
                : !rounds.TryGetValue(overview.Round.Year, out var round)
                    ? new RegionResponse(own.Count, null, SuppressionReason.NotReleased)
                    : RegionResponse.Of(
                        own,
                        veiligThuis.Values,
                        await members.RespondedAsync(round.Release, overview.Region.Code, cancellationToken)));
        }

        return answers;
    }

    private async Task<AggregateView?> ReleasedAsync(
        RegionOverviewView overview, string region, FieldContext context, CancellationToken cancellationToken)
    {
        var key = new AggregateKey(overview.Round.Year, GroupKind.VeiligThuis, region);
        return (await aggregates.ReadAsync([key], context, cancellationToken))[0] as AggregateView;
    }

    /// <summary><c>RegionOverview.lowest</c>: only objectives that the release shows.</summary>
    public async ValueTask<IReadOnlyList<IReadOnlyList<RegionObjectiveView>>> LowestAsync(
        IReadOnlyList<RegionOverviewView> overviews, FieldContext context, CancellationToken cancellationToken)
    {
        var first = First(context);
        var countries = overviews.Select(o => (object)new AggregateKey(o.Round.Year, GroupKind.Country, null));
        var found = await aggregates.ReadAsync(
            [.. overviews.Select(o => o.Wish), .. countries], context, cancellationToken);
        return
        [
            .. overviews.Select((_, i) =>
                Ranked(found[i] as AggregateView, found[overviews.Count + i] as AggregateView, first)),
        ];
    }

    /// <summary><c>RegionOverview.lowestOfSharing</c>: of what <c>Region.sharing</c> shows to this caller.</summary>
    public async ValueTask<IReadOnlyList<object?>> LowestOfSharingAsync(
        IReadOnlyList<RegionOverviewView> overviews, FieldContext context, CancellationToken cancellationToken)
    {
        var first = First(context);
        var answers = new List<object?>();
        foreach (var overview in overviews)
        {
            answers.Add(await SharedAsync(overview, first, context, cancellationToken));
        }

        return answers;
    }

    private static async Task<object> SharedAsync(
        RegionOverviewView overview, int first, FieldContext context, CancellationToken cancellationToken)
    {
        try
        {
            var shared = JsonForm.Read<SharedScores>(await OwnGraph.AskAsync(
                context,
                "SharedScores",
                new Dictionary<string, object?>
                {
                    ["region"] = new Dictionary<string, object?>
                    {
                        ["__typename"] = "Region", ["code"] = overview.Region.Code,
                    },
                    ["round"] = overview.Round.Year,
                },
                cancellationToken));
            return shared.Ranked().Take(first).ToList();
        }
        catch (ClientException refusal)
        {
            return refusal;
        }
    }

    private static int First(FieldContext context) =>
        context.Argument<int>("first") is var first and >= 1 and <= MostObjectives
            ? first
            : throw new ClientException("PAGE_SIZE", $"Ask for 1 to {MostObjectives} objectives.");

    private static IReadOnlyList<RegionObjectiveView> Ranked(AggregateView? region, AggregateView? country, int first)
    {
        var ofCountry = (country?.Objectives ?? []).ToDictionary(o => o.Objective.Id, o => o.Mean);
        return
        [
            .. (region?.Objectives ?? []).Where(o => o is { Mean: not null, N: not null, Band: not null })
                .OrderBy(o => o.Mean!.Total)
                .Take(first)
                .Select((o, i) => Of(i + 1, o, ofCountry.GetValueOrDefault(o.Objective.Id))),
        ];
    }

    private static RegionObjectiveView Of(int rank, ObjectiveAggregateView objective, MeanScore? country) => new(
        rank, objective.Objective, objective.N!.Value, objective.Mean!, objective.Band!.Value, country,
        country is null ? null : objective.Mean!.Total - country.Total);
}
