namespace Monitor.Questionnaire.Domain;

/// <summary>What is known of a questionnaire that is not published yet.</summary>
/// <param name="Revision">Rises by one with every change.</param>
/// <param name="CreatedAt">When it was begun.</param>
/// <param name="ChangedAt">When it last changed.</param>
/// <param name="ChangedBy">The subject of who changed it last.</param>
/// <param name="DiscardedAt">When it was put away; null while it is worked on.</param>
/// <param name="Faults">What still stands in the way of publishing it, in the order of the document.</param>
public sealed record DraftState(
    int Revision,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    string ChangedBy,
    DateTimeOffset? DiscardedAt,
    IReadOnlyList<DocumentFault> Faults)
{
    /// <summary>Passes who has read the last revision of a draft that is worked on.</summary>
    /// <exception cref="ClientException">STALE_REVISION, DRAFT_DISCARDED.</exception>
    public void RequireOpen(int revision)
    {
        if (DiscardedAt is not null)
        {
            throw new ClientException(
                "DRAFT_DISCARDED", "This draft was discarded; `restoreQuestionnaire` brings it back as it was.");
        }

        RequireRevision(revision);
    }

    /// <exception cref="ClientException">STALE_REVISION: someone changed it in between.</exception>
    public void RequireRevision(int revision)
    {
        if (revision != Revision)
        {
            throw new StaleDraftException(revision, this);
        }
    }
}

/// <summary>Someone else changed the draft. Details hold the current <c>revision</c>, and who and when.</summary>
public sealed class StaleDraftException : ClientException
{
    public StaleDraftException(int read, DraftState current)
        : base("STALE_REVISION",
            $"The draft is at revision {current.Revision}, and {read} was given: {current.ChangedBy} changed it in "
            + "between. Read it again, and change the current revision.") =>
        Details = new Dictionary<string, object?>
        {
            ["revision"] = current.Revision,
            ["changedBy"] = current.ChangedBy,
            ["changedAt"] = current.ChangedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        };
}
