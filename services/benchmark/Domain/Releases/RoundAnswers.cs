namespace Monitor.Benchmark.Domain;

/// <summary>What a release counts of the answers, which come in one sheet after the other.</summary>
public sealed class RoundAnswers(RoundFacts facts, ShownCells shown)
{
    private readonly Dictionary<int, IReadOnlyDictionary<string, IReadOnlyList<string>>> sheets = [];
    private readonly Tally tally = new(facts.Questionnaire, facts.Groups);

    /// <summary>Adds the answers of a participant.</summary>
    /// <param name="participant">Its place among the participants of the round.</param>
    /// <param name="sheet">What it answered.</param>
    public void Add(int participant, Sheet sheet)
    {
        tally.Add(facts.Participants[participant], sheet);
        sheets.Add(participant, sheet.Ticked);
    }

    public IReadOnlyList<GroupTables> Tables() => tally.Shown(shown, facts.Generated);

    public IReadOnlyList<MeasureUse> MeasureUse() =>
    [
        .. facts.Questionnaire.Objectives.SelectMany(o => Domain.MeasureUse.All(
            o, RespondentsOf(o.Id), ShownClasses(o.Id), facts.Generated)),
    ];

    private IReadOnlyList<Respondent> RespondentsOf(string objective) =>
    [
        .. facts.Participants
            .Select((p, place) => (Participant: p, Place: place))
            .Where(p => p.Participant.Scores.ContainsKey(objective))
            .Select(p => new Respondent(
                p.Participant.SizeClass, p.Participant.Scores[objective].Total, sheets[p.Place])),
    ];

    private HashSet<string> ShownClasses(string objective) => Group.SizeClasses
        .Where(c => shown.Shows(FigureKind.Numbers, c, objective))
        .Select(c => c.Code!).ToHashSet(StringComparer.Ordinal);
}
