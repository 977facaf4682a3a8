namespace Monitor.Questionnaire.Domain;

/// <summary>One version of a questionnaire (vragenlijst): data, which does not change once published.</summary>
/// <remarks><see cref="QuestionnaireJson"/> knows the document that it is read from and written to.</remarks>
/// <param name="Id">Such as <c>monitor-2018</c>.</param>
/// <param name="Title">In Dutch.</param>
/// <param name="Source">Where its wording comes from.</param>
/// <param name="Licence">On what terms it is used.</param>
/// <param name="Objectives">In the order in which they are asked.</param>
/// <param name="ExtraQuestions">Asked once, after the objectives; they count for no score.</param>
public sealed record Questionnaire(
    string Id,
    string Title,
    string? Source,
    string? Licence,
    IReadOnlyList<Objective> Objectives,
    IReadOnlyList<Question> ExtraQuestions)
{
    private readonly Lazy<Dictionary<string, Question>> questionsById = new(() => AllOf(Objectives, ExtraQuestions)
        .ToDictionary(q => q.Id, StringComparer.Ordinal));

    private readonly Lazy<Dictionary<string, int>> positions = new(() => AllOf(Objectives, ExtraQuestions)
        .Select((q, position) => (q.Id, position))
        .ToDictionary(q => q.Id, q => q.position, StringComparer.Ordinal));

    /// <summary>The id of the published version that this one takes the place of; null when of none.</summary>
    public string? Supersedes { get; init; }

    /// <summary>What is known of it as a draft; null once it is published.</summary>
    public DraftState? Draft { get; init; }

    /// <summary>When it was published; null for a draft, and for a document that no store read.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>All questions, in order; the extra ones last.</summary>
    public IEnumerable<Question> Questions => AllOf(Objectives, ExtraQuestions);

    /// <summary>The question with this id; null when the questionnaire has none.</summary>
    public Question? Question(string id) => questionsById.Value.GetValueOrDefault(id);

    /// <summary>The place of a question in the questionnaire, from 0.</summary>
    public int PositionOf(string questionId) => positions.Value[questionId];

    /// <summary>The same with other contents; <c>with</c> would keep the old index of questions.</summary>
    public Questionnaire Holding(IReadOnlyList<Objective> objectives, IReadOnlyList<Question> extraQuestions) =>
        new(Id, Title, Source, Licence, objectives, extraQuestions)
        {
            Supersedes = Supersedes,
            Draft = Draft,
            PublishedAt = PublishedAt,
        };

    private static IEnumerable<Question> AllOf(
        IReadOnlyList<Objective> objectives, IReadOnlyList<Question> extraQuestions) =>
        objectives.SelectMany(o => o.Questions).Concat(extraQuestions);
}

/// <summary>An objective (doelstelling) and the questions that measure it.</summary>
/// <param name="Id">Such as <c>child-abuse-1</c>: the same in every questionnaire that holds the objective.</param>
/// <param name="Number">Its number within the theme, from 1.</param>
/// <param name="Theme">Child abuse or domestic violence.</param>
/// <param name="Title">Short, in Dutch.</param>
/// <param name="Definition">The objective as published.</param>
/// <param name="Rationale">Why it matters, as published.</param>
/// <param name="Provenance">Whether it was published, or made after public sources.</param>
/// <param name="Source">Those sources; there for every reconstructed one.</param>
/// <param name="Questions">In the order in which they are asked.</param>
public sealed record Objective(
    string Id,
    int Number,
    Theme Theme,
    string Title,
    string Definition,
    string? Rationale,
    Provenance Provenance,
    string? Source,
    IReadOnlyList<Question> Questions)
{
    /// <summary>The first anchoring question: an objective counts as answered when this one is.</summary>
    public Question? Opening => Questions.FirstOrDefault(q => q.Part == Part.Anchoring);
}

/// <param name="Id">Such as <c>child-abuse-1.policy</c>.</param>
/// <param name="Code">The name within the objective, such as <c>policy</c>.</param>
/// <param name="Part">The part of the score that it counts for; null for an extra question.</param>
/// <param name="Kind">What an answer looks like.</param>
/// <param name="Label">The wording.</param>
/// <param name="Help">Explanation beside the wording.</param>
/// <param name="Source">Where its wording comes from, when that is not where the questionnaire's does.</param>
/// <param name="ShownWhen">Asked only when this answer is given; null when always asked.</param>
/// <param name="Options">Empty for text and number.</param>
/// <param name="Minimum">The smallest number taken; null for no limit.</param>
/// <param name="Maximum">The largest number taken; null for no limit.</param>
public sealed record Question(
    string Id,
    string Code,
    Part? Part,
    QuestionKind Kind,
    string Label,
    string? Help,
    string? Source,
    Condition? ShownWhen,
    IReadOnlyList<Option> Options,
    decimal? Minimum,
    decimal? Maximum)
{
    /// <summary>What changed since the version before; null when nothing did, or when there is none.</summary>
    public VersionChange? Change { get; init; }

    /// <summary>Whether it is answered by choosing options.</summary>
    public bool IsChoice => Kind is QuestionKind.Single or QuestionKind.Multiple;

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

public enum Provenance
{
    Published,
    Reconstructed,
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

    /// <summary>Rapportcijfer: a whole number from 1 to 10.</summary>
    Mark,
}
