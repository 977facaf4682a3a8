namespace Monitor.Scoring.Domain;

/// <summary>
/// Scores answers to one questionnaire by one rule set, and finds what would gain most. Made once, used for every
/// response; all arithmetic is decimal.
/// </summary>
public sealed class Scorer
{
    private readonly RuleSet rules;
    private readonly IReadOnlyList<ObjectiveScorer> objectives;

    /// <exception cref="ArgumentException">The rules do not fit the questionnaire.</exception>
    public Scorer(RuleSet rules, Questionnaire questionnaire)
    {
        if (!rules.Questionnaires.Contains(questionnaire.Id, StringComparer.Ordinal))
        {
            throw new ArgumentException($"Rule set {rules.Id} is not for {questionnaire.Id}.", nameof(rules));
        }

        this.rules = rules;
        objectives = [.. questionnaire.Objectives.Select(o => new ObjectiveScorer(rules, o))];
    }

    /// <summary>Scores every answered objective.</summary>
    public ScoreCard Score(AnswerSheet answers)
    {
        ObjectiveScore[] scores = [.. objectives.Select(o => o.Score(answers)).OfType<ObjectiveScore>()];
        decimal? average = scores.Length == 0 ? null : scores.Sum(s => s.Total) / scores.Length;
        return new ScoreCard(rules.Id, average, average is { } points ? rules.Bands.BandOf(points) : null, scores);
    }

    /// <summary>Scores one objective; null when it was not answered.</summary>
    /// <exception cref="ArgumentException">The questionnaire has no such objective.</exception>
    public ObjectiveScore? Score(string objective, AnswerSheet answers) =>
        (objectives.FirstOrDefault(o => o.Objective.Id == objective)
            ?? throw new ArgumentException($"No objective {objective} here.", nameof(objective))).Score(answers);

    /// <summary>
    /// The measures not yet taken, one a question, most points first; equal gains by number of the objective, then by
    /// part and question in the order of the rules. Objectives that were not answered have none.
    /// </summary>
    public IReadOnlyList<Suggestion> Suggest(AnswerSheet answers) =>
    [
        .. objectives.OrderBy(o => o.Objective.Number)
            .SelectMany(o => o.Suggest(answers))
            .OrderByDescending(s => s.Gain), // stable: what gains the same keeps its order
    ];
}
