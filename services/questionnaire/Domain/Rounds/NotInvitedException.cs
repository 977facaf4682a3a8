namespace Monitor.Questionnaire.Domain;

/// <summary>The municipality is not among those invited.</summary>
public sealed class NotInvitedException(string municipality, int year) : ClientException(
    code: "NOT_INVITED", message: $"{municipality} is not invited to round {year}.");
