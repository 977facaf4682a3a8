namespace Monitor.Questionnaire.Domain;

/// <summary>Says a difference in Dutch, for who reads a new version beside the old one.</summary>
internal static class DifferenceText
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["title"] = "de titel",
        ["definition"] = "de definitie",
        ["rationale"] = "de toelichting",
        ["label"] = "de formulering",
        ["help"] = "de uitleg",
        ["source"] = "de bron",
        ["licence"] = "de licentie",
        ["number"] = "het nummer",
        ["theme"] = "het thema",
        ["provenance"] = "de herkomst",
        ["code"] = "de code",
        ["part"] = "het onderdeel",
        ["exclusive"] = "of het andere antwoorden uitsluit",
        ["takesText"] = "of er tekst bij kan",
    };

    public static string Of(Difference difference) => difference.Kind switch
    {
        DifferenceKind.ObjectiveAdded => $"Nieuwe doelstelling {difference.Objective}: \"{difference.After}\".",
        DifferenceKind.ObjectiveRemoved => $"Doelstelling {difference.Objective} vervalt: \"{difference.Before}\".",
        DifferenceKind.QuestionAdded => $"Nieuwe vraag {difference.Question}: \"{difference.After}\".",
        DifferenceKind.QuestionRemoved => $"Vraag {difference.Question} vervalt: \"{difference.Before}\".",
        DifferenceKind.OptionAdded => $"{Subject(difference)} is nieuw: \"{difference.After}\".",
        DifferenceKind.OptionRemoved => $"{Subject(difference)} vervalt: \"{difference.Before}\".",
        DifferenceKind.ObjectiveMoved or DifferenceKind.QuestionMoved or DifferenceKind.OptionMoved =>
            $"{Subject(difference)} is verplaatst: van {difference.Before} naar {difference.After}.",
        _ => $"{Subject(difference)}: {What(difference)} is gewijzigd {Change(difference)}.",
    };

    private static string Subject(Difference difference) => difference switch
    {
        { Option: { } option } => $"Antwoord {option} van vraag {difference.Question}",
        { Question: { } question } => $"Vraag {question}",
        { Objective: { } objective } => $"Doelstelling {objective}",
        _ => "Vragenlijst",
    };

    private static string What(Difference difference) => difference.Kind switch
    {
        DifferenceKind.KindChanged => "de soort",
        DifferenceKind.ConditionChanged => "de voorwaarde",
        DifferenceKind.RangeChanged => "het bereik",
        _ => Words[difference.Member!],
    };

    private static string Change(Difference difference) =>
        $"van {Quoted(difference.Before)} in {Quoted(difference.After)}";

    private static string Quoted(string? value) => value is null ? "niets" : $"\"{value}\"";
}
