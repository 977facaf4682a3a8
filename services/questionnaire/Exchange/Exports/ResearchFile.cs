using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Exchange;

/// <summary>
/// The research file of a closed round: of the municipalities that consent at this moment, and of no others. Before
/// each file community is asked what holds now, so that a withdrawal counts however late its event comes; when it
/// cannot be asked there is no file. Who got which file is on record before the first byte goes out.
/// </summary>
internal sealed class ResearchFile(
    NpgsqlDataSource database,
    RoundStore rounds,
    QuestionnaireStore questionnaires,
    DaprClient dapr,
    ILogger<ResearchFile> log)
{
    /// <param name="year">Of the round.</param>
    /// <param name="subject">Who gets it.</param>
    /// <param name="note">Is told whose answers the file holds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ClientException">UNKNOWN_ROUND, NOT_RELEASED, SUBGRAPH_UNAVAILABLE.</exception>
    public async Task<CsvFileResult> DataAsync(
        int year, string subject, Action<IReadOnlyCollection<string>> note, CancellationToken cancellationToken)
    {
        var (round, questionnaire) = await FindAsync(year, cancellationToken);
        var consents = await AskConsentsAsync(cancellationToken);

        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await ResearchConsentStore.ApplyAsync(acting, consents, cancellationToken);
        var rows = await ResearchStore.RowsAsync(
            acting, round, consents.Where(c => c.Granted).Select(c => c.Municipality), cancellationToken);
        var columns = await ColumnsAsync(acting, questionnaire, cancellationToken);
        var coded = await ResearchStore.CodedAsync(
            acting, year, rows.Select(row => row.Submitted.ResponseId), cancellationToken);
        string[] given = [.. rows.Select(row => row.Submitted.Municipality)];
        await ResearchStore.RecordAsync(
            acting, year, ResearchFileKind.Data, subject, given, cancellationToken);
        note(given);
        await acting.CommitAsync(cancellationToken);
        log.ResearchFileGiven(year, rows.Count);

        var codes = coded.ToLookup(text => text.Response);
        var municipalities = rows.Select(row => new ResearchMunicipality(
            row,
            new AnswerSheet(questionnaire, row.Submitted.Answers),
            codes[row.Submitted.ResponseId].ToDictionary(text => text.Question, text => text.Codes)));
        return new CsvFileResult(
            FormattableString.Invariant($"research-{year}.csv"),
            [.. columns.Select(column => column.Name)],
            municipalities.Select(m => columns.Select(column => (string?)column.Value(m)).ToList()))
        {
            IsForSpreadsheets = false,
        };
    }

    /// <summary>What each column of the file means; holds nobody's answers.</summary>
    /// <exception cref="ClientException">UNKNOWN_ROUND, NOT_RELEASED.</exception>
    public async Task<ResearchCodebook> CodebookAsync(int year, string subject, CancellationToken cancellationToken)
    {
        var (round, questionnaire) = await FindAsync(year, cancellationToken);
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var columns = await ColumnsAsync(acting, questionnaire, cancellationToken);
        await ResearchStore.RecordAsync(acting, year, ResearchFileKind.Codebook, subject, [], cancellationToken);
        await acting.CommitAsync(cancellationToken);
        return new ResearchCodebook(
            year, questionnaire.Id, questionnaire.Title, round.Generated, [.. columns.Select(CodebookColumn.Of)]);
    }

    private async Task<(Round Round, Domain.Questionnaire Questionnaire)> FindAsync(
        int year, CancellationToken cancellationToken)
    {
        var round = (await rounds.FindAsync([year], cancellationToken)).GetValueOrDefault(year)
            ?? throw new ClientException("UNKNOWN_ROUND", FormattableString.Invariant($"There is no round of {year}."));
        if (round.Status != RoundStatus.Closed)
        {
            throw new ClientException("NOT_RELEASED", FormattableString.Invariant(
                $"Round {year} is not closed: its research file is there once it is."));
        }

        return (round, (await questionnaires.FindAsync([round.Questionnaire], cancellationToken))[round.Questionnaire]);
    }

    private async Task<IReadOnlyList<ResearchConsent>> AskConsentsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await dapr.GetAsync<List<ResearchConsent>>(
                "community", "/internal/consents/RESEARCH", cancellationToken);
        }
        catch (DaprException)
        {
            throw new ClientException("SUBGRAPH_UNAVAILABLE",
                "Who consents now cannot be asked at this moment, and without that there is no file; try again later.");
        }
    }

    private static async Task<IReadOnlyList<ResearchColumn>> ColumnsAsync(
        ActingTransaction acting, Domain.Questionnaire questionnaire, CancellationToken cancellationToken) =>
        ResearchColumns.Of(questionnaire, await ResearchStore.CodesAsync(
            acting, questionnaire.Questions.Select(question => question.Id), cancellationToken));
}
