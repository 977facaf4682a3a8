namespace Monitor.Benchmark.Events;

/// <summary>Heard from questionnaire: the accepted set of this round no longer changes.</summary>
public sealed record RoundClosed(int Round);
