namespace Monitor.Scoring.Domain;

/// <summary>A measure that can be suggested, as a questionnaire and its rules have it.</summary>
/// <param name="Key">The measure; without an option, the question's suggestion as a whole.</param>
/// <param name="Objective">Id of its objective.</param>
/// <param name="Part">The part of the score that it raises.</param>
/// <param name="QuestionLabel">The question, in Dutch.</param>
/// <param name="OptionLabel">The option, in Dutch; null without one.</param>
public sealed record KnownMeasure(
    MeasureKey Key, string Objective, Part Part, string QuestionLabel, string? OptionLabel)
{
    /// <summary>What people read: the option, and where there is none the question.</summary>
    public string Label => OptionLabel ?? QuestionLabel;

    /// <summary>
    /// Whether the editors can write about it: an option, or a question that has none. The suggestion of a question
    /// with options can be marked as a whole, and its texts are those of its options.
    /// </summary>
    public bool TakesText { get; init; }

    /// <summary>Every measure of a questionnaire that earns points by these rules, in the order of questions.</summary>
    public static IReadOnlyList<KnownMeasure> Of(RuleSet rules, Questionnaire questionnaire) =>
        [.. questionnaire.Objectives.SelectMany(o => o.Questions.SelectMany(q => OfQuestion(rules, o, q)))];

    private static IEnumerable<KnownMeasure> OfQuestion(RuleSet rules, Objective objective, Question question)
    {
        foreach (var part in rules.Parts)
        {
            if (part.Rules.FirstOrDefault(r => r.Scores(question)) is not { } rule)
            {
                continue;
            }

            var options = rule.MeasuresOf(question).ToList();
            yield return new KnownMeasure(
                new MeasureKey(question.Id, null), objective.Id, part.Part, question.Label, null)
            {
                TakesText = options.Count == 0,
            };
            foreach (var option in options)
            {
                yield return new KnownMeasure(
                    new MeasureKey(question.Id, option.Id), objective.Id, part.Part, question.Label, option.Label)
                {
                    TakesText = true,
                };
            }
        }
    }
}
