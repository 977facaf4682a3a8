namespace Monitor.Questionnaire.Events;

/// <summary><c>response.submitted</c>: this revision is frozen and may be fetched.</summary>
public sealed record ResponseSubmitted(
    Guid ResponseId, int Revision, int Round, string Municipality, string Questionnaire)
{
    public const string Topic = "response.submitted";
}
