using System.Text.Json;

namespace Monitor.Seeds;

/// <summary>A questionnaire as its file in <c>seeds/questionnaires</c> has it.</summary>
public sealed record Questionnaire(string Id, IReadOnlyList<Objective> Objectives)
{
    /// <summary>Asked once, after the objectives; they count for no score.</summary>
    public IReadOnlyList<Question> ExtraQuestions { get; init; } = [];

    /// <summary>All questions in the order asked.</summary>
    public IEnumerable<Question> Questions =>
        Objectives.SelectMany(objective => objective.Questions).Concat(ExtraQuestions);
}

/// <summary>One objective (doelstelling) with its questions in the order asked.</summary>
public sealed record Objective(string Id, int Number, string Title, IReadOnlyList<Question> Questions)
{
    /// <summary>The content questions: those that the tables of the report count.</summary>
    public IReadOnlyList<Question> Content =>
        [.. Questions.Where(question => question.Part == "CONTENT" && question.Kind == "MULTIPLE")];
}

/// <summary>
/// A question; asked always, or only after the option of <see cref="ShownWhen"/>. An extra question has no part.
/// </summary>
public sealed record Question(string Id, string Code, string? Part, string Kind, string Label)
{
    /// <summary>Empty for a text and a mark.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    public Condition? ShownWhen { get; init; }
}

/// <summary>Asked only when that question was answered with that option.</summary>
public sealed record Condition(string Question, string Option);

/// <summary>An answer to tick: alone when exclusive, with a text of one's own when it takes one.</summary>
public sealed record Option(string Id, string Label)
{
    public bool Exclusive { get; init; }

    public bool TakesText { get; init; }
}

/// <summary>Reads questionnaires from <c>seeds/questionnaires</c>.</summary>
public static class Questionnaires
{
    /// <exception cref="JsonException">The file is not a questionnaire.</exception>
    public static Questionnaire Read(string path) =>
        JsonSerializer.Deserialize<Questionnaire>(File.ReadAllBytes(path), JsonSerializerOptions.Web)
        ?? throw new JsonException($"{path} holds no questionnaire.");
}
