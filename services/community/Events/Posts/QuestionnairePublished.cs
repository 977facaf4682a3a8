namespace Monitor.Community.Events;

/// <summary><c>questionnaire.published</c>: a questionnaire is there to fetch.</summary>
public sealed record QuestionnairePublished(string Questionnaire)
{
    public const string Topic = "questionnaire.published";
}
