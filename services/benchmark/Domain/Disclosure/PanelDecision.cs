namespace Monitor.Benchmark.Domain;

/// <summary>
/// Decides of which objectives a release tells the country's mean total of those that took part in an earlier round
/// too: the panel.
/// </summary>
/// <remarks>
/// <para>
/// Only the panel with the latest earlier round is told, only in first editions, and no round is in more than one
/// panel: so beside the groups of each of the two rounds there is one more sum, and no two of these combine.
/// </para>
/// <para>
/// What sums and differences can be about: who is in the same class and region has the same weight in all groups. A
/// combination with the panel's sum adds a number other than 0 to those in the panel, so in each such place all that
/// are in it or all that are not have a weight other than 0. It is about the lesser of both, added over all places, at
/// least: that must be <see cref="FewestAcross"/>. And each value must be in doubt beside all sums and the panel's
/// (<see cref="Freedom"/>), its rounding counted. Both in both rounds. A panel of all that took part in a round tells
/// nothing new of it.
/// </para>
/// </remarks>
internal sealed class PanelDecision(ReleaseCase release, Func<string?, Tellings> tellings)
{
    /// <summary>
    /// The least that any combination is about: three that pool their values are still beside enough.
    /// </summary>
    public const int FewestAcross = Disclosure.Fewest + Freedom.Enough - 1;

    /// <summary>The least in the panel, and of the others.</summary>
    public const int FewestOnASide = 20;

    private readonly Dictionary<string, bool> safe = new(StringComparer.Ordinal);
    private readonly EarlierRound? latest = release.Earlier.MaxBy(e => e.Year);

    public bool Shows(Group group, string? objective, int? since)
    {
        if (group.Kind != GroupKind.Country || latest is null || since != latest.Year || release.Changes.Count > 0
            || latest.Shown is null || latest.IsInPanel || !latest.IsFirstEdition)
        {
            return false;
        }

        var key = objective ?? "";
        if (!safe.TryGetValue(key, out var isSafe))
        {
            safe[key] = isSafe = IsSafe(objective, latest, latest.Shown);
        }

        return isSafe;
    }

    /// <summary>Codes of those that answered an objective in both rounds; null: any in each.</summary>
    public static IReadOnlySet<string> PanelOf(
        string? objective, IEnumerable<Participant> one, IEnumerable<Participant> other) =>
        Answering(objective, one).Intersect(Answering(objective, other)).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the panel's sum may stand beside all that is told of a round.</summary>
    /// <param name="objective">Id; null for the average over objectives.</param>
    /// <param name="participants">All that took part in the round.</param>
    /// <param name="known">Codes of those whose values are known to all.</param>
    /// <param name="panel">Codes.</param>
    /// <param name="told">How much is told of each group.</param>
    public static bool IsSafe(
        string? objective,
        IReadOnlyList<Participant> participants,
        IReadOnlySet<string> known,
        IReadOnlySet<string> panel,
        Tellings told)
    {
        if (told.Country == Telling.Nothing)
        {
            return false;
        }

        var unknown = participants.Where(p => !known.Contains(p.Municipality));
        var layer = objective is null
            ? Layer.OfAverages(unknown, panel) : Layer.OfObjective(objective, unknown, panel);
        var sizes = layer.PanelSizes().ToList();
        var (inside, outside) = (sizes.Sum(s => s.Inside), sizes.Sum(s => s.Outside));
        if (outside == 0)
        {
            return inside >= FewestOnASide;
        }

        if (inside < FewestOnASide || outside < FewestOnASide
            || sizes.Sum(s => Math.Min(s.Inside, s.Outside)) < FewestAcross)
        {
            return false;
        }

        var freedom = new Freedom(
            layer, told, SlackOf(objective, participants.Where(p => panel.Contains(p.Municipality))));
        return Differences.HardBuckets(layer).All(freedom.IsOpen);
    }

    private static IEnumerable<string> Answering(string? objective, IEnumerable<Participant> participants) =>
        participants.Where(p => objective is null ? p.Scores.Count > 0 : p.Scores.ContainsKey(objective))
            .Select(p => p.Municipality);

    private bool IsSafe(
        string? objective, EarlierRound earlier, IReadOnlyCollection<(FigureKind, Group, string?)> shown)
    {
        var then = earlier.Members.Select(m => m.ToParticipant()).ToList();
        var panel = PanelOf(objective, release.Participants, then);
        return IsSafe(
                objective, release.Participants, release.Known, panel, tellings(objective))
            && IsSafe(objective, then, earlier.Known, panel, Tellings.Of(shown, objective));
    }

    // Less a point: averages are whole thousandths here.
    private static (int Down, int Up) SlackOf(string? objective, IEnumerable<Participant> panel)
    {
        var totals = panel.Select(p => objective is null
            ? p.Scores.Values.Average(s => s.Total) : p.Scores[objective].Total).ToList();
        var (sum, shown) = (totals.Sum(), Rounding.Whole(totals.Average()) * totals.Count);
        var half = totals.Count / 2m;
        return (Thousandths(sum - shown + half - 1), Thousandths(shown + half - sum - 1));
    }

    private static int Thousandths(decimal points) => (int)Math.Max(0, points * 1000);
}
