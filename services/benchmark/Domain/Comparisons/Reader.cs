namespace Monitor.Benchmark.Domain;

/// <summary>Who reads names: a member for its municipality, or the institute.</summary>
/// <param name="Municipality">The municipality that is acted for; null for none.</param>
/// <param name="IsInstitute">Reads every name that is shown.</param>
/// <param name="IsRegionalCoordinator">
/// Reads, for a centre municipality, the names that are shared in its centre area.
/// </param>
public sealed record Reader(string? Municipality, bool IsInstitute, bool IsRegionalCoordinator);
