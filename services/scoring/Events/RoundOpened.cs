namespace Monitor.Scoring.Events;

/// <summary>Heard from questionnaire: a round began.</summary>
public sealed record RoundOpened(int Round);
