namespace Monitor.Benchmark.Domain;

/// <summary>Counts the answers on one objective, in every group at once.</summary>
internal sealed class ObjectiveTally
{
    private const string Given = "given";

    private readonly Objective objective;
    private readonly IReadOnlyList<Group> groups;
    private readonly IReadOnlyList<(Question Question, OptionTally Tally)> questions;
    private readonly Question? ownMeasure;
    private readonly OptionTally ownMeasures;

    public ObjectiveTally(Objective objective, IReadOnlyList<Group> groups)
    {
        this.objective = objective;
        this.groups = groups;
        questions =
        [
            .. objective.Questions.Where(q => q.Options.Count > 0)
                .Select(q => (q, new OptionTally(groups, [.. q.Options.Select(o => o.Id)]))),
        ];
        ownMeasure = objective.Questions.FirstOrDefault(q => q.Code == Question.OwnMeasureCode);
        ownMeasures = new OptionTally(groups, [Given]);
    }

    /// <summary>Counts a sheet in each of its groups; not where it left the objective out.</summary>
    /// <returns>Whether the objective is answered, and whether it is in policy.</returns>
    public (bool IsAnswered, bool IsInPolicy) Add(IReadOnlyList<int> of, Sheet sheet)
    {
        var policy = sheet.TickedAt(objective.Policy.Id);
        if (policy.Count == 0)
        {
            return (false, false);
        }

        foreach (var (question, tally) in questions)
        {
            tally.Add(of, sheet.TickedAt(question.Id));
        }

        ownMeasures.Add(of, ownMeasure is not null && sheet.Answers(ownMeasure.Id) ? [Given] : []);
        return (true, policy.Contains(Question.InPolicyOption, StringComparer.Ordinal));
    }

    /// <summary>The tables of every group, by group, in their order.</summary>
    public IReadOnlyList<ObjectiveFrequencies> Shown(ShownCells cells, bool generated)
    {
        var shown = questions
            .Select(q => (q.Question, Counts: cells.Counts(
                q.Tally.Table(objective.Id, q.Question.Kind == QuestionKind.Single))))
            .ToList();
        var own = ownMeasure is null ? null : cells.Counts(ownMeasures.Table(objective.Id, isSingle: true));
        var policy = shown.First(q => q.Question == objective.Policy).Counts;
        return
        [
            .. groups.Select(g => policy.TryGetValue(g, out var counts)
                ? Of(g, counts.Of, shown, own, generated)
                : ObjectiveFrequencies.TooFew(objective.Id, generated)),
        ];
    }

    private ObjectiveFrequencies Of(
        Group group,
        int respondents,
        IReadOnlyList<(Question Question, IReadOnlyDictionary<Group, ShownCounts> Counts)> shown,
        IReadOnlyDictionary<Group, ShownCounts>? own,
        bool generated)
    {
        IReadOnlyList<QuestionFrequencies> On(Part part) =>
        [
            .. shown.Where(q => q.Question.Part == part).Select(q => QuestionFrequencies.Of(
                q.Question.Id, q.Question.Code, q.Question.Label, q.Question.Options,
                q.Counts.GetValueOrDefault(group), ofMeasures: part == Part.Content)),
        ];

        var anchoring = On(Part.Anchoring);
        return new ObjectiveFrequencies(
            objective.Id,
            respondents,
            Reason: null,
            anchoring.First(q => q.Id == objective.Policy.Id)
                .Options.First(o => o.Id == Question.InPolicyOption).Frequency,
            On(Part.Content),
            generated)
        {
            Anchoring = anchoring,
            Reach = On(Part.Reach),
            OwnMeasure = own?.GetValueOrDefault(group)?.At(0),
        };
    }
}
