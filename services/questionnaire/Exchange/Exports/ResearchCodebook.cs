using System.Diagnostics.CodeAnalysis;
using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Exchange;

/// <summary>What the columns of a research file mean.</summary>
internal sealed record ResearchCodebook(
    int Round, string Questionnaire, string Title, bool Generated, IReadOnlyList<CodebookColumn> Columns)
{
    [SuppressMessage("Performance", "CA1822", Justification = "A member of the document.")]
    public string Missing => "Een leeg veld: niet gevraagd, niet beantwoord, of van dat deel is niets ingezonden.";

    [SuppressMessage("Performance", "CA1822", Justification = "A member of the document.")]
    public string Texts =>
        "Geschreven teksten staan er niet in; wel dat er een is, en waartoe het instituut die codeerde.";
}

/// <summary>As <see cref="ResearchColumn"/>, without its values.</summary>
internal sealed record CodebookColumn(
    string Name,
    string Label,
    string Type,
    string? Question,
    Condition? AskedWhen,
    IReadOnlyDictionary<string, string>? Values)
{
    public static CodebookColumn Of(ResearchColumn column) => new(
        column.Name, column.Label, column.Type, column.Question, column.AskedWhen, column.Values);
}
