using System.Globalization;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Exchange;

/// <summary>A column of the research file: what it is called, what it means, and its value in a row.</summary>
/// <param name="Name">As in the header.</param>
/// <param name="Label">In Dutch, as in the questionnaire.</param>
/// <param name="Type">CODE, NUMBER, DATE, YES_NO (1 or 0) or CODES (with <c>|</c> between).</param>
/// <param name="Question">The question that it comes from; null for what is about the municipality.</param>
/// <param name="AskedWhen">Asked only when this answer is given; null when always.</param>
/// <param name="Values">By code what it means; null where a value means itself.</param>
/// <param name="Value">Empty where the municipality gave no answer, or that part was not submitted.</param>
internal sealed record ResearchColumn(
    string Name,
    string Label,
    string Type,
    string? Question,
    Condition? AskedWhen,
    IReadOnlyDictionary<string, string>? Values,
    Func<ResearchMunicipality, string> Value);

/// <summary>A row of the research file.</summary>
internal sealed record ResearchMunicipality(
    ResearchRow Row, AnswerSheet Sheet, IReadOnlyDictionary<string, IReadOnlyList<string>> Codes);

/// <summary>
/// The columns of a questionnaire's research file. No written text is among them: it could tell of a person. That there
/// is one is told, and what the institute coded it to.
/// </summary>
internal static class ResearchColumns
{
    public static IReadOnlyList<ResearchColumn> Of(Domain.Questionnaire questionnaire, IReadOnlyList<TextCode> codes)
    {
        var byQuestion = codes.ToLookup(code => code.Question, StringComparer.Ordinal);
        return
        [
            .. AboutMunicipality(),
            .. questionnaire.Questions.SelectMany(q => OfAnswer(q).Concat(OfText(q, byQuestion[q.Id]))),
        ];
    }

    private static IEnumerable<ResearchColumn> AboutMunicipality() =>
    [
        About("municipality", "Gemeentecode (CBS)", "CODE", m => m.Row.Submitted.Municipality),
        About("sizeClass", "Grootteklasse in het jaar van de meting", "CODE", SizeOf) with
        {
            Values = Enum.GetValues<SizeClass>().ToDictionary(size => Text((int)size), size => size.Text()),
        },
        About("submittedOn", "Dag van inzending (UTC)", "DATE",
            m => m.Row.Submitted.SubmittedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        About("partial", "Een deel van de doelstellingen is ingezonden", "YES_NO",
            m => YesNo(m.Row.Submitted.Objectives is not null)),
        About("generated", "De antwoorden zijn gemaakt ter demonstratie", "YES_NO",
            m => YesNo(m.Row.Submitted.Generated)),
    ];

    private static ResearchColumn About(
        string name, string label, string type, Func<ResearchMunicipality, string> value) =>
        new(name, label, type, null, null, null, value);

    private static IEnumerable<ResearchColumn> OfAnswer(Question question) => question.Kind switch
    {
        QuestionKind.Single =>
        [
            Of(question, question.Id, question.Label, "CODE",
                answer => answer.Options is [var chosen, ..] ? chosen : null) with
            {
                Values = question.Options.ToDictionary(option => option.Id, option => option.Label),
            },
        ],
        QuestionKind.Multiple => question.Options.Select(option => Of(
            question, $"{question.Id}[{option.Id}]", $"{question.Label}: {option.Label}", "YES_NO",
            answer => YesNo(answer.Options.Contains(option.Id)))),
        QuestionKind.Number or QuestionKind.Mark =>
        [
            Of(question, question.Id, question.Label, "NUMBER",
                answer => answer.Number?.ToString(CultureInfo.InvariantCulture)),
        ],
        _ => [],
    };

    private static IEnumerable<ResearchColumn> OfText(Question question, IEnumerable<TextCode> codes) =>
        question.Kind != QuestionKind.Text && !question.Options.Any(option => option.TakesText) ? [] :
        [
            Of(question, $"{question.Id}.text", $"{question.Label}: er is een tekst gegeven", "YES_NO",
                answer => YesNo(answer.Text is not null)),
            new ResearchColumn(
                $"{question.Id}.codes", $"{question.Label}: tekst gecodeerd door het instituut", "CODES",
                question.Id, question.ShownWhen, codes.ToDictionary(code => code.Code, code => code.Label),
                m => string.Join('|', m.Codes.GetValueOrDefault(question.Id) ?? [])),
        ];

    private static ResearchColumn Of(
        Question question, string name, string label, string type, Func<Answer, string?> value) =>
        new(name, label, type, question.Id, question.ShownWhen, null,
            m => m.Sheet.Answer(question.Id) is { } answer ? value(answer) ?? "" : "");

    private static string SizeOf(ResearchMunicipality municipality) =>
        municipality.Row.SizeClass is { } size ? Text((int)size) : "";

    private static string YesNo(bool value) => value ? "1" : "0";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
