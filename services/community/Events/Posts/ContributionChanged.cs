namespace Monitor.Community.Events;

/// <summary>
/// <c>contribution.changed</c>: what stands in a discussion is not what it was. Thin: what it is now they ask
/// who may see it. Nothing of who wrote it, or who changed it.
/// </summary>
/// <param name="Contribution">Its id: of the topic, or of the reply.</param>
/// <param name="Topic">The topic that it is, or is in.</param>
/// <param name="Kind">A value of <see cref="ContributionChange"/>, such as <c>EDITED</c>.</param>
public sealed record ContributionChanged(Guid Contribution, Guid Topic, string Kind)
{
    public const string TopicName = "contribution.changed";
}

/// <summary>What happened to a contribution after it was posted.</summary>
public enum ContributionChange
{
    Edited,
    Deleted,
    Restored,

    /// <summary>A question was marked answered.</summary>
    Answered,

    /// <summary>A question was opened again.</summary>
    Reopened,

    /// <summary>By a moderator, or by reports.</summary>
    Hidden,
    Shown,
    Locked,
    Unlocked,
    Moved,
    Pinned,
    Unpinned,
}
