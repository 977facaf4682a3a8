namespace Monitor.Scoring.Domain;

/// <summary>The most points that answers can earn in one objective, conditions and caps included.</summary>
/// <param name="ByPart">The most of each part by itself.</param>
/// <param name="Together">The most that one and the same answers earn in all parts together.</param>
internal sealed record Attainable(IReadOnlyDictionary<Part, decimal> ByPart, decimal Together)
{
    /// <summary>Ways to answer that are compared at once; a real questionnaire has a handful.</summary>
    private const int MostWays = 2_000;

    /// <summary>
    /// Null when there are too many ways to answer. A question depends on one other at most, so the questions are
    /// trees: of each tree the ways to answer that no other way beats, and of those ways the combinations.
    /// </summary>
    public static Attainable? In(RuleSet rules, Objective objective, Form form)
    {
        LaidRule[][] laid = [.. Rules(rules).Select(r => Lay(r.Rule, objective, form))];
        var trees = new AnswerTrees(laid, form);
        IReadOnlyList<decimal[]> ways = [new decimal[laid.Length]];
        foreach (var root in trees.Roots)
        {
            ways = AnswerTrees.Combine(ways, trees.WaysOf(root));
            if (ways.Count > MostWays)
            {
                return null;
            }
        }

        return new Attainable(
            rules.Parts.ToDictionary(p => p.Part, p => ways.Max(w => PointsOf(p, w, rules))),
            ways.Max(w => rules.Parts.Sum(p => PointsOf(p, w, rules))));
    }

    private static LaidRule[] Lay(Rule rule, Objective objective, Form form) =>
        [.. rule.Lay([.. objective.Questions.Where(rule.Scores).Select(q => form[q])])];

    private static IEnumerable<(PartRules Part, Rule Rule)> Rules(RuleSet rules) =>
        rules.Parts.SelectMany(p => p.Rules.Select(r => (p, r)));

    private static decimal PointsOf(PartRules part, decimal[] way, RuleSet rules) =>
        Math.Min(
            part.Maximum,
            Rules(rules).Index()
                .Where(r => r.Item.Part == part)
                .Sum(r => Math.Min(way[r.Index], r.Item.Rule.Limit ?? decimal.MaxValue)));
}

/// <summary>
/// The scored questions of an objective and those that decide whether they are asked, as trees. A way to answer is what
/// each rule earns by it.
/// </summary>
internal sealed class AnswerTrees
{
    private readonly Form form;
    private readonly int rules;
    private readonly Dictionary<FormQuestion, (LaidRule Laid, int Rule)> scored = [];
    private readonly ILookup<FormQuestion, FormQuestion> children;

    /// <param name="laid">By rule, the rule laid on its questions.</param>
    /// <param name="form">The questionnaire.</param>
    public AnswerTrees(LaidRule[][] laid, Form form)
    {
        this.form = form;
        rules = laid.Length;
        foreach (var (rule, questions) in laid.Index())
        {
            foreach (var question in questions)
            {
                scored[question.Question] = (question, rule);
            }
        }

        var all = new HashSet<FormQuestion>();
        foreach (var question in scored.Keys)
        {
            for (var at = question; at is not null && all.Add(at); at = at.ShownWhen?.Question)
            {
            }
        }

        Roots = [.. all.Where(q => q.ShownWhen is null)];
        children = all.Where(q => q.ShownWhen is not null).ToLookup(q => q.ShownWhen!.Question);
    }

    /// <summary>Questions that are always asked.</summary>
    public IReadOnlyList<FormQuestion> Roots { get; }

    /// <summary>The ways to answer a question and all that depends on it, but those that another beats.</summary>
    public IReadOnlyList<decimal[]> WaysOf(FormQuestion question) =>
        Unbeaten([.. Answers(question).SelectMany(ticks => WaysOf(question, ticks))]);

    /// <summary>Every way of one with every way of the other.</summary>
    public static IReadOnlyList<decimal[]> Combine(IReadOnlyList<decimal[]> some, IReadOnlyList<decimal[]> others) =>
        Unbeaten([.. some.SelectMany(one => others.Select(other => one.Zip(other, (a, b) => a + b).ToArray()))]);

    private IReadOnlyList<decimal[]> WaysOf(FormQuestion question, Ticks ticks)
    {
        var own = new decimal[rules];
        if (scored.TryGetValue(question, out var found))
        {
            own[found.Rule] = found.Laid.Of(ticks).Points;
        }

        IReadOnlyList<decimal[]> ways = [own];
        foreach (var child in children[question].Where(c => ticks.Has(c.ShownWhen!.Option)))
        {
            ways = Combine(ways, WaysOf(child));
        }

        return ways;
    }

    /// <summary>Sheets with this question alone answered: as well as its kind allows, and no worse one.</summary>
    private IEnumerable<Ticks> Answers(FormQuestion question)
    {
        var isSingle = question.Question.Kind == QuestionKind.Single;
        var full = form.Blank();
        full.Write(question.Position);
        foreach (var measure in isSingle ? [] : question.Measures)
        {
            full.Tick(measure);
        }

        yield return full; // more measures never earn less and hide nothing
        foreach (var alone in isSingle ? question.Measures.Concat(question.Exclusives) : question.Exclusives)
        {
            var ticks = form.Blank();
            ticks.Tick(alone);
            yield return ticks;
        }
    }

    private static List<decimal[]> Unbeaten(List<decimal[]> ways)
    {
        var kept = new List<decimal[]>();
        foreach (var way in ways)
        {
            if (kept.Exists(k => Beats(k, way)))
            {
                continue;
            }

            kept.RemoveAll(k => Beats(way, k));
            kept.Add(way);
        }

        return kept;
    }

    // Equal ways beat one another: one of them is enough.
    private static bool Beats(decimal[] one, decimal[] other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] < other[i])
            {
                return false;
            }
        }

        return true;
    }
}
