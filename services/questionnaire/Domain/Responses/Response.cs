namespace Monitor.Questionnaire.Domain;

/// <summary>The response (inzending) of one municipality in one round: its state, and when it may change.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Municipality">Code of the municipality that it belongs to.</param>
/// <param name="Round">Year of the round.</param>
/// <param name="Questionnaire">Id of the questionnaire that is answered.</param>
/// <param name="Status">Draft until submitted.</param>
/// <param name="Revision">From 1; one higher with every save.</param>
/// <param name="SubmittedRevision">The revision last submitted; null when none was.</param>
/// <param name="SubmittedAt">When that was.</param>
/// <param name="Generated">Whether the answers are generated for demonstration.</param>
public sealed record Response(
    Guid Id,
    string Municipality,
    int Round,
    string Questionnaire,
    ResponseStatus Status,
    int Revision,
    int? SubmittedRevision,
    DateTimeOffset? SubmittedAt,
    bool Generated)
{
    /// <summary>A new draft.</summary>
    /// <exception cref="RoundClosedException">The round is not open.</exception>
    public static Response Start(Guid id, string municipality, LockedRound locked)
    {
        locked.RequireOpen();
        var round = locked.Round;
        return new Response(
            id, municipality, round.Year, round.Questionnaire, ResponseStatus.Draft, 1, null, null, Generated: false);
    }

    /// <summary>The response after a save of the revision that the writer read.</summary>
    /// <exception cref="ClientException">Closed round, already submitted, or another save came first.</exception>
    public Response Save(LockedRound round, int readRevision)
    {
        RequireWritable(round, readRevision);
        return this with { Revision = Revision + 1 };
    }

    /// <summary>The response after submitting the revision that the writer read; the revision stays the same.</summary>
    /// <exception cref="ClientException">Also when no objective is answered.</exception>
    public Response Submit(LockedRound round, int readRevision, AnswerSheet sheet)
    {
        RequireWritable(round, readRevision);
        if (sheet.Progress.AnsweredObjectives == 0)
        {
            throw new NothingAnsweredException();
        }

        return this with { Status = ResponseStatus.Submitted, SubmittedRevision = Revision, SubmittedAt = round.Now };
    }

    // The order matters to the reader of the refusal: what cannot be helped comes first.
    private void RequireWritable(LockedRound round, int readRevision)
    {
        round.RequireOpen();
        if (Status == ResponseStatus.Submitted)
        {
            throw new AlreadySubmittedException(SubmittedRevision!.Value);
        }

        if (readRevision != Revision)
        {
            throw new StaleRevisionException(readRevision, Revision);
        }
    }
}

public enum ResponseStatus
{
    Draft,
    Submitted,
}

/// <summary>A change of a response, as its history tells it.</summary>
/// <param name="Response">Id of the response.</param>
/// <param name="At">When.</param>
/// <param name="By">Subject of the token that was used.</param>
/// <param name="Action">What was done.</param>
/// <param name="Revision">The revision after the change.</param>
/// <param name="Questions">Ids of the questions whose answer changed.</param>
public sealed record ResponseChange(
    Guid Response,
    DateTimeOffset At,
    string By,
    ResponseAction Action,
    int Revision,
    IReadOnlyList<string> Questions);

public enum ResponseAction
{
    Started,
    Saved,
    Submitted,
}
