using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Events;
using Monitor.Questionnaire.Storage;
using Npgsql;
using Act = Monitor.Hosting.Act;

namespace Monitor.Questionnaire.Exchange;

/// <summary>
/// Brings a file of responses into a round, all of it or nothing: one transaction with the answers, the history, the
/// events and the import's own record. The same file again changes nothing.
/// </summary>
internal sealed class Importer(
    NpgsqlDataSource database,
    RoundStore rounds,
    QuestionnaireStore questionnaires,
    ResponseStore responses,
    SubmissionStore submissions,
    HistoryStore history,
    RemarkStore remarks,
    Outbox outbox,
    AuditLog audit,
    ILogger<Importer> log)
{
    /// <summary>Municipalities whose answers go in one statement.</summary>
    private const int BatchSize = 50;

    /// <exception cref="ClientException">UNKNOWN_ROUND, ROUND_CLOSED, ROUND_NOT_OPEN, CHANGED_MEANWHILE.</exception>
    public async Task<ImportReport> RunAsync(
        ImportRequest request, Func<ImportProgress, Task> tell, CancellationToken cancellationToken)
    {
        var faults = new FileFaults();
        var round = await FindRoundAsync(request.Round, cancellationToken);
        var questionnaire = (await questionnaires.FindAsync([round.Questionnaire], cancellationToken))
            [round.Questionnaire];
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await ImportStore.LockAsync(acting, round.Year, cancellationToken);
        var locked = await RoundStore.LockAsync(acting.Transaction, round.Year, cancellationToken)
            ?? throw UnknownRound(round.Year);
        ImportableRound.Require(locked);

        await tell(new ImportProgress("READING", 0, 1));
        var invited = await ImportStore.InvitedAsync(acting, round.Year, cancellationToken);
        var (rows, sheets) = Read(request, questionnaire, invited, locked.Now, faults);
        var report = new ImportReport(
            round.Year, ImportOutcome.Refused, request.FileSha256, request.MapSha256, rows, sheets.Count,
            0, 0, 0, 0, null, null, [], Warnings(sheets));

        var earlier = await ImportStore.FindAsync(
            acting, round.Year, request.FileSha256, request.MapSha256, cancellationToken);
        if (earlier is not null && !request.Replaces && faults.Count == 0)
        {
            return report with
            {
                Outcome = ImportOutcome.Unchanged, Unchanged = sheets.Count, Earlier = EarlierImport.Of(earlier),
            };
        }

        await tell(new ImportProgress("CHECKING", 0, sheets.Count));
        var plan = await PlanAsync(acting, locked, request, sheets, faults, cancellationToken);
        report = report with
        {
            Outcome = OutcomeOf(request, plan, faults),
            Added = plan.Count(planned => planned.IsNew),
            Replaced = plan.Count(planned => !planned.IsNew),
            Unchanged = faults.Count > 0 ? 0 : sheets.Count - plan.Count,
            Answers = plan.Sum(planned => planned.Sheet.Sheet.Answers.Count),
            Faults = faults.InOrder,
        };
        if (report.Outcome != ImportOutcome.Imported)
        {
            return report;
        }

        var import = new ImportRecord(
            Guid.CreateVersion7(locked.Now), round.Year, request.FileSha256, request.MapSha256, locked.Now, request.By,
            rows, plan.Count, report.Answers);
        await WriteAsync(acting, import, plan, tell, cancellationToken);
        await acting.CommitAsync(cancellationToken);
        log.ResponsesImported(import.Id, round.Year, plan.Count, report.Answers, request.FileSha256);
        return report with { Import = import.Id };
    }

    private async Task<Round> FindRoundAsync(int year, CancellationToken cancellationToken) =>
        (await rounds.FindAsync([year], cancellationToken)).GetValueOrDefault(year) ?? throw UnknownRound(year);

    private static (int Rows, IReadOnlyList<ImportedSheet> Sheets) Read(
        ImportRequest request,
        Domain.Questionnaire questionnaire,
        IReadOnlySet<string> invited,
        DateTimeOffset now,
        FileFaults faults)
    {
        var map = request.Map is { } given ? ImportMapFile.Read(given, faults) : ImportMap.None;
        if (map is null)
        {
            return (0, []);
        }

        map.Check(questionnaire, faults);
        if (AnswerFile.Read(request.File, map, invited, faults, out var cells) is not { } file)
        {
            return (0, []);
        }

        if (cells.Count == 0 && faults.Count == 0)
        {
            faults.Add(0, null, "NO_ROWS", "The file has no row with an answer.");
        }

        var sheets = new SheetReading(questionnaire, map, request.OptionSeparator, faults).Read(file, cells, now);
        return (file.Rows, sheets);
    }

    private async Task<IReadOnlyList<PlannedResponse>> PlanAsync(
        ActingTransaction acting,
        LockedRound round,
        ImportRequest request,
        IReadOnlyList<ImportedSheet> sheets,
        FileFaults faults,
        CancellationToken cancellationToken)
    {
        var ids = await ImportStore.LockResponsesAsync(
            acting, round.Round.Year, sheets.Select(sheet => sheet.Municipality), cancellationToken);
        var existing = (await responses.FindAsync(acting, ids, cancellationToken)).Values
            .ToDictionary(response => response.Municipality, StringComparer.Ordinal);
        var answers = await responses.StoredAnswersAsync(acting, ids, cancellationToken);
        var notes = await remarks.OfResponsesAsync(acting, ids, cancellationToken);
        var plan = new List<PlannedResponse>(sheets.Count);
        foreach (var sheet in sheets)
        {
            if (!existing.TryGetValue(sheet.Municipality, out var response))
            {
                plan.Add(PlannedResponse.Add(sheet, round, request.By));
            }
            else if (PlannedResponse.Replace(
                sheet, response, [.. answers[response.Id]], [.. notes[response.Id]], round, request.By) is { } other)
            {
                plan.Add(other);
                if (!request.Replaces)
                {
                    faults.Add(sheet.Line, AnswerColumns.Municipality, "HAS_RESPONSE",
                        $"{sheet.Municipality} has another response in this round; leave it out, or say `replace`.");
                }
            }
        }

        return plan;
    }

    private async Task WriteAsync(
        ActingTransaction acting,
        ImportRecord import,
        IReadOnlyList<PlannedResponse> plan,
        Func<ImportProgress, Task> tell,
        CancellationToken cancellationToken)
    {
        var done = 0;
        foreach (var batch in plan.Chunk(BatchSize))
        {
            await tell(new ImportProgress("WRITING", done, plan.Count));
            foreach (var planned in batch)
            {
                await WriteResponseAsync(acting, import, planned, cancellationToken);
            }

            await ImportStore.WriteAnswersAsync(
                acting,
                [.. batch.Select(planned => new ImportedAnswers(planned.Response, planned.Answers))],
                import.At,
                import.By,
                cancellationToken);
            done += batch.Length;
        }

        await ImportStore.AddAsync(
            acting, import, [.. plan.Select(planned => planned.Response)], cancellationToken);
        await outbox.AddAllAsync(
            acting.Transaction,
            ResponseSubmitted.Topic,
            [.. plan.Select(planned => planned.Response).Select(response => new ResponseSubmitted(
                response.Id, response.Revision, response.Round, response.Municipality, response.Questionnaire))],
            cancellationToken);
        await audit.AddAsync(
            acting.Transaction,
            new Act(
                ActKind.ResponsesImported,
                [.. plan.Select(planned => planned.Response.Municipality)],
                $"import:{import.Id}"),
            cancellationToken);
        await tell(new ImportProgress("WRITING", done, plan.Count));
    }

    private async Task WriteResponseAsync(
        ActingTransaction acting, ImportRecord import, PlannedResponse planned, CancellationToken cancellationToken)
    {
        var response = planned.Response;
        if (planned.IsNew && !await responses.AddAsync(acting, response, cancellationToken))
        {
            throw new ClientException("CHANGED_MEANWHILE",
                $"{response.Municipality} began its own response just now; nothing was imported. Try again.");
        }

        await responses.UpdateAsync(acting, response, cancellationToken);
        await submissions.AddAsync(
            acting, SubmittedResponse.Of(response, planned.Sheet.Sheet), cancellationToken);
        await history.AddAsync(
            acting,
            response,
            new ResponseChange(
                response.Id, import.At, import.By, ResponseAction.Imported, response.Revision,
                $"Import {import.Id}, SHA-256 {import.FileSha256}", [], planned.Changes),
            cancellationToken);
        foreach (var remark in planned.Remarks)
        {
            await remarks.WriteAsync(acting, response, remark, cancellationToken);
        }
    }

    private static ImportOutcome OutcomeOf(
        ImportRequest request, IReadOnlyList<PlannedResponse> plan, FileFaults faults) =>
        faults.Count > 0 ? ImportOutcome.Refused
        : plan.Count == 0 ? ImportOutcome.Unchanged
        : request.IsDryRun ? ImportOutcome.Checked
        : ImportOutcome.Imported;

    private static IReadOnlyList<TextWarning> Warnings(IReadOnlyList<ImportedSheet> sheets) =>
    [
        .. from sheet in sheets
           from text in sheet.Sheet.Answers.Select(answer => (answer.Question, answer.Text))
               .Concat(sheet.Remarks.Select(remark => (Question: remark.Key, Text: (string?)remark.Value)))
           from found in PersonalData.Find(text.Text)
           select new TextWarning(sheet.Lines[text.Question], text.Question, found.Kind, found.Excerpt),
    ];

    private static ClientException UnknownRound(int year) =>
        new("UNKNOWN_ROUND", FormattableString.Invariant($"There is no round of {year}."));
}
