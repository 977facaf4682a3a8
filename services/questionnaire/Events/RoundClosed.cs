namespace Monitor.Questionnaire.Events;

/// <summary><c>round.closed</c>: the accepted set no longer changes.</summary>
public sealed record RoundClosed(int Round)
{
    public const string Topic = "round.closed";
}
