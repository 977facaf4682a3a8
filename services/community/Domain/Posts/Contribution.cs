namespace Monitor.Community.Domain;

/// <summary>A topic or a reply, as one reader sees it.</summary>
public interface IContribution
{
    Guid Id { get; }

    Guid TopicId { get; }

    /// <summary>Null for a topic itself.</summary>
    Guid? ReplyId { get; }

    string Text { get; }

    Authorship By { get; }

    ContributionState State { get; }

    int Revision { get; }

    int Useful { get; }
}

/// <summary>
/// Whose a contribution is, and how it is shown. Never leaves the service as it is: see <see cref="Author"/>.
/// </summary>
/// <param name="Member">The pseudonym.</param>
/// <param name="Municipality">The author's when it was posted; null for those of none.</param>
/// <param name="SizeClass">
/// Of the municipality when it was posted. Kept with the contribution: followed through time, a label that changes on
/// the day on which a municipality grows would name it.
/// </param>
/// <param name="ShownAs">As the author chose.</param>
/// <param name="Region">
/// The region in whose category it was posted; null: in any other. Kept with the contribution: where that category is
/// opened, or the topic moved, the author still is taken for one of the region's.
/// </param>
/// <param name="PostedAt">When.</param>
/// <param name="RegionNow">The region in whose category it stands now; null: in any other.</param>
public sealed record Authorship(
    Guid Member,
    string? Municipality,
    string? SizeClass,
    ShownAs ShownAs,
    string? Region,
    DateTimeOffset PostedAt,
    string? RegionNow = null);

/// <summary>What was changed last.</summary>
/// <param name="At">When.</param>
/// <param name="As">By its author or a moderator.</param>
/// <param name="Reason">As given with it.</param>
public sealed record LastEdit(DateTimeOffset At, Capacity As, string? Reason);

/// <summary>A topic, as one reader sees it.</summary>
public sealed record Topic(
    Guid Id,
    TopicKind Kind,
    string CategoryId,
    string? ObjectiveId,
    IReadOnlyList<string> Measures,
    string Title,
    string Text,
    string? Did,
    string? Brought,
    string? Costs,
    string? Contact,
    IReadOnlyList<Link> Links,
    Authorship By,
    LastEdit? Edit,
    int Revision,
    DateTimeOffset ActiveAt,
    DateTimeOffset? LastReplyAt,
    int ReplyCount,
    int Useful,
    bool FoundUseful,
    Guid? AnswerId,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? PinnedUntil,
    DateTimeOffset? PublishAt,
    DateTimeOffset? LockedAt,
    DateTimeOffset? HiddenAt,
    DateTimeOffset? DeletedAt,
    Capacity? DeletedAs,
    bool Demonstration) : IContribution
{
    public Guid TopicId => Id;

    public Guid? ReplyId => null;

    public DateTimeOffset PostedAt => By.PostedAt;

    public DateTimeOffset? EditedAt => Edit?.At;

    public Objective? Objective => ObjectiveId is null ? null : new Objective(ObjectiveId);

    /// <summary>The author's, unless they are anonymous.</summary>
    public Municipality? Municipality =>
        By.ShownAs == ShownAs.Anonymous || By.Municipality is null ? null : new Municipality(By.Municipality);

    public bool IsAnswered => AnsweredAt is not null;

    public bool IsLocked => LockedAt is not null;

    public ContributionState State =>
        DeletedAt is not null ? ContributionState.Deleted
        : HiddenAt is not null ? ContributionState.Hidden
        : PublishAt is not null ? ContributionState.Waiting
        : ContributionState.Out;
}

/// <summary>A reply in a topic, as one reader sees it.</summary>
public sealed record Reply(
    Guid Id,
    Guid TopicId,
    Guid? ParentId,
    string Text,
    Authorship By,
    LastEdit? Edit,
    int Revision,
    int Useful,
    bool FoundUseful,
    DateTimeOffset? HiddenAt,
    DateTimeOffset? DeletedAt,
    Capacity? DeletedAs,
    bool Demonstration) : IContribution
{
    public Guid? ReplyId => Id;

    public DateTimeOffset PostedAt => By.PostedAt;

    public DateTimeOffset? EditedAt => Edit?.At;

    public ContributionState State =>
        DeletedAt is not null ? ContributionState.Deleted
        : HiddenAt is not null ? ContributionState.Hidden
        : ContributionState.Out;
}

/// <summary>What a contribution said before an edit, or says now.</summary>
/// <param name="Number">From 1.</param>
/// <param name="WrittenAt">When it came to be.</param>
/// <param name="WrittenAs">By its author or a moderator.</param>
/// <param name="Reason">As given with it.</param>
/// <param name="Title">Of a topic.</param>
/// <param name="Text">Markdown.</param>
/// <param name="Did">Of a tip.</param>
/// <param name="Brought">Of a tip.</param>
/// <param name="Costs">Of a tip.</param>
/// <param name="Contact">Of a tip.</param>
public sealed record Revision(
    int Number,
    DateTimeOffset WrittenAt,
    Capacity WrittenAs,
    string? Reason,
    string? Title,
    string Text,
    string? Did,
    string? Brought,
    string? Costs,
    string? Contact);
