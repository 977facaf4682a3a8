namespace Monitor.Questionnaire.Events;

/// <summary><c>round.opened</c>: responses may be written.</summary>
public sealed record RoundOpened(int Round)
{
    public const string Topic = "round.opened";
}
