namespace Monitor.Questionnaire.Domain;

/// <summary>A municipality as it was in a year.</summary>
/// <param name="Code">Its CBS code.</param>
/// <param name="Year">The year.</param>
/// <param name="Name">What it was called then.</param>
/// <param name="Listed">Whether it stood on the list of 1 January; one that began later in the year did not.</param>
/// <param name="SizeClass">The class that the year goes by; null where no count is at hand.</param>
/// <param name="SizeClassBy">The count that the class goes by, within the borders of the year.</param>
/// <param name="Inhabitants">Counted on 1 January of the year; null where no figure is at hand.</param>
public sealed record MunicipalityInYear(
    string Code,
    int Year,
    string Name,
    bool Listed,
    SizeClass? SizeClass,
    InhabitantCount? SizeClassBy,
    InhabitantCount? Inhabitants);
