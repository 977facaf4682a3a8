namespace Monitor.Benchmark.Domain;

/// <summary>What a release counts of the answers, which come in one sheet after the other and are not kept.</summary>
public sealed class RoundAnswers
{
    private readonly RoundFacts facts;
    private readonly ShownCells shown;
    private readonly Tally tally;
    private readonly IReadOnlyList<MeasureUseTally> measureUse;

    public RoundAnswers(RoundFacts facts, ShownCells shown)
    {
        (this.facts, this.shown) = (facts, shown);
        tally = new Tally(facts.Questionnaire, facts.Groups);
        measureUse =
        [
            .. facts.Questionnaire.Objectives.Select(o => new MeasureUseTally(
                o,
                [.. facts.Participants.Select(p => (p.SizeClass, p.Scores.GetValueOrDefault(o.Id)?.Total))],
                ShownClasses(o.Id),
                facts.Generated)),
        ];
    }

    /// <summary>Adds the answers of a participant.</summary>
    /// <param name="participant">Its place among the participants of the round.</param>
    /// <param name="sheet">What it answered.</param>
    public void Add(int participant, Sheet sheet)
    {
        tally.Add(facts.Participants[participant], sheet);
        foreach (var use in measureUse)
        {
            use.Add(participant, sheet.Ticked);
        }
    }

    public IReadOnlyList<GroupTables> Tables() => tally.Shown(shown, facts.Generated);

    public IReadOnlyList<MeasureUse> MeasureUse() => [.. measureUse.SelectMany(use => use.Shown())];

    private HashSet<string> ShownClasses(string objective) => Group.SizeClasses
        .Where(c => shown.Shows(FigureKind.Numbers, c, objective))
        .Select(c => c.Code!).ToHashSet(StringComparer.Ordinal);
}
