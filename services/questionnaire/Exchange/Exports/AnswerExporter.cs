using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Exchange;

/// <summary>Reads a municipality's own answers, on its behalf.</summary>
internal sealed class AnswerExporter(
    NpgsqlDataSource database,
    RoundStore rounds,
    QuestionnaireStore questionnaires,
    MunicipalityStore municipalities,
    ResponseStore responses,
    RemarkStore remarks)
{
    private static ILookup<string, string> NoRemarks { get; } = Array.Empty<string>().ToLookup(text => text);

    /// <exception cref="ClientException">UNKNOWN_ROUND; NOT_FOUND: nothing was saved, or submitted.</exception>
    public async Task<AnswerExport> ReadAsync(
        string municipality, int year, AnswerSource from, CancellationToken cancellationToken)
    {
        var round = (await rounds.FindAsync([year], cancellationToken)).GetValueOrDefault(year)
            ?? throw new ClientException("UNKNOWN_ROUND", FormattableString.Invariant($"There is no round of {year}."));
        var name = (await municipalities.FindAsync([municipality], cancellationToken))
            .GetValueOrDefault(municipality)?.Name ?? municipality;
        var questionnaire = (await questionnaires.FindAsync([round.Questionnaire], cancellationToken))
            [round.Questionnaire];

        await using var acting = await ActingAs.Municipality(municipality).BeginAsync(database, cancellationToken);
        var response = await responses.FindAsync(acting, municipality, year, cancellationToken)
            ?? throw NotFound(municipality, year);
        if (from == AnswerSource.Submitted)
        {
            var counting = await SubmissionStore.CountingAsync(acting, response, cancellationToken)
                ?? throw NotFound(municipality, year);
            return AnswerExport.Of(
                response, name, from, new AnswerSheet(questionnaire, counting.Answers), NoRemarks);
        }

        var answers = await responses.AnswersAsync(acting, [response.Id], cancellationToken);
        var notes = await remarks.OfResponsesAsync(acting, [response.Id], cancellationToken);
        return AnswerExport.Of(
            response,
            name,
            from,
            new AnswerSheet(questionnaire, answers[response.Id]),
            notes[response.Id].ToLookup(remark => remark.Question, remark => remark.Text));
    }

    private static ClientException NotFound(string municipality, int year) => new(
        "NOT_FOUND", FormattableString.Invariant($"{municipality} has no such answers in round {year}."));
}
