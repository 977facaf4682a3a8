namespace Monitor.Scoring.Domain;

/// <summary>Answers of one revision of a response, by id of the question; a question left blank is absent.</summary>
public sealed class AnswerSheet(IReadOnlyDictionary<string, Answer> answers)
{
    public static AnswerSheet Empty { get; } = new(new Dictionary<string, Answer>());

    /// <summary>The answers that were given, by id of the question.</summary>
    public IReadOnlyDictionary<string, Answer> Answers => answers;

    /// <summary>The answer to a question; <see cref="Answer.Blank"/> when there is none.</summary>
    public Answer this[string question] => answers.TryGetValue(question, out var answer) ? answer : Answer.Blank;

    /// <summary>The same sheet with one answer replaced.</summary>
    public AnswerSheet With(string question, Answer answer) =>
        new(new Dictionary<string, Answer>(answers) { [question] = answer });
}

/// <summary>One answer: ids of the ticked options, or a text. Numbers and marks count for no score.</summary>
public sealed record Answer(IReadOnlyList<string> Options, string? Text = null)
{
    public static Answer Blank { get; } = new([]);

    public bool HasTicked(string option) => Options.Contains(option, StringComparer.Ordinal);

    public bool HasText => !string.IsNullOrWhiteSpace(Text);
}
