namespace Monitor.Questionnaire.Domain;

/// <summary>The response (inzending) of one municipality in one round: its state, and when it may change.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Municipality">Code of the municipality that it belongs to.</param>
/// <param name="Round">Year of the round.</param>
/// <param name="Questionnaire">Id of the questionnaire that is answered.</param>
/// <param name="Status">Where it stands between draft and submitted.</param>
/// <param name="Revision">From 1; one higher with every act but a remark.</param>
/// <param name="SubmittedRevision">The revision whose submission counts; null when none does.</param>
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
    /// <summary>Of a partly submitted response: the sections that are submitted and not open again.</summary>
    public IReadOnlyList<string> ClosedSections { get; init; } = [];

    /// <summary>The sections in the submission that counts; null for all of them.</summary>
    public IReadOnlyList<string>? CountedSections { get; init; }

    /// <summary>A new draft.</summary>
    /// <exception cref="RoundClosedException">The round is not open.</exception>
    public static Response Start(Guid id, string municipality, LockedRound locked)
    {
        locked.RequireOpen();
        var round = locked.Round;
        return new Response(
            id, municipality, round.Year, round.Questionnaire, ResponseStatus.Draft, 1, null, null, Generated: false);
    }

    /// <summary>Whether the answers of a section are submitted, and stand until it is reopened.</summary>
    public bool IsClosed(string section) =>
        Status == ResponseStatus.Submitted || ClosedSections.Contains(section);

    /// <summary>Whether a section is in the submission that counts, open again or not.</summary>
    public bool IsCounted(string section) =>
        SubmittedRevision is not null && (CountedSections is null || CountedSections.Contains(section));

    /// <summary>Refuses a change that the round, the status, or the revision that was read does not allow.</summary>
    /// <param name="round">Locked against closing.</param>
    /// <param name="readRevision">The revision that the writer read; null where that does not matter.</param>
    /// <exception cref="ClientException">ROUND_CLOSED, ALREADY_SUBMITTED, STALE_REVISION.</exception>
    // The order matters to the reader of the refusal: what cannot be helped comes first.
    public void RequireWritable(LockedRound round, int? readRevision)
    {
        round.RequireOpen();
        if (Status == ResponseStatus.Submitted)
        {
            throw new AlreadySubmittedException(SubmittedRevision!.Value, []);
        }

        RequireRevision(readRevision);
    }

    /// <exception cref="StaleRevisionException">It is not the current one.</exception>
    public void RequireRevision(int? readRevision)
    {
        if (readRevision is { } read && read != Revision)
        {
            throw new StaleRevisionException(read, Revision);
        }
    }

    /// <summary>The response after an act that leaves its status alone.</summary>
    public Response Next() => this with { Revision = Revision + 1 };

    /// <summary>The response after these sections became the submission that counts.</summary>
    /// <param name="closed">All that are now closed; all sections there are when <paramref name="isWhole"/>.</param>
    /// <param name="isWhole">Nothing is left open.</param>
    /// <param name="counted">The sections of the new submission; null for all.</param>
    /// <param name="now">By the database's clock.</param>
    public Response Submit(
        IReadOnlyList<string> closed, bool isWhole, IReadOnlyList<string>? counted, DateTimeOffset now) => this with
    {
        Status = isWhole ? ResponseStatus.Submitted : ResponseStatus.PartlySubmitted,
        Revision = Revision + 1,
        SubmittedRevision = Revision + 1,
        SubmittedAt = now,
        ClosedSections = isWhole ? [] : closed,
        CountedSections = counted,
    };

    /// <summary>The response after sections were opened again; what was submitted still counts.</summary>
    /// <param name="closed">The sections that stay closed.</param>
    public Response Reopen(IReadOnlyList<string> closed) => this with
    {
        Status = closed.Count == 0 ? ResponseStatus.Reopened : ResponseStatus.PartlySubmitted,
        Revision = Revision + 1,
        ClosedSections = closed,
    };

    /// <summary>The response after its submission was taken back: nothing of it counts, all can change again.</summary>
    public Response Withdraw() => this with
    {
        Status = ResponseStatus.Withdrawn,
        Revision = Revision + 1,
        SubmittedRevision = null,
        SubmittedAt = null,
        ClosedSections = [],
        CountedSections = null,
    };
}

public enum ResponseStatus
{
    /// <summary>Nothing was submitted yet.</summary>
    Draft,

    /// <summary>Some sections are submitted, others can change.</summary>
    PartlySubmitted,

    /// <summary>All is submitted; nothing changes until it is reopened or withdrawn.</summary>
    Submitted,

    /// <summary>All can change again; what was submitted counts until the next submission.</summary>
    Reopened,

    /// <summary>What was submitted counts no more; all can change, and be submitted again.</summary>
    Withdrawn,
}
