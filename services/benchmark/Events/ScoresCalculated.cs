namespace Monitor.Benchmark.Events;

/// <summary>Heard from scoring: the scores of this revision may be fetched.</summary>
public sealed record ScoresCalculated(string ResponseId, int Revision, int Round, string Municipality, string RuleSet);
