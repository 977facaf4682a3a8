namespace Monitor.Benchmark.Domain;

/// <summary>
/// Frequency table (frequentietabel) of the country on one objective, with its labels as they are now.
/// </summary>
/// <remarks>With a reason there are no numbers and no questions.</remarks>
public sealed record ObjectiveFrequencies(
    string Objective,
    int? Respondents,
    SuppressionReason? Reason,
    Frequency? InPolicy,
    IReadOnlyList<QuestionFrequencies> Questions,
    bool Generated)
{
    /// <summary>Counts the answers of those who answered the objective.</summary>
    /// <param name="objective">With its questions.</param>
    /// <param name="sheets">Ticked options by id of the question: one sheet for each participant.</param>
    /// <param name="generated">Whether answers among them are generated.</param>
    public static ObjectiveFrequencies Of(
        Objective objective, IEnumerable<IReadOnlyDictionary<string, IReadOnlyList<string>>> sheets, bool generated)
    {
        var policy = objective.Policy;
        var answered = sheets.Where(s => s.TryGetValue(policy.Id, out var ticked) && ticked.Count > 0).ToList();
        if (answered.Count < Disclosure.Fewest)
        {
            return new ObjectiveFrequencies(objective.Id, null, SuppressionReason.TooFew, null, [], generated);
        }

        Frequency Count(string question, string option) => Frequency.Of(
            answered.Count(s => s.TryGetValue(question, out var ticked) && ticked.Contains(option)), answered.Count);

        return new ObjectiveFrequencies(
            objective.Id,
            answered.Count,
            Reason: null,
            Count(policy.Id, Question.InPolicyOption),
            [
                .. objective.ContentQuestions.Select(q => new QuestionFrequencies(
                    q.Id,
                    q.Label,
                    [.. q.Options.Select(o => OptionFrequency.Of(o, Count(q.Id, o.Id)))])),
            ],
            generated);
    }
}

/// <summary>A count and its share of those who answered the objective, in whole percents.</summary>
public sealed record Frequency(int Count, int Percentage)
{
    public static Frequency Of(int count, int respondents) =>
        new(count, Rounding.Percentage(count, respondents));
}

/// <summary>Frequencies of a question's options, in their order.</summary>
public sealed record QuestionFrequencies(string Id, string Label, IReadOnlyList<OptionFrequency> Options);

/// <summary>How often an option was ticked.</summary>
public sealed record OptionFrequency(string Id, string Label, int Count, int Percentage)
{
    public static OptionFrequency Of(Option option, Frequency frequency) =>
        new(option.Id, option.Label, frequency.Count, frequency.Percentage);
}
