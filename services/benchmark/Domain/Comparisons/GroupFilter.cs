namespace Monitor.Benchmark.Domain;

/// <summary>Which municipalities a list or a sum by name is about; null everywhere: all.</summary>
/// <param name="SizeClass">Code of a size class group: those that the release counts there.</param>
/// <param name="Region">Code of a region of any kind: its members by the current division.</param>
/// <param name="Chosen">Codes that were chosen one by one.</param>
public sealed record GroupFilter(
    string? SizeClass = null, string? Region = null, IReadOnlyCollection<string>? Chosen = null);
