using System.Text.Json;
using System.Text.Json.Serialization;

namespace Monitor.Benchmark.Domain;

/// <summary>
/// What benchmark needs to know of a published questionnaire: its objectives, and what can be counted.
/// </summary>
public sealed record Questionnaire(string Id, IReadOnlyList<Objective> Objectives)
{
    /// <summary>Questions beside the objectives (extra vragen): they earn no points.</summary>
    public IReadOnlyList<ExtraQuestion> ExtraQuestions { get; init; } = [];

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
    public const string LaidDownCode = "laid-down";
    public const string DocumentsCode = "documents";
    public const string OwnMeasureCode = "own-measure";

    /// <summary>The option of <see cref="PolicyCode"/> that says that the objective is in policy.</summary>
    public const string InPolicyOption = "in-policy";

    /// <summary>The option of <see cref="PolicyCode"/> that says that the municipality intends to.</summary>
    public const string IntendedOption = "intended";

    /// <summary>The option of <see cref="LaidDownCode"/> that says that the objective stands in a document.</summary>
    public const string LaidDownOption = "yes";

    public QuestionKind Kind { get; init; } = QuestionKind.Multiple;

    public IReadOnlyList<Option> Options { get; init; } = [];
}

/// <summary>A question beside the objectives (extra vraag). Codes are the same in every questionnaire.</summary>
public sealed record ExtraQuestion(string Id, string Code, QuestionKind Kind, string Label)
{
    /// <summary>The mark (rapportcijfer) for the policy of now.</summary>
    public const string MarkOfNowCode = "mark-now";

    public IReadOnlyList<Option> Options { get; init; } = [];
}

/// <summary>How a question is answered.</summary>
public enum QuestionKind
{
    Single,
    Multiple,
    Text,
    Number,

    /// <summary>Rapportcijfer: a whole number from 1 to 10.</summary>
    Mark,
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
