namespace Monitor.Questionnaire.Events;

/// <summary><c>response.withdrawn</c>: what was submitted counts no more, until it is submitted again.</summary>
public sealed record ResponseWithdrawn(Guid ResponseId, int Revision, int Round, string Municipality)
{
    public const string Topic = "response.withdrawn";
}
