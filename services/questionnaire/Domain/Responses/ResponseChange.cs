namespace Monitor.Questionnaire.Domain;

/// <summary>An act on a response, as its history tells it.</summary>
/// <param name="Response">Id of the response.</param>
/// <param name="At">When.</param>
/// <param name="By">Subject of the token that was used.</param>
/// <param name="Action">What was done.</param>
/// <param name="Revision">The revision after the act.</param>
/// <param name="Reason">Why, where the act needs a reason.</param>
/// <param name="Objectives">Sections that were submitted or reopened.</param>
/// <param name="Changes">From what to what, per question; empty where the answers came with the response.</param>
public sealed record ResponseChange(
    Guid Response,
    DateTimeOffset At,
    string By,
    ResponseAction Action,
    int Revision,
    string? Reason,
    IReadOnlyList<string> Objectives,
    IReadOnlyList<QuestionChange> Changes)
{
    /// <summary>Ids of the questions whose answer or remarks changed, each once.</summary>
    public IReadOnlyList<string> Questions => [.. Changes.Select(c => c.Question).Distinct(StringComparer.Ordinal)];
}

public enum ResponseAction
{
    Started,
    Saved,
    Prefilled,
    Confirmed,
    Undone,
    Remarked,
    Submitted,
    Reopened,
    Withdrawn,
    Imported,
}

/// <summary>What an act changed at one question.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Kind">The answer, or a remark beside it.</param>
/// <param name="Before">Null when there was none.</param>
/// <param name="After">Null when it is gone.</param>
public sealed record QuestionChange(string Question, ChangeKind Kind, HeldValue? Before, HeldValue? After);

public enum ChangeKind
{
    Answer,
    Remark,
}

/// <summary>What stood at a question: an answer's value with its marks, or a remark's text.</summary>
public sealed record HeldValue(
    IReadOnlyList<string> Options, string? Text, decimal? Number, PrefillOrigin? Origin, bool IsConfirmed)
{
    /// <summary>Null for an answer that is empty.</summary>
    public static HeldValue? Of(StoredAnswer stored) => stored.Answer.IsEmpty
        ? null
        : new HeldValue(
            stored.Answer.Options, stored.Answer.Text, stored.Answer.Number, stored.Origin, stored.IsConfirmed);

    public static HeldValue Remark(string text) => new([], text, null, null, IsConfirmed: true);

    public Answer ToAnswer(string question) => new(question, Options, Text, Number);
}
