namespace Monitor.Questionnaire.Domain;

/// <summary>A list of CBS that was brought in, or what bringing it in would do.</summary>
/// <param name="Year">The year of the list.</param>
/// <param name="Edition">Its name in events and on record; null while nothing was changed.</param>
/// <param name="ImportedAt">When; null with the edition.</param>
/// <param name="ImportedBy">Subject of who did it; null with the edition.</param>
/// <param name="ComparedWith">The year of the list that the changes are told against.</param>
/// <param name="IsCorrection">Whether there was a list of that year already.</param>
/// <param name="Municipalities">How many the list names.</param>
/// <param name="RegionKinds">The kinds of regions that it tells.</param>
/// <param name="Faults">Everything that is wrong in the files: with one, nothing is changed.</param>
/// <param name="Changes">Line by line.</param>
public sealed record AreaImport(
    int Year,
    string? Edition,
    DateTimeOffset? ImportedAt,
    string? ImportedBy,
    int ComparedWith,
    bool IsCorrection,
    int Municipalities,
    IReadOnlyList<RegionKind> RegionKinds,
    IReadOnlyList<AreaFault> Faults,
    IReadOnlyList<AreaChange> Changes);
