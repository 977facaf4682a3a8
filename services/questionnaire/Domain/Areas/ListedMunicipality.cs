namespace Monitor.Questionnaire.Domain;

/// <summary>A line of the list of 1 January of a year.</summary>
/// <param name="Year">The year of the list.</param>
/// <param name="Code">The municipality.</param>
/// <param name="Name">What it was called then.</param>
/// <param name="SizeClass">The class that the year goes by; null where no count is at hand.</param>
/// <param name="SizeClassBy">The count that the class goes by.</param>
public sealed record ListedMunicipality(
    int Year, string Code, string Name, SizeClass? SizeClass, InhabitantCount? SizeClassBy);
