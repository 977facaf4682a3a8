namespace Monitor.Benchmark.Domain;

/// <summary>
/// Decides for one release which cells are shown. The one place that knows: whoever computes or answers figures asks
/// here, and gives one reason for whatever is not shown.
/// </summary>
/// <remarks>docs/decisions/0038 says against whom, how, and what is not protected.</remarks>
public sealed class ShownCells
{
    private readonly ReleaseCase release;
    private readonly CellDecision averages;
    private readonly Dictionary<string, CellDecision> ofObjective;
    private readonly CountDecision counts;
    private readonly EditionDecision edition;
    private readonly PanelDecision panels;
    private int withheldCounts;

    private ShownCells(ReleaseCase release)
    {
        this.release = release;
        IReadOnlyList<Participant> unknown =
            [.. release.Participants.Where(p => !release.Known.Contains(p.Municipality))];
        var present = Structure.Of(Layer.AtomsOf(unknown), release.Groups);
        averages = CellDecision.Of(Layer.OfAverages(unknown), release.Groups, present.Shown);
        ofObjective = release.Objectives.ToDictionary(
            o => o,
            o => CellDecision.Of(Layer.OfObjective(o, unknown), release.Groups, averages.Shown),
            StringComparer.Ordinal);
        counts = new CountDecision(release);
        edition = new EditionDecision(release);
        panels = new PanelDecision(release, objective => Decided(objective).Tellings);
    }

    /// <summary>
    /// How many cells each rule hides, over all groups and objectives, and how many counts of the tables asked so far:
    /// for the institute and the log.
    /// </summary>
    public IReadOnlyDictionary<DisclosureRule, int> Suppressed
    {
        get
        {
            var suppressed = ofObjective.Values.Append(averages)
                .SelectMany(d => d.Reasons)
                .GroupBy(r => r.Rule)
                .ToDictionary(g => g.Key, g => g.Count());
            if (withheldCounts > 0)
            {
                suppressed[DisclosureRule.Counts] = withheldCounts;
            }

            return suppressed;
        }
    }

    /// <summary>Decides about a release.</summary>
    public static ShownCells Of(ReleaseCase release) => new(release);

    /// <summary>The cells of a round of which nobody is known.</summary>
    /// <param name="participants">All that took part.</param>
    /// <param name="objectives">Ids of the objectives asked.</param>
    /// <param name="groups">All groups below the country.</param>
    public static ShownCells Of(
        IReadOnlyList<Participant> participants, IReadOnlyList<string> objectives, IReadOnlyList<Group> groups) =>
        Of(new ReleaseCase(participants, objectives, groups));

    /// <summary>Whether figures of this kind are shown.</summary>
    /// <param name="kind">What is to be told.</param>
    /// <param name="group">The country, or one of the groups.</param>
    /// <param name="objective">Id; null for the average over objectives.</param>
    /// <param name="since">The earlier round, for figures of a panel.</param>
    public bool Shows(FigureKind kind, Group group, string? objective, int? since = null) =>
        kind == FigureKind.Panel
            ? panels.Shows(group, objective, since)
            : Decided(objective).Shows(kind, group)
                && edition.WasShown(kind, group, objective)
                && edition.Allows(group, objective, ofAnswers: false)
                && (kind is not (FigureKind.Shape or FigureKind.Tenths) || edition.IsAsBefore(group, objective));

    /// <summary>A count of municipalities in a cell that is shown, as it is shown.</summary>
#pragma warning disable CA1822 // Which counts are exact may depend on the release.
    public int Count(int exact, Group group, string? objective) =>
#pragma warning restore CA1822
        group.Kind == GroupKind.Country ? exact : Rounding.ToFive(exact);

    /// <summary>
    /// The counts of a table as they may be shown. A group that is absent is withheld whole, a null count alone.
    /// </summary>
    public IReadOnlyDictionary<Group, ShownCounts> Counts(CountTable table)
    {
        var shown = counts.Of(
            table,
            g => WasShownOrIs(g, table.Objective) && edition.Allows(g, table.Objective, ofAnswers: true));
        var isWithheld = edition.AreOfOthers(table.Objective);
        shown = shown.Where(s => Decided(table.Objective).Shows(FigureKind.Numbers, s.Key))
            .ToDictionary(s => s.Key, s => isWithheld ? s.Value.Withheld() : s.Value);
        withheldCounts += shown.Values.Sum(c => c.Counts.Count(count => count is null));
        return shown;
    }

    // Of a later edition decided for the groups of before, so that it shows the counts of before or fewer.
    private bool WasShownOrIs(Group group, string? objective) => release.ShownBefore is null
        ? Decided(objective).Shows(FigureKind.Numbers, group)
        : edition.WasShown(FigureKind.Numbers, group, objective);

    private CellDecision Decided(string? objective) => objective is null ? averages : ofObjective[objective];
}
