namespace Monitor.Questionnaire.Domain;

/// <summary>The list of a year as a file has it.</summary>
/// <param name="Kinds">The kinds of regions that the file tells, all of which each row must name.</param>
/// <param name="Municipalities">The rows that could be read.</param>
public sealed record ImportedList(
    IReadOnlyList<RegionKind> Kinds, IReadOnlyList<ImportedMunicipality> Municipalities);

/// <summary>A row of such a file.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Code">CBS code of the municipality.</param>
/// <param name="Name">Its name.</param>
/// <param name="Regions">Code and name of its region of each kind that the file tells.</param>
/// <param name="Inhabitants">On 1 January of the year; null where the file does not tell.</param>
public sealed record ImportedMunicipality(
    int Line,
    string Code,
    string Name,
    IReadOnlyDictionary<RegionKind, (string Code, string Name)> Regions,
    int? Inhabitants);

/// <summary>A row of a file of successions.</summary>
/// <param name="Line">Where it stands.</param>
/// <param name="Step">The step.</param>
/// <param name="OldName">What the file calls the one that ended.</param>
/// <param name="NewName">What the file calls the one that received it.</param>
public sealed record ImportedSuccession(int Line, Succession Step, string? OldName, string? NewName);
