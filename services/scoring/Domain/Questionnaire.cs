using System.Text.Json;

namespace Monitor.Scoring.Domain;

/// <summary>What scoring needs to know of a published questionnaire, which never changes.</summary>
public sealed record Questionnaire(string Id, IReadOnlyList<Objective> Objectives)
{
    /// <summary>Reads the format of <c>seeds/questionnaires</c>; what scoring does not need is skipped.</summary>
    /// <exception cref="JsonException">The text is not JSON or misses what scoring needs.</exception>
    public static Questionnaire Parse(string json) =>
        JsonSerializer.Deserialize<Questionnaire>(json, DomainJson.Options)
        ?? throw new JsonException("The questionnaire is empty.");
}

/// <summary>An objective (doelstelling) and its questions in the order in which they are asked.</summary>
public sealed record Objective(string Id, int Number, string Title, IReadOnlyList<Question> Questions);

/// <summary>A question (vraag). Rules of a rule set find it by its code.</summary>
/// <remarks>
/// <c>Code</c> says what is asked, the same for every objective: <c>policy</c>, <c>content-1</c>, <c>reach-view</c>.
/// </remarks>
public sealed record Question(string Id, string Code, Part Part, string Label)
{
    /// <summary>Empty where a text or a number is asked.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>When the question is asked; null for always.</summary>
    public Condition? ShownWhen { get; init; }
}

/// <summary>An option of a question. An exclusive one means "none of these" and earns nothing.</summary>
public sealed record Option(string Id, string Label)
{
    public bool Exclusive { get; init; }

    public bool TakesText { get; init; }
}

/// <summary>Holds when this option of this question (by id or by code in the same objective) is ticked.</summary>
public sealed record Condition(string Question, string Option);
