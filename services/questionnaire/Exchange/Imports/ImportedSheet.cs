using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Exchange;

/// <summary>One municipality's answers of a file, checked as anyone's are.</summary>
/// <param name="Municipality">Its code.</param>
/// <param name="Line">Of its first row.</param>
/// <param name="SubmittedAt">As the file says; null when it does not.</param>
/// <param name="Sheet">The answers.</param>
/// <param name="Remarks">By question; none empty.</param>
/// <param name="Lines">By question the line where it stands first.</param>
internal sealed record ImportedSheet(
    string Municipality,
    long Line,
    DateTimeOffset? SubmittedAt,
    AnswerSheet Sheet,
    IReadOnlyDictionary<string, string> Remarks,
    IReadOnlyDictionary<string, long> Lines);
