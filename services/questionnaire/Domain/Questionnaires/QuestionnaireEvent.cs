namespace Monitor.Questionnaire.Domain;

/// <summary>One change of a questionnaire: who did what, and when.</summary>
/// <param name="Questionnaire">Its id.</param>
/// <param name="At">When.</param>
/// <param name="By">The subject of the token that was used.</param>
/// <param name="Action">What was done.</param>
/// <param name="Revision">The draft's revision after it.</param>
public sealed record QuestionnaireEvent(
    string Questionnaire, DateTimeOffset At, string By, QuestionnaireAction Action, int Revision);

public enum QuestionnaireAction
{
    Created,
    Copied,
    Imported,
    Changed,
    Discarded,
    Restored,
    Published,
}
