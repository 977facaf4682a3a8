namespace Monitor.Questionnaire.Domain;

/// <summary>The municipality is not on the list of the round.</summary>
public sealed class NotInvitedException(string municipality, int year, int areasYear) : ClientException(
    code: "NOT_INVITED",
    message: $"{municipality} is not on the list of municipalities of {areasYear}, to which round {year} is put.");
