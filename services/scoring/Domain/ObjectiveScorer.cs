namespace Monitor.Scoring.Domain;

/// <summary>The rules of a rule set laid on the questions of one objective.</summary>
internal sealed class ObjectiveScorer
{
    private readonly Norms norms;
    private readonly Question decisive;
    private readonly IReadOnlyList<ScoredQuestion> scored;

    public ObjectiveScorer(RuleSet rules, Objective objective)
    {
        Objective = objective;
        norms = rules.Bands;
        decisive = objective.Questions.FirstOrDefault(q => q.Code == rules.AnsweredBy)
            ?? throw new ArgumentException($"{objective.Id} has no question {rules.AnsweredBy}.", nameof(objective));
        scored = [.. rules.Parts.OrderBy(p => p.Part).SelectMany(p => p.Rules.SelectMany(r => Lay(p.Part, r)))];
    }

    public Objective Objective { get; }

    /// <summary>Null when the objective was not answered: its first anchoring question was left blank.</summary>
    public ObjectiveScore? Score(AnswerSheet answers)
    {
        if (answers[decisive.Id].Options.Count == 0)
        {
            return null;
        }

        ScorePoint[] points = [.. scored.Select(s => Earn(s, answers))];
        var anchoring = SumOf(points, Part.Anchoring);
        var content = SumOf(points, Part.Content);
        var reach = SumOf(points, Part.Reach);
        var band = norms.BandOf(anchoring + content + reach);
        return new ObjectiveScore(Objective.Id, anchoring, content, reach, band, points);
    }

    /// <summary>What would raise the total: of each question the best measure, with all that are missed there.</summary>
    public IEnumerable<Suggestion> Suggest(AnswerSheet answers)
    {
        if (Score(answers) is not { } now)
        {
            yield break;
        }

        foreach (var (part, question, rule, _) in scored)
        {
            var gains = rule.Improvements(question, answers[question.Id])
                .Select(i => (i.Option, Gain: Score(answers.With(question.Id, i.Answer))!.Total - now.Total))
                .Where(i => i.Gain > 0)
                .OrderByDescending(i => i.Gain) // stable: what gains the same keeps the order of the questionnaire
                .ToList();
            if (gains is [var (best, gain), ..])
            {
                yield return new Suggestion(
                    Objective.Id, part, question.Id, rule.SuggestionFor(question, best), Points.Plain(gain))
                {
                    Measures =
                    [
                        .. gains.Where(i => i.Option is not null).Select(i => new MissedMeasure(
                            i.Option!.Id, i.Option.Label, Points.Plain(i.Gain))),
                    ],
                };
            }
        }
    }

    private IEnumerable<ScoredQuestion> Lay(Part part, Rule rule)
    {
        Question[] questions = [.. Objective.Questions.Where(rule.Scores)];
        if (questions.Length == 0)
        {
            throw new ArgumentException($"{Objective.Id} has no question {rule.Question}.", nameof(rule));
        }

        return questions.Select((q, i) => new ScoredQuestion(part, q, rule, rule.Share(i, questions.Length)));
    }

    private ScorePoint Earn(ScoredQuestion scored, AnswerSheet answers)
    {
        var (part, question, rule, share) = scored;
        var (points, reason) = IsAsked(question, answers)
            ? rule.Earn(question, answers[question.Id], share)
            : (0, "Niet gevraagd na het antwoord op de vraag ervoor.");
        return new ScorePoint(part, question.Id, points, share, reason);
    }

    // An answer that stayed behind after an earlier one was changed must not earn points.
    private bool IsAsked(Question question, AnswerSheet answers)
    {
        if (question.ShownWhen is not { } condition)
        {
            return true;
        }

        var other = Objective.Questions.First(q => q.Id == condition.Question || q.Code == condition.Question);
        return answers[other.Id].HasTicked(condition.Option) && IsAsked(other, answers);
    }

    private static decimal SumOf(IEnumerable<ScorePoint> points, Part part) =>
        Points.Plain(points.Where(p => p.Part == part).Sum(p => p.Points));

    private sealed record ScoredQuestion(Part Part, Question Question, Rule Rule, decimal Share);
}
