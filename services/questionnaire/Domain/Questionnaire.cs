namespace Monitor.Questionnaire.Domain;

/// <summary>One version of a questionnaire (vragenlijst): data, which does not change once published.</summary>
/// <remarks>Read from <c>seeds/questionnaires/*.json</c>; <see cref="QuestionnaireJson"/> knows the form.</remarks>
public sealed record Questionnaire(
    string Id, string Title, string? Source, string? Licence, IReadOnlyList<Objective> Objectives)
{
    private readonly Lazy<Dictionary<string, Question>> questionsById = new(() => Objectives
        .SelectMany(o => o.Questions).ToDictionary(q => q.Id, StringComparer.Ordinal));

    private readonly Lazy<Dictionary<string, int>> positions = new(() => Objectives
        .SelectMany(o => o.Questions).Select((q, position) => (q.Id, position))
        .ToDictionary(q => q.Id, q => q.position, StringComparer.Ordinal));

    /// <summary>All questions, in order.</summary>
    public IEnumerable<Question> Questions => Objectives.SelectMany(o => o.Questions);

    /// <summary>The question with this id; null when the questionnaire has none.</summary>
    public Question? Question(string id) => questionsById.Value.GetValueOrDefault(id);

    /// <summary>The place of a question in the questionnaire, from 0.</summary>
    public int PositionOf(string questionId) => positions.Value[questionId];
}

/// <summary>An objective (doelstelling) and the questions that measure it.</summary>
/// <param name="Id">Such as <c>child-abuse-1</c>: the same in every questionnaire that holds the objective.</param>
/// <param name="Number">Its number within the theme, from 1.</param>
/// <param name="Theme">Child abuse or domestic violence.</param>
/// <param name="Title">Short, in Dutch.</param>
/// <param name="Definition">The objective as published.</param>
/// <param name="Rationale">Why it matters, as published.</param>
/// <param name="Questions">In the order in which they are asked.</param>
public sealed record Objective(
    string Id,
    int Number,
    Theme Theme,
    string Title,
    string Definition,
    string? Rationale,
    IReadOnlyList<Question> Questions)
{
    /// <summary>The first anchoring question: an objective counts as answered when this one is.</summary>
    public Question? Opening => Questions.FirstOrDefault(q => q.Part == Part.Anchoring);
}

/// <param name="Id">Such as <c>child-abuse-1.policy</c>.</param>
/// <param name="Code">The name within the objective, such as <c>policy</c>.</param>
/// <param name="Part">The part of the score that it counts for.</param>
/// <param name="Kind">What an answer looks like.</param>
/// <param name="Label">The wording.</param>
/// <param name="Help">Explanation beside the wording.</param>
/// <param name="ShownWhen">Asked only when this answer is given; null when always asked.</param>
/// <param name="Options">Empty for text and number.</param>
/// <param name="Minimum">The smallest number taken; null for no limit.</param>
/// <param name="Maximum">The largest number taken; null for no limit.</param>
public sealed record Question(
    string Id,
    string Code,
    Part Part,
    QuestionKind Kind,
    string Label,
    string? Help,
    Condition? ShownWhen,
    IReadOnlyList<Option> Options,
    decimal? Minimum,
    decimal? Maximum)
{
    /// <summary>The option with this id; null when the question has none.</summary>
    public Option? Option(string id) => Options.FirstOrDefault(o => o.Id == id);
}

/// <param name="Id">Unique within the question.</param>
/// <param name="Label">The wording.</param>
/// <param name="Exclusive">Excludes all other options ("geen onderdeel van beleid").</param>
/// <param name="TakesText">May carry a text ("Anders, namelijk").</param>
public sealed record Option(string Id, string Label, bool Exclusive, bool TakesText);

/// <param name="Question">The id of the question that decides.</param>
/// <param name="Option">The option that must be chosen there.</param>
public sealed record Condition(string Question, string Option);

public enum Theme
{
    ChildAbuse,
    DomesticViolence,
}

public enum Part
{
    Anchoring,
    Content,
    Reach,
}

public enum QuestionKind
{
    Single,
    Multiple,
    Text,
    Number,
}
