namespace Monitor.Benchmark.Events;

/// <summary>Heard from questionnaire: responses to this round may be given.</summary>
public sealed record RoundOpened(int Round);
