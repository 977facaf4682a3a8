using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Benchmark.Domain;

/// <summary>
/// What benchmark needs to know of a published questionnaire: its objectives, and what can be counted.
/// </summary>
public sealed record Questionnaire(string Id, IReadOnlyList<Objective> Objectives)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false) },
    };

    /// <summary>Reads the format of <c>seeds/questionnaires</c>; what benchmark does not need is skipped.</summary>
    /// <exception cref="JsonException">The text is not JSON or misses what benchmark needs.</exception>
    public static Questionnaire Parse(string json) =>
        JsonSerializer.Deserialize<Questionnaire>(json, Json)
        ?? throw new JsonException("The questionnaire is empty.");
}

/// <summary>An objective (doelstelling) and its questions.</summary>
public sealed record Objective(string Id, IReadOnlyList<Question> Questions)
{
    /// <summary>
    /// The question whether the objective is in policy; it also decides whether the objective is answered.
    /// </summary>
    public Question Policy => Questions.First(q => q.Code == Question.PolicyCode);

    /// <summary>The questions whose options are counted.</summary>
    public IEnumerable<Question> ContentQuestions =>
        Questions.Where(q => q.Part == Part.Content && q.Options.Count > 0);
}

/// <summary>A question (vraag).</summary>
public sealed record Question(string Id, string Code, Part Part, string Label)
{
    public const string PolicyCode = "policy";

    /// <summary>The option of <see cref="PolicyCode"/> that says that the objective is in policy.</summary>
    public const string InPolicyOption = "in-policy";

    public IReadOnlyList<Option> Options { get; init; } = [];
}

/// <summary>An option of a question.</summary>
public sealed record Option(string Id, string Label)
{
    /// <summary>Means "none of these".</summary>
    public bool Exclusive { get; init; }

    /// <summary>Stands for what somebody writes beside it.</summary>
    public bool TakesText { get; init; }
}

/// <summary>A part (onderdeel) of an objective.</summary>
public enum Part
{
    Anchoring,
    Content,
    Reach,
}
