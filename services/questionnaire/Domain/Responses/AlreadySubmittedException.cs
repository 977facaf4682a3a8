namespace Monitor.Questionnaire.Domain;

/// <summary>What was to change is submitted. Details name the <c>objectives</c>; none: the whole response.</summary>
public sealed class AlreadySubmittedException : ClientException
{
    public AlreadySubmittedException(int submittedRevision, IReadOnlyList<string> sections)
        : base("ALREADY_SUBMITTED", sections.Count == 0
            ? $"The response was submitted at revision {submittedRevision}; reopen it before you change it."
            : $"{string.Join(", ", sections)} is submitted; reopen it before you change it.") =>
        Details = new Dictionary<string, object?> { ["objectives"] = sections };
}
