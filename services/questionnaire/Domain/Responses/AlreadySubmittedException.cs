namespace Monitor.Questionnaire.Domain;

/// <summary>The response is submitted, so its answers are kept as they are.</summary>
public sealed class AlreadySubmittedException(int submittedRevision) : ClientException(
    code: "ALREADY_SUBMITTED",
    message: $"The response was submitted at revision {submittedRevision}; its answers can no longer change.");
