namespace Monitor.Benchmark.Domain;

/// <summary>Computes a release: a line for each part. Which cells any of them may show is decided before all.</summary>
public static class ReleaseComputation
{
    /// <param name="id">The release's.</param>
    /// <param name="facts">Of the round.</param>
    /// <param name="shown">What may be shown of it.</param>
    /// <param name="answers">All answers, added one by one.</param>
    public static Release Of(string id, RoundFacts facts, ShownCells shown, RoundAnswers answers)
    {
        var (aggregates, cells) = new Aggregation(facts, shown).All();
        return new Release(id, facts.Round, facts.RuleSet, facts.Generated)
        {
            Aggregates = aggregates,
            Cells = cells,
            Panels = new PanelComputation(facts, shown.Shows, shown.Count).All(),
            Tables = answers.Tables(),
            Participation = facts.Participation,
            MeasureUse = answers.MeasureUse(),
            Suppressed = shown.Suppressed,   // last: tables count what they hide as they are made
        };
    }

    /// <summary>What may be shown of a round.</summary>
    /// <param name="facts">Of the round.</param>
    /// <param name="changes">Since each of the editions before; null for the first one.</param>
    /// <param name="shownBefore">Cells that some edition before shows; null for the first one.</param>
    public static ShownCells Shown(
        RoundFacts facts,
        IReadOnlyList<EditionChanges>? changes = null,
        IReadOnlyCollection<(FigureKind, Group, string?)>? shownBefore = null) =>
        ShownCells.Of(new ReleaseCase(facts.Participants, facts.Objectives, facts.Groups)
        {
            Known = facts.Known,
            AreCountsPublished = facts.Round is 2014 or 2017,
            Earlier = facts.Earlier,
            Changes = changes ?? [],
            ShownBefore = shownBefore,
        });
}
