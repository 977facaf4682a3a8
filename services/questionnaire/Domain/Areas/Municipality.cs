namespace Monitor.Questionnaire.Domain;

/// <summary>A municipality (gemeente), also one that has ended.</summary>
/// <param name="Code">CBS code: <c>GM</c> and four digits.</param>
/// <param name="Name">Name as CBS writes it.</param>
/// <param name="Inhabitants">On 1 January of <paramref name="InhabitantsYear"/>; null where unknown.</param>
/// <param name="InhabitantsYear">The year of the figure; null exactly when there is none.</param>
/// <param name="SizeClass">Null where the inhabitants are not known.</param>
/// <param name="ExistsSince">Its first day.</param>
/// <param name="EndedOn">The first day on which it no longer existed; null while it does.</param>
/// <param name="CentreCode">The code of its centre municipality; null where it has none.</param>
public sealed record Municipality(
    string Code,
    string Name,
    int? Inhabitants,
    int? InhabitantsYear,
    SizeClass? SizeClass,
    DateOnly? ExistsSince,
    DateOnly? EndedOn,
    string? CentreCode)
{
    /// <summary>Whether a text can be a code at all; one that cannot need not be looked up.</summary>
    public static bool IsCode(string text) =>
        text.Length == 6 && text.StartsWith("GM", StringComparison.Ordinal) && text.Skip(2).All(char.IsAsciiDigit);
}
