namespace Monitor.Questionnaire.Events;

/// <summary><c>questionnaire.published</c>: this version is there, and will not change.</summary>
public sealed record QuestionnairePublished(string Questionnaire)
{
    public const string Topic = "questionnaire.published";
}
