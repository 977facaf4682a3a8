namespace Monitor.Scoring.Domain;

/// <summary>
/// Scores answers to one questionnaire by one rule set, and finds what would gain most. Made once, used for every
/// response, by many at a time; all arithmetic is decimal.
/// </summary>
public sealed class Scorer
{
    private readonly RuleSet rules;
    private readonly Form form;
    private readonly ObjectiveScorer[] objectives;
    private readonly Theme[] themes;

    /// <exception cref="ArgumentException">The rules do not fit the questionnaire; names every fault.</exception>
    public Scorer(RuleSet rules, Questionnaire questionnaire)
    {
        if (!rules.Questionnaires.Contains(questionnaire.Id, StringComparer.Ordinal))
        {
            throw new ArgumentException($"Rule set {rules.Id} is not for {questionnaire.Id}.", nameof(rules));
        }

        if (RuleSetCheck.FaultsOf(rules, questionnaire) is { Count: > 0 } faults)
        {
            throw new ArgumentException(
                $"Rule set {rules.Id} does not fit {questionnaire.Id}: {string.Join(' ', faults)}", nameof(rules));
        }

        this.rules = rules;
        Questionnaire = questionnaire;
        form = new Form(questionnaire);
        objectives = [.. questionnaire.Objectives.Select(o => new ObjectiveScorer(rules, o, form))];
        themes = [.. questionnaire.Objectives.Select(o => o.Theme).Distinct().Order()];
    }

    public Questionnaire Questionnaire { get; }

    public string RuleSet => rules.Id;

    /// <summary>Scores every answered objective.</summary>
    public ScoreCard Score(AnswerSheet answers)
    {
        var ticks = form.Read(answers);
        ObjectiveScore?[] scores = [.. objectives.Select(o => o.Score(ticks))];
        var (average, band, _) = MeanOf(scores);
        return new ScoreCard(rules.Id, average, band, [.. themes.Select(t => Of(t, scores))], [.. Answered(scores)]);
    }

    /// <summary>Scores one objective; null when it was not answered.</summary>
    /// <exception cref="ArgumentException">The questionnaire has no such objective.</exception>
    public ObjectiveScore? Score(string objective, AnswerSheet answers) =>
        (objectives.FirstOrDefault(o => o.Objective.Id == objective)
            ?? throw new ArgumentException($"No objective {objective} here.", nameof(objective)))
        .Score(form.Read(answers));

    /// <summary>
    /// The measures not yet taken, one a question, most points first; equal gains by number of the objective, then by
    /// part and question in the order of the rules. Objectives that were not answered have none.
    /// </summary>
    public IReadOnlyList<Suggestion> Suggest(AnswerSheet answers)
    {
        var ticks = form.Read(answers);
        var scratch = form.Blank();
        return
        [
            .. objectives.OrderBy(o => o.Objective.Number)
                .SelectMany(o => o.Suggest(ticks, scratch))
                .OrderByDescending(s => s.Gain), // stable: what gains the same keeps its order
        ];
    }

    private ThemeScore Of(Theme theme, ObjectiveScore?[] scores)
    {
        ObjectiveScore?[] its = [.. scores.Where((_, i) => objectives[i].Objective.Theme == theme)];
        var (average, band, answered) = MeanOf(its);
        return new ThemeScore(theme, average, band, its.Length, answered);
    }

    private (decimal? Average, Band? Band, int Answered) MeanOf(ObjectiveScore?[] scores)
    {
        var sum = 0m;
        var answered = 0;
        foreach (var score in Answered(scores))
        {
            sum += score.Total;
            answered++;
        }

        decimal? average = answered == 0 ? null : sum / answered;
        return (average, average is { } points ? rules.Bands.BandOf(points) : null, answered);
    }

    private static IEnumerable<ObjectiveScore> Answered(ObjectiveScore?[] scores) => scores.OfType<ObjectiveScore>();
}
