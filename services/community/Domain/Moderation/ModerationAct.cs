namespace Monitor.Community.Domain;

/// <summary>What a moderator did about a contribution.</summary>
public enum ModerationKind
{
    Hide,

    /// <summary>By reports of enough municipalities, until a moderator decides.</summary>
    HideByReports,
    Show,

    /// <summary>It stays as it is: the reports on it were turned down.</summary>
    Keep,
    Lock,
    Unlock,
    Move,
    Pin,
    Unpin,

    /// <summary>A moderator, or of news an editor, changed what another wrote.</summary>
    Edit,
    Delete,
    Restore,

    /// <summary>Another's question was marked answered.</summary>
    Answer,

    /// <summary>Another's question was opened again.</summary>
    Reopen,
}

/// <summary>An act of moderation, on record.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Kind">What was done.</param>
/// <param name="ContributionId">To which topic or reply.</param>
/// <param name="TopicId">Of a reply: the topic it stands in; else the same.</param>
/// <param name="Moderator">The pseudonym of who did it; null where reports did.</param>
/// <param name="Reason">As it is told to the author; null where none is asked for.</param>
/// <param name="From">The category that it was moved from.</param>
/// <param name="To">The category that it was moved to.</param>
/// <param name="Until">Of a pin.</param>
/// <param name="At">When.</param>
public sealed record ModerationAct(
    Guid Id,
    ModerationKind Kind,
    Guid ContributionId,
    Guid TopicId,
    Guid? Moderator,
    string? Reason,
    string? From,
    string? To,
    DateTimeOffset? Until,
    DateTimeOffset At)
{
    public bool ByReports => Moderator is null;

    /// <summary>What its author is told of it; null: nothing that they need to know at once.</summary>
    public NotificationKind? Tells => Kind switch
    {
        ModerationKind.HideByReports => NotificationKind.HiddenByReports,
        ModerationKind.Show or ModerationKind.Restore => NotificationKind.ShownAgain,
        ModerationKind.Hide or ModerationKind.Move or ModerationKind.Lock or ModerationKind.Edit
            or ModerationKind.Delete => NotificationKind.Moderated,
        _ => null,
    };
}
