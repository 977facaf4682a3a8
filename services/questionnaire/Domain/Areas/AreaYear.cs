namespace Monitor.Questionnaire.Domain;

/// <summary>What is known of a year.</summary>
/// <param name="Year">The year of the list.</param>
/// <param name="Municipalities">How many were on it.</param>
/// <param name="RegionKinds">The kinds of regions whose members are known, or some of them.</param>
/// <param name="ImportedAs">The edition by which it was brought in from CBS; null when it came with the seeds.</param>
public sealed record AreaYear(
    int Year, int Municipalities, IReadOnlyList<RegionKind> RegionKinds, string? ImportedAs);
