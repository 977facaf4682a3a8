using System.Text.Json;

namespace Monitor.Scoring.Domain;

/// <summary>What scoring needs to know of a published questionnaire, which never changes.</summary>
public sealed record Questionnaire(string Id, IReadOnlyList<Objective> Objectives)
{
    /// <summary>Asked once, after the objectives; they count for no score.</summary>
    public IReadOnlyList<Question> ExtraQuestions { get; init; } = [];

    /// <summary>All questions in the order in which they are asked, the extra ones last.</summary>
    public IEnumerable<Question> Questions => Objectives.SelectMany(o => o.Questions).Concat(ExtraQuestions);

    /// <summary>Reads the format of <c>seeds/questionnaires</c>; what scoring does not need is skipped.</summary>
    /// <exception cref="JsonException">The text is not JSON or misses what scoring needs.</exception>
    public static Questionnaire Parse(string json) =>
        JsonSerializer.Deserialize<Questionnaire>(json, DomainJson.Options)
        ?? throw new JsonException("The questionnaire is empty.");
}

/// <summary>An objective (doelstelling) and its questions in the order in which they are asked.</summary>
public sealed record Objective(string Id, int Number, string Title, IReadOnlyList<Question> Questions)
{
    public Theme Theme { get; init; }
}

/// <summary>A theme (thema) of the approach.</summary>
public enum Theme
{
    ChildAbuse,
    DomesticViolence,
}

/// <summary>A question (vraag). Rules of a rule set find it by its code.</summary>
/// <remarks>
/// <c>Code</c> says what is asked, the same for every objective: <c>policy</c>, <c>content-1</c>, <c>reach-view</c>.
/// <c>Part</c> is null for an extra question.
/// </remarks>
public sealed record Question(string Id, string Code, string Label)
{
    public Part? Part { get; init; }

    public QuestionKind Kind { get; init; }

    /// <summary>Empty where a text, a number or a mark is asked.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>When the question is asked; null for always.</summary>
    public Condition? ShownWhen { get; init; }

    /// <summary>The smallest number taken; null for no limit.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The largest number taken; null for no limit.</summary>
    public decimal? Maximum { get; init; }
}

/// <summary>What an answer to a question looks like.</summary>
public enum QuestionKind
{
    /// <summary>One option.</summary>
    Single,

    /// <summary>Any number of options; an exclusive one excludes the others.</summary>
    Multiple,

    Text,

    Number,

    /// <summary>Rapportcijfer: a whole number from 1 to 10.</summary>
    Mark,
}

/// <summary>An option of a question. An exclusive one means "none of these" and earns nothing.</summary>
public sealed record Option(string Id, string Label)
{
    public bool Exclusive { get; init; }

    public bool TakesText { get; init; }
}

/// <summary>Holds when this option of this question, asked earlier, is ticked and that question was asked.</summary>
public sealed record Condition(string Question, string Option);
