namespace Monitor.Questionnaire.Domain;

/// <summary>Where a questionnaire is in its life.</summary>
public enum QuestionnaireStatus
{
    Draft,
    Published,
    Superseded,
    Discarded,
}
