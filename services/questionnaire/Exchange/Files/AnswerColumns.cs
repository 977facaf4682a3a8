namespace Monitor.Questionnaire.Exchange;

/// <summary>The columns of a file of answers: a row per municipality and question.</summary>
internal static class AnswerColumns
{
    public const string Municipality = "municipality";
    public const string Question = "question";
    public const string Options = "options";
    public const string Text = "text";
    public const string Number = "number";
    public const string SubmittedAt = "submittedAt";
    public const string Remark = "remark";

    /// <summary>What an import reads; only the first two must be there.</summary>
    public static IReadOnlyList<string> Read { get; } =
        [Municipality, Question, Options, Text, Number, SubmittedAt, Remark];

    /// <summary>What an export adds for its reader, and an import passes over.</summary>
    public static IReadOnlyList<string> Told { get; } =
        ["round", "municipalityName", "objective", "questionLabel", "optionLabels", "asked"];

    /// <summary>All of an export, in its order.</summary>
    public static IReadOnlyList<string> Written { get; } = [.. Read, .. Told];
}
