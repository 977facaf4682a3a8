using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Tests.Domain.RuleSets;

/// <summary>Random questionnaires, rule sets that fit them, and answers, the same for a seed in each run.</summary>
internal sealed class RandomRules
{
    private readonly Random random;

    private RandomRules(int seed)
    {
        random = new Random(seed);
        Questionnaire = new Questionnaire("random", [.. Enumerable.Range(1, 1 + random.Next(3)).Select(NewObjective)])
        {
            ExtraQuestions = [new Question("extra.mark", "mark", "Cijfer") { Kind = QuestionKind.Mark }],
        };
        Rules = NewRules();
    }

    public Questionnaire Questionnaire { get; }

    public RuleSet Rules { get; }

    /// <summary>The first of the seeds from here on whose rules fit.</summary>
    public static (RandomRules Found, int Seed) From(int seed)
    {
        while (true)
        {
            var drawn = new RandomRules(seed);
            if (RuleSetCheck.FaultsOf(drawn.Rules, [drawn.Questionnaire]).Count == 0)
            {
                return (drawn, seed);
            }

            seed++;
        }
    }

    /// <summary>Some of the questions answered, also such as are not asked.</summary>
    public AnswerSheet NewAnswers() => new(
        Questionnaire.Questions.Where(_ => random.Next(5) > 0).ToDictionary(q => q.Id, NewAnswer));

    /// <summary>Answers that nobody asked for: unknown questions and options, a number of others.</summary>
    public static AnswerSheet WithMore(AnswerSheet sheet)
    {
        var more = new Dictionary<string, Answer>(sheet.Answers)
        {
            ["nowhere.policy"] = new(["yes"]),
            ["extra.mark"] = new([], "8"),
            [""] = new(["", "yes"], "İstanbul ı"),
        };
        foreach (var (question, answer) in sheet.Answers)
        {
            more[question] = answer with { Options = [.. answer.Options, "no-option", .. answer.Options] };
        }

        return new AnswerSheet(more);
    }

    private Answer NewAnswer(Question question) => question.Kind switch
    {
        QuestionKind.Single => new([question.Options[random.Next(question.Options.Count)].Id]),
        QuestionKind.Multiple => new([.. question.Options.Where(_ => random.Next(3) == 0).Select(o => o.Id)]),
        _ => new([], random.Next(2) == 0 ? "tekst" : null),
    };

    private Objective NewObjective(int number)
    {
        Question[] fixedOnes =
        [
            NewQuestion(number, "policy", Part.Anchoring, QuestionKind.Single, 3, null),
            NewQuestion(number, "laid-down", Part.Anchoring, QuestionKind.Single, 2, "policy"),
            NewQuestion(number, "documents", Part.Anchoring, QuestionKind.Multiple, 3, "laid-down"),
        ];
        var contents = Enumerable.Range(1, 1 + random.Next(4)).Select(i => NewQuestion(
            number, $"content-{i}", Part.Content, QuestionKind.Multiple, 1 + random.Next(8),
            random.Next(4) == 0 ? "policy" : null));
        Question[] others =
        [
            NewQuestion(number, "own-measure", Part.Content, QuestionKind.Text, 0, null),
            NewQuestion(number, "reach-view", Part.Reach, QuestionKind.Single, 2, null),
            NewQuestion(number, "reach-share", Part.Reach, QuestionKind.Single, 4, "reach-view"),
        ];
        return new Objective($"o-{number}", number, $"Doelstelling {number}", [.. fixedOnes, .. contents, .. others])
        {
            Theme = (Theme)random.Next(2),
        };
    }

    private Question NewQuestion(
        int objective, string code, Part part, QuestionKind kind, int options, string? after) =>
        new($"o-{objective}.{code}", code, $"Vraag {code}?")
        {
            Part = part,
            Kind = kind,
            Options =
            [
                .. Enumerable.Range(0, options).Select(i => new Option($"option-{i}", $"Keuze {i}")),
                .. kind == QuestionKind.Multiple ? [new Option("none", "Geen") { Exclusive = true }] : (Option[])[],
            ],
            ShownWhen = after is null ? null : new Condition($"o-{objective}.{after}", $"option-{random.Next(2)}"),
        };

    private RuleSet NewRules()
    {
        var own = random.Next(0, 20);
        return new RuleSet(
            "random", 1, "Willekeurig", null, ["random"], "policy", new Norms(random.Next(0, 50), random.Next(50, 100)),
            [
                new PartRules(Part.Anchoring, 25, [NewChoice("policy", 3), NewChoice("laid-down", 2)]),
                new PartRules(Part.Content, 50, [NewContent(50 - own), new TextRule("own-measure", "Doe.", own)]),
                new PartRules(Part.Reach, 25, [NewChoice("reach-view", 2), NewChoice("reach-share", 4)]),
            ],
            ["documents"]);
    }

    private ChoiceRule NewChoice(string question, int options)
    {
        var most = question is "policy" or "reach-view" ? 10 : 15;
        return new ChoiceRule(question, "Kies {option}.", Enumerable.Range(0, options).ToDictionary(
            i => $"option-{i}", i => i == 0 ? most : (decimal)random.Next(0, most * 100) / 100));
    }

    private Rule NewContent(decimal points) => random.Next(4) switch
    {
        0 => new DividedRule("content-*", "Doe {option}.", points),
        1 => new DividedRule("content-*", "Doe {option}.", points + random.Next(0, 20)),
        2 => new PerMeasureRule("content-*", "Doe {option}.", random.Next(500, 4000) / 100m, points),
        _ => new ShareRule("content-*", "Doe {option}.", points),
    };
}
