namespace Monitor.Benchmark.Events;

/// <summary>Heard from questionnaire: the response counts no more, until a later revision is submitted.</summary>
public sealed record ResponseWithdrawn(string ResponseId, int Revision, int Round, string Municipality);
