namespace Monitor.Scoring.Domain;

/// <summary>The rules of a rule set laid on the questions of one objective.</summary>
internal sealed class ObjectiveScorer
{
    private readonly Norms norms;
    private readonly FormQuestion decisive;
    private readonly PartScorer[] parts;
    private readonly int count;

    public ObjectiveScorer(RuleSet rules, Objective objective, Form form)
    {
        Objective = objective;
        norms = rules.Bands;
        decisive = form[objective.Questions.First(q => q.Code == rules.AnsweredBy)];
        parts = [.. rules.Parts.OrderBy(p => p.Part).Select(p => new PartScorer(p, objective, form))];
        count = parts.Sum(p => p.Count);
    }

    public Objective Objective { get; }

    /// <summary>Null when the objective was not answered: its first anchoring question was left blank.</summary>
    public ObjectiveScore? Score(Ticks ticks)
    {
        if (!IsAnswered(ticks))
        {
            return null;
        }

        var explanation = new List<ScorePoint>(count);
        var anchoring = parts[0].Explain(ticks, explanation);
        var content = parts[1].Explain(ticks, explanation);
        var reach = parts[2].Explain(ticks, explanation);
        var band = norms.BandOf(anchoring + content + reach);
        return new ObjectiveScore(Objective.Id, anchoring, content, reach, band, explanation);
    }

    /// <summary>What would raise the total: of each question the best measure, and all missed there.</summary>
    public IEnumerable<Suggestion> Suggest(Ticks ticks, Ticks scratch)
    {
        if (!IsAnswered(ticks))
        {
            yield break;
        }

        var now = Total(ticks);
        foreach (var (part, rule, laid) in parts.SelectMany(p => p.Questions))
        {
            var gains = Gains(laid, ticks, scratch, now)
                .Where(g => g.Points > 0)
                .OrderByDescending(g => g.Points) // stable: what gains the same keeps the order of the questionnaire
                .ToList();
            if (gains is [var (best, gain), ..])
            {
                var question = laid.Question.Question;
                yield return new Suggestion(Objective.Id, part, question.Id, rule.SuggestionFor(question, best), gain)
                {
                    Measures =
                    [
                        .. gains.Where(g => g.Option is not null)
                            .Select(g => new MissedMeasure(g.Option!.Id, g.Option.Label, g.Points)),
                    ],
                };
            }
        }
    }

    private bool IsAnswered(Ticks ticks) => decisive.FirstTicked(ticks) is not null;

    private decimal Total(Ticks ticks) => parts[0].Points(ticks) + parts[1].Points(ticks) + parts[2].Points(ticks);

    // Where one measure earns as much as another and decides nothing else, the first is tried for all.
    private IEnumerable<(Option? Option, decimal Points)> Gains(
        LaidRule laid, Ticks ticks, Ticks scratch, decimal now)
    {
        decimal? alike = null;
        foreach (var improvement in laid.Improvements(ticks))
        {
            var gain = alike ?? GainOf(improvement, ticks, scratch, now);
            alike = laid.EarnsAlike && !laid.Question.Decides ? gain : null;
            yield return (improvement.Option is { } option ? laid.Question.Option(option) : null, gain);
        }
    }

    private decimal GainOf(Improvement improvement, Ticks ticks, Ticks scratch, decimal now)
    {
        ticks.CopyTo(scratch);
        improvement.Apply(scratch);
        return Points.Plain(Total(scratch) - now);
    }
}
