namespace Monitor.Benchmark.Domain;

/// <summary>A municipality of any list, by name.</summary>
/// <param name="Code">CBS's.</param>
/// <param name="Name">As CBS writes it; another in another year is another entry.</param>
/// <param name="Province">Code of its province; null where it is not known.</param>
/// <param name="Years">Years on whose list of 1 January it is.</param>
public sealed record NamedMunicipality(string Code, string Name, string? Province, IReadOnlyList<int> Years);
