namespace Monitor.Seeds;

/// <summary>How many respondents of one objective give each answer: fixed, whoever they turn out to be.</summary>
/// <param name="Objective">The objective, with its questions.</param>
/// <param name="Respondents">How many answer the objective.</param>
/// <param name="Anchoring">Respondents per <see cref="Monitor.Seeds.Anchoring"/>, indexed by it.</param>
/// <param name="Questions">The content questions, in the order asked.</param>
/// <param name="OwnMeasure">Respondents who name a measure of their own.</param>
/// <param name="Reach">Respondents per <see cref="Monitor.Seeds.Reach"/>, indexed by it.</param>
public sealed record Margins(
    Objective Objective,
    int Respondents,
    IReadOnlyList<int> Anchoring,
    IReadOnlyList<QuestionMargins> Questions,
    int OwnMeasure,
    IReadOnlyList<int> Reach)
{
    /// <summary>Puts the printed and the chosen counts of every objective together.</summary>
    /// <exception cref="InvalidDataException">The counts contradict each other or name unknown options.</exception>
    public static IReadOnlyList<Margins> Of(Questionnaire questionnaire, Published report, Choices choices) =>
    [
        .. questionnaire.Objectives.Select(objective =>
        {
            var printed = report.Objectives.Single(printed => printed.Objective == objective.Id);
            return Of(
                objective,
                printed.Respondents,
                printed.InPolicy.Count,
                [.. objective.Content.Select(question => QuestionMargins.Of(
                    question,
                    printed.Questions.Single(table => table.Question == question.Id),
                    printed.Respondents))],
                choices.Objectives.Single(chosen => chosen.Objective == objective.Id));
        }),
    ];

    /// <summary>The counts of an earlier round: content by a share of the later one's, the rest as chosen.</summary>
    /// <param name="questionnaire">The earlier round's, which asks the same.</param>
    /// <param name="later">The margins of the later round.</param>
    /// <param name="choices">The earlier round's.</param>
    /// <param name="respondents">How many answered, each of them everything.</param>
    /// <exception cref="InvalidDataException">The counts contradict each other or name unknown options.</exception>
    public static IReadOnlyList<Margins> Earlier(
        Questionnaire questionnaire, IReadOnlyList<Margins> later, Choices choices, int respondents) =>
    [
        .. questionnaire.Objectives.Zip(later).Select(pair =>
        {
            var (objective, after) = pair;
            var chosen = choices.Objectives.Single(chosen => chosen.Objective == objective.Id);
            Require(
                chosen is { InPolicy: not null, ContentPercentage: not null }
                    && after.Objective.Id == objective.Id
                    && after.Questions.Count == objective.Content.Count,
                objective,
                "the later round asks something else, or a choice is missing");
            return Of(
                objective,
                respondents,
                chosen.InPolicy!.Value,
                [.. objective.Content.Zip(after.Questions, (question, margins) => margins.Scaled(
                    question, respondents * chosen.ContentPercentage!.Value, after.Respondents * 100))],
                chosen);
        }),
    ];

    private static Margins Of(
        Objective objective,
        int respondents,
        int inPolicy,
        IReadOnlyList<QuestionMargins> questions,
        ObjectiveChoices chosen)
    {
        var share = chosen.ReachShare;
        int[] anchoring =
        [
            respondents - inPolicy - chosen.Intended,
            chosen.Intended,
            inPolicy - chosen.LaidDown,
            chosen.LaidDown,
        ];
        int[] reach =
        [
            respondents - chosen.ReachView,
            share["none"],
            share["less-than-half"],
            share["more-than-half"],
            share["everyone"],
        ];
        Require(anchoring.All(count => count >= 0), objective, "anchoring does not add up");
        Require(reach.Sum() == respondents, objective, "the shares reached do not add up");
        return new Margins(objective, respondents, anchoring, questions, chosen.OwnMeasure, reach);
    }

    private static void Require(bool holds, Objective objective, string fault)
    {
        if (!holds)
        {
            throw new InvalidDataException($"{objective.Id}: {fault}.");
        }
    }
}

/// <summary>One content question: how many tick a measure at all, and how many each measure.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answering">
/// Respondents who tick at least one measure; the others tick "geen onderdeel van beleid".
/// </param>
/// <param name="Measures">The measures and how many tick each.</param>
public sealed record QuestionMargins(
    Question Question, int Answering, IReadOnlyList<(Option Option, int Count)> Measures)
{
    public static QuestionMargins Of(Question question, PublishedQuestion table, int respondents)
    {
        var counts = table.Options.ToDictionary(option => option.Option, option => option.Count);
        var answering = respondents
            - question.Options.Where(option => option.Exclusive).Sum(option => counts[option.Id]);
        (Option, int)[] measures =
            [.. question.Options.Where(option => !option.Exclusive).Select(option => (option, counts[option.Id]))];
        var ticks = measures.Sum(measure => measure.Item2);
        if (ticks < answering || measures.Any(measure => measure.Item2 > answering))
        {
            throw new InvalidDataException(
                $"{question.Id}: {ticks} ticks cannot be shared by {answering} respondents.");
        }

        return new QuestionMargins(question, answering, measures);
    }

    /// <summary>The same question in another round, each count times a fraction, rounded down.</summary>
    public QuestionMargins Scaled(Question question, int numerator, int denominator)
    {
        (Option Option, int Count)[] measures = [.. question.Options
            .Where(option => !option.Exclusive)
            .Select(option => (option, Count(option) * numerator / denominator))];

        // Rounding down may leave fewer ticks than respondents; who would be left without ticks nothing.
        var answering = Math.Min(Answering * numerator / denominator, measures.Sum(measure => measure.Count));
        return new QuestionMargins(
            question, answering, [.. measures.Select(line => (line.Option, Math.Min(line.Count, answering)))]);
    }

    private int Count(Option option) => Measures.Single(measure => measure.Option.Id == option.Id).Count;
}
