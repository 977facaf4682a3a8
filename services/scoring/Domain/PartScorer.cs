namespace Monitor.Scoring.Domain;

/// <summary>The rules of one part laid on the questions of one objective.</summary>
internal sealed class PartScorer
{
    private const string AtMaximum = " Het maximum was al bereikt.";
    private const string NotAsked = "Niet gevraagd na het antwoord op de vraag ervoor.";

    private readonly Part part;
    private readonly decimal maximum;
    private readonly LaidRules[] rules;

    public PartScorer(PartRules rules, Objective objective, Form form)
    {
        part = rules.Part;
        maximum = rules.Maximum;
        this.rules =
        [
            .. rules.Rules.Select(r => new LaidRules(
                r, [.. r.Lay([.. objective.Questions.Where(r.Scores).Select(q => form[q])])])),
        ];
        Count = this.rules.Sum(r => r.Questions.Length);
    }

    /// <summary>How many questions are scored.</summary>
    public int Count { get; }

    /// <summary>The rule and the laid rule of each scored question, in their order.</summary>
    public IEnumerable<(Part Part, Rule Rule, LaidRule Laid)> Questions =>
        rules.SelectMany(r => r.Questions.Select(q => (part, r.Rule, q)));

    /// <summary>Points earned, without saying why.</summary>
    public decimal Points(Ticks ticks)
    {
        var points = 0m;
        foreach (var rule in rules)
        {
            var ofRule = 0m;
            foreach (var question in rule.Questions)
            {
                ofRule += question.Question.IsAsked(ticks) ? question.Of(ticks).Points : 0;
            }

            points += Math.Min(ofRule, rule.Limit);
        }

        return Math.Min(points, maximum);
    }

    /// <summary>Points earned, and what each question earned and missed: together the maximum of the part.</summary>
    public decimal Explain(Ticks ticks, List<ScorePoint> explanation)
    {
        var first = explanation.Count;
        Span<decimal> room = stackalloc decimal[Count];    // what a question could still add by itself
        Span<decimal> belowCap = stackalloc decimal[rules.Length];
        var left = maximum;
        var at = 0;
        for (var r = 0; r < rules.Length; r++)
        {
            belowCap[r] = rules[r].Limit;
            foreach (var question in rules[r].Questions)
            {
                var (raw, reason) = question.Question.IsAsked(ticks) ? question.Of(ticks) : new Earned(0, NotAsked);
                var points = Math.Min(raw, Math.Min(belowCap[r], left));
                belowCap[r] -= points;
                left -= points;
                room[at++] = question.Most - raw;
                reason = points < raw ? reason + AtMaximum : reason;
                explanation.Add(new ScorePoint(part, question.Question.Question.Id, points, points, reason));
            }
        }

        // What was not asked counts as missed only where what was asked cannot account for it.
        Miss(asked: true, ticks, room, belowCap, ref left, explanation, first);
        Miss(asked: false, ticks, room, belowCap, ref left, explanation, first);
        return Domain.Points.Plain(PointsSince(first, explanation));
    }

    private void Miss(
        bool asked, Ticks ticks, Span<decimal> room, Span<decimal> belowCap, ref decimal left,
        List<ScorePoint> explanation, int first)
    {
        var at = 0;
        for (var r = 0; r < rules.Length && left > 0; r++)
        {
            foreach (var question in rules[r].Questions)
            {
                if (question.Question.IsAsked(ticks) == asked)
                {
                    var missed = Math.Min(room[at], Math.Min(belowCap[r], left));
                    belowCap[r] -= missed;
                    left -= missed;
                    var point = explanation[first + at];
                    explanation[first + at] = missed == 0
                        ? point
                        : point with { Maximum = Domain.Points.Plain(point.Points + missed) };
                }

                at++;
            }
        }
    }

    private static decimal PointsSince(int first, List<ScorePoint> explanation)
    {
        var points = 0m;
        for (var i = first; i < explanation.Count; i++)
        {
            points += explanation[i].Points;
        }

        return points;
    }

    private sealed record LaidRules(Rule Rule, LaidRule[] Questions)
    {
        public decimal Limit { get; } = Rule.Limit ?? decimal.MaxValue;
    }
}
