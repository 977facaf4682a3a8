using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Exchange;

/// <summary>Which answers of a response a file holds.</summary>
internal enum AnswerSource
{
    /// <summary>As last saved, with the remarks beside them.</summary>
    Saved,

    /// <summary>Of the submission that counts.</summary>
    Submitted,
}

/// <summary>A municipality's own answers in a round, question by question.</summary>
internal sealed record AnswerExport(
    string Municipality,
    string MunicipalityName,
    int Round,
    string Questionnaire,
    AnswerSource From,
    ResponseStatus Status,
    int Revision,
    DateTimeOffset? SubmittedAt,
    bool Generated,
    IReadOnlyList<ExportedAnswer> Answers)
{
    public static AnswerExport Of(
        Response response, string name, AnswerSource from, AnswerSheet sheet, ILookup<string, string> remarks) =>
        new(
            response.Municipality,
            name,
            response.Round,
            response.Questionnaire,
            from,
            response.Status,
            from == AnswerSource.Submitted ? response.SubmittedRevision!.Value : response.Revision,
            response.SubmittedAt,
            response.Generated,
            [
                .. sheet.Questionnaire.Objectives.SelectMany(objective => objective.Questions.Select(
                    question => ExportedAnswer.Of(question, objective.Title, sheet, remarks))),
                .. sheet.Questionnaire.ExtraQuestions.Select(
                    question => ExportedAnswer.Of(question, null, sheet, remarks)),
            ]);

    public CsvFileResult ToCsv(string name) => new(name, AnswerColumns.Written, Answers.Select(Row));

    // In the order of AnswerColumns.Written.
    private string?[] Row(ExportedAnswer answer) =>
    [
        Municipality,
        answer.Question,
        string.Join(ImportRequest.UsualSeparator, answer.Options.Select(option => option.Id)),
        answer.Text,
        answer.Number is { } number ? CellValues.Number(number) : null,
        SubmittedAt is { } at ? CellValues.Moment(at) : null,
        RemarkText.Join(answer.Remarks),
        FormattableString.Invariant($"{Round}"),
        MunicipalityName,
        answer.Objective,
        answer.QuestionLabel,
        string.Join(ImportRequest.UsualSeparator, answer.Options.Select(option => option.Label)),
        answer.Asked ? "true" : "false",
    ];
}

/// <param name="Question">The question's id.</param>
/// <param name="Objective">Title of its objective; null for an extra question.</param>
/// <param name="QuestionLabel">Its wording.</param>
/// <param name="Asked">False when another answer decides that it is not.</param>
/// <param name="Options">Those chosen.</param>
/// <param name="Text">Null when there is none.</param>
/// <param name="Number">Null when there is none.</param>
/// <param name="Remarks">In the order in which they were written.</param>
internal sealed record ExportedAnswer(
    string Question,
    string? Objective,
    string QuestionLabel,
    bool Asked,
    IReadOnlyList<ExportedOption> Options,
    string? Text,
    decimal? Number,
    IReadOnlyList<string> Remarks)
{
    public static ExportedAnswer Of(
        Question question, string? objective, AnswerSheet sheet, ILookup<string, string> remarks)
    {
        var answer = sheet.Answer(question.Id);
        return new ExportedAnswer(
            question.Id,
            objective,
            question.Label,
            sheet.IsAsked(question),
            [.. (answer?.Options ?? []).Select(id => new ExportedOption(id, question.Option(id)?.Label ?? id))],
            answer?.Text,
            answer?.Number,
            [.. remarks[question.Id]]);
    }
}

internal sealed record ExportedOption(string Id, string Label);
