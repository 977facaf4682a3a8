using System.Globalization;

namespace Monitor.Scoring.Domain;

/// <summary>
/// Whether the rules of a rule set fit a questionnaire that it names: every question is covered, every code and option
/// is there, and every objective can earn exactly the maximum of each part.
/// </summary>
public static class RuleSetCheck
{
    /// <summary>Every fault against all questionnaires that the rule set names.</summary>
    public static IReadOnlyList<RuleSetFault> FaultsOf(RuleSet rules, IReadOnlyList<Questionnaire> questionnaires) =>
    [
        .. questionnaires.SelectMany(q => FaultsOf(rules, q)),
        .. rules.NotScored.Index()
            .Where(n => !questionnaires.SelectMany(q => q.Questions).Any(q => CodePattern.Matches(n.Item, q.Code)))
            .Select(n => new RuleSetFault($"/notScored/{n.Index}", $"There is no question {n.Item}.")),
    ];

    /// <summary>Every fault, each with its path in the document; none when the rules fit.</summary>
    public static IReadOnlyList<RuleSetFault> FaultsOf(RuleSet rules, Questionnaire questionnaire)
    {
        var faults = new List<RuleSetFault>();
        var form = new Form(questionnaire);
        foreach (var objective in questionnaire.Objectives)
        {
            var found = new ObjectiveCheck(rules, questionnaire.Id, objective).Faults();
            faults.AddRange(found);

            // Rules that do not fit their questions would only repeat that; what is not covered earns nothing anyhow.
            if (found.All(f => f.Path.StartsWith("/notScored", StringComparison.Ordinal)))
            {
                faults.AddRange(FaultsOfMaxima(rules, questionnaire.Id, objective, form));
            }
        }

        faults.AddRange(FaultsOfExtraQuestions(rules, questionnaire));
        return faults;
    }

    private static IEnumerable<RuleSetFault> FaultsOfMaxima(
        RuleSet rules, string questionnaire, Objective objective, Form form)
    {
        if (Attainable.In(rules, objective, form) is not { } attainable)
        {
            yield return new RuleSetFault(
                "/parts",
                $"{questionnaire}, {objective.Id}: its conditions branch too much to find what can be earned.");
            yield break;
        }

        for (var i = 0; i < rules.Parts.Count; i++)
        {
            var (part, maximum, _) = rules.Parts[i];
            if (attainable.ByPart[part] != maximum)
            {
                yield return new RuleSetFault(
                    $"/parts/{i}",
                    $"{questionnaire}, {objective.Id}: {DocumentNode.Name(part)} can earn at most "
                    + $"{Written(attainable.ByPart[part])} of {Written(maximum)} points.");
            }
        }

        if (attainable.Together != RuleSet.Maximum
            && rules.Parts.All(p => attainable.ByPart[p.Part] == p.Maximum))
        {
            yield return new RuleSetFault(
                "/parts",
                $"{questionnaire}, {objective.Id}: no answers earn the maximum of every part at once; "
                + $"at most {Written(attainable.Together)} points together.");
        }
    }

    private static IEnumerable<RuleSetFault> FaultsOfExtraQuestions(RuleSet rules, Questionnaire questionnaire) =>
        from question in questionnaire.ExtraQuestions
        from part in rules.Parts.Index()
        from rule in part.Item.Rules.Index()
        where rule.Item.Question == question.Code
        select new RuleSetFault(
            $"/parts/{part.Index}/rules/{rule.Index}/question",
            $"{questionnaire.Id}: {question.Id} is an extra question, which counts for no score.");

    private static string Written(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>Holds the rules against the questions of one objective.</summary>
internal sealed class ObjectiveCheck(RuleSet rules, string questionnaire, Objective objective)
{
    private readonly List<RuleSetFault> faults = [];
    private readonly Dictionary<string, string> scoredAt = new(StringComparer.Ordinal);

    public IReadOnlyList<RuleSetFault> Faults()
    {
        CheckAnsweredBy();
        for (var i = 0; i < rules.Parts.Count; i++)
        {
            for (var j = 0; j < rules.Parts[i].Rules.Count; j++)
            {
                CheckRule(rules.Parts[i].Part, rules.Parts[i].Rules[j], $"/parts/{i}/rules/{j}");
            }
        }

        CheckCoverage();
        return faults;
    }

    private void CheckAnsweredBy()
    {
        var decisive = objective.Questions.FirstOrDefault(q => q.Code == rules.AnsweredBy);
        if (decisive is null)
        {
            Fault("/answeredBy", $"there is no question {rules.AnsweredBy}.");
        }
        else if (decisive.Options.Count == 0 || decisive.ShownWhen is not null)
        {
            Fault("/answeredBy", $"{decisive.Id} must have options and always be asked.");
        }
    }

    private void CheckRule(Part part, Rule rule, string path)
    {
        Question[] questions = [.. objective.Questions.Where(rule.Scores)];
        if (questions.Length == 0)
        {
            Fault($"{path}/question", $"there is no question {rule.Question}.");
        }

        foreach (var question in questions)
        {
            CheckQuestion(part, rule, question, path);
        }
    }

    private void CheckQuestion(Part part, Rule rule, Question question, string path)
    {
        if (!scoredAt.TryAdd(question.Id, path))
        {
            Fault($"{path}/question", $"{question.Id} is scored by {scoredAt[question.Id]} already.");
        }

        if (question.Part != part)
        {
            var other = question.Part is { } its ? DocumentNode.Name(its) : "no part";
            Fault($"{path}/question", $"{question.Id} belongs to {other}, not to {DocumentNode.Name(part)}.");
        }

        if (!rule.CanScore(question.Kind))
        {
            var kind = DocumentNode.Name(question.Kind);
            Fault($"{path}/kind", $"{question.Id} is {kind}; this kind of rule takes {rule.Takes}.");
        }
        else if (rule is ChoiceRule choice)
        {
            CheckOptions(choice, question, path);
        }
    }

    private void CheckOptions(ChoiceRule choice, Question question, string path)
    {
        foreach (var option in choice.Points.Keys.Where(id => question.Options.All(o => o.Id != id)))
        {
            Fault($"{path}/points/{option}", $"{question.Id} has no option {option}.");
        }

        foreach (var option in question.Options.Where(o => !choice.Points.ContainsKey(o.Id)))
        {
            Fault($"{path}/points", $"option {option.Id} of {question.Id} has no points; say 0 for none.");
        }
    }

    private void CheckCoverage()
    {
        foreach (var question in objective.Questions)
        {
            var stated = rules.NotScored.Index().Where(n => CodePattern.Matches(n.Item, question.Code)).ToList();
            if (!scoredAt.TryGetValue(question.Id, out var path) && stated.Count == 0)
            {
                Fault("/notScored", $"{question.Id} ({question.Code}) is neither scored nor stated as not scored.");
            }
            else if (path is not null && stated.Count > 0)
            {
                Fault($"/notScored/{stated[0].Index}", $"{question.Id} is scored by {path}.");
            }
        }
    }

    private void Fault(string path, string message) =>
        faults.Add(new RuleSetFault(path, $"{questionnaire}, {objective.Id}: {message}"));
}
