namespace Monitor.Benchmark.Events;

/// <summary>Heard from questionnaire: municipalities or regions changed.</summary>
public sealed record AreasPublished(string Edition);
