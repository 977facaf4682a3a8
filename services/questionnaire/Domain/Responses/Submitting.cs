namespace Monitor.Questionnaire.Domain;

/// <summary>Works out what submitting, reopening and withdrawing do.</summary>
public static class Submitting
{
    /// <summary>
    /// Submits these sections, or all that are open: they are frozen together with what was submitted before.
    /// </summary>
    /// <param name="working">The response with its answers.</param>
    /// <param name="counting">The submission that counts until now; null when none does.</param>
    /// <param name="round">Locked against closing.</param>
    /// <param name="by">Who submits.</param>
    /// <param name="readRevision">The revision of the response that was read.</param>
    /// <param name="objectives">Ids of sections; null for all.</param>
    /// <exception cref="ClientException">Nothing was changed.</exception>
    public static (Act Act, SubmittedResponse Submitted) Submit(
        WorkingResponse working,
        SubmittedResponse? counting,
        LockedRound round,
        string by,
        int readRevision,
        IReadOnlyList<string>? objectives)
    {
        var response = working.Response;
        response.RequireWritable(round, readRevision);
        var sections = ToSubmit(working, objectives);
        RequireConfirmed(working, sections);

        var submitted = sections.Select(s => s.Id).ToList();
        var counted = working.Sections.Together(
            submitted, working.Sections.All.Select(s => s.Id).Where(response.IsCounted));
        var closed = working.Sections.Together(submitted, response.ClosedSections);
        var all = working.Sections.All.Count;
        var next = response.Submit(
            closed, isWhole: closed.Count == all, counted.Count == all ? null : counted, round.Now);

        var frozen = SubmittedResponse.Of(next, Frozen(working, counting, submitted));
        return (Recorded(next, ResponseAction.Submitted, by, null, submitted, round.Now), frozen);
    }

    /// <summary>Opens these sections, or all that are submitted, again; what was submitted still counts.</summary>
    /// <exception cref="ClientException">NOT_SUBMITTED: one of them is open.</exception>
    public static Act Reopen(
        WorkingResponse working,
        LockedRound round,
        string by,
        int readRevision,
        IReadOnlyList<string>? objectives,
        Reason reason)
    {
        var response = working.Response;
        round.RequireOpen();
        var closed = working.Sections.All.Select(s => s.Id).Where(response.IsClosed).ToList();
        var named = working.Sections.Named(objectives ?? closed).Select(s => s.Id).ToList();
        if (named.Count == 0 || !named.All(closed.Contains))
        {
            throw new ClientException("NOT_SUBMITTED", "Only what is submitted can be reopened.");
        }

        response.RequireRevision(readRevision);
        var next = response.Reopen([.. closed.Except(named)]);
        return Recorded(next, ResponseAction.Reopened, by, reason, named, round.Now);
    }

    /// <summary>Takes the submission back: nothing of the response counts until it is submitted again.</summary>
    /// <exception cref="ClientException">NOT_SUBMITTED: no submission counts.</exception>
    public static Act Withdraw(WorkingResponse working, LockedRound round, string by, int readRevision, Reason reason)
    {
        var response = working.Response;
        round.RequireOpen();
        if (response.SubmittedRevision is null)
        {
            throw new ClientException("NOT_SUBMITTED", "Nothing of this response was submitted, so nothing counts.");
        }

        response.RequireRevision(readRevision);
        var counted = working.Sections.All.Select(s => s.Id).Where(response.IsCounted).ToList();
        return Recorded(response.Withdraw(), ResponseAction.Withdrawn, by, reason, counted, round.Now);
    }

    private static IReadOnlyList<Section> ToSubmit(WorkingResponse working, IReadOnlyList<string>? objectives)
    {
        var response = working.Response;
        var named = working.Sections.Named(objectives);
        if (objectives is null)
        {
            return [.. named.Where(s => !response.IsClosed(s.Id))];
        }

        var closed = named.Where(s => response.IsClosed(s.Id)).Select(s => s.Id).ToList();
        if (closed.Count > 0)
        {
            throw new AlreadySubmittedException(response.SubmittedRevision!.Value, closed);
        }

        // Submitting an empty objective is a slip, unless it takes back what was submitted of it before.
        var empty = named.Where(s => !IsAnswered(working, s) && !response.IsCounted(s.Id)).Select(s => s.Id).ToList();
        return named.Count > 0 && empty.Count == 0 ? named : throw new NothingAnsweredException(empty);
    }

    private static bool IsAnswered(WorkingResponse working, Section section) =>
        section.Objective?.Opening is { } opening
            ? working.Sheet.Answer(opening.Id) is not null
            : section.Questions.Any(q => working.Sheet.Answer(q.Id) is not null);

    private static void RequireConfirmed(WorkingResponse working, IReadOnlyList<Section> sections)
    {
        var unconfirmed = working.UnconfirmedIn(sections);
        if (unconfirmed.Count > 0)
        {
            throw new UnconfirmedException(unconfirmed);
        }
    }

    private static AnswerSheet Frozen(WorkingResponse working, SubmittedResponse? counting, List<string> submitted)
    {
        bool IsNew(Answer answer) => submitted.Contains(working.Sections.Of(answer.Question).Id);
        var frozen = new AnswerSheet(
            working.Questionnaire,
            working.Sheet.Answers.Where(IsNew).Concat((counting?.Answers ?? []).Where(a => !IsNew(a))));
        return frozen.AnsweredObjectives > 0 ? frozen : throw new NothingAnsweredException([]);
    }

    private static Act Recorded(
        Response next,
        ResponseAction action,
        string by,
        Reason? reason,
        IReadOnlyList<string> sections,
        DateTimeOffset now) =>
        new(next, [], new ResponseChange(next.Id, now, by, action, next.Revision, reason?.Text, sections, []));
}
