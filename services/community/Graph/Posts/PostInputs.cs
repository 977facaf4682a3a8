using Monitor.Community.Domain;

namespace Monitor.Community.Graph;

/// <summary>What the inputs that post a topic have in common once they are read.</summary>
/// <param name="Kind">What it becomes.</param>
/// <param name="Category">Null: where such a topic stands by itself.</param>
/// <param name="Words">What it is to say.</param>
/// <param name="ShownAs">How the author is shown.</param>
/// <param name="EvenIfNamed">The author knows that an anonymous text names their municipality.</param>
/// <param name="PublishAt">When news comes out; null or past: at once.</param>
/// <param name="PinnedUntil">Until when news is pinned.</param>
public sealed record TopicToPost(
    TopicKind Kind,
    string? Category,
    TopicWords Words,
    ShownAs ShownAs,
    bool EvenIfNamed = false,
    DateTimeOffset? PublishAt = null,
    DateTimeOffset? PinnedUntil = null);

/// <summary>A reply to post.</summary>
public sealed record PostReplyInput(string Topic, string? Parent, string Text, ShownAs ShownAs, bool EvenIfNamed);

/// <summary>The input object of <c>postTip</c>.</summary>
public sealed record PostTipInput(
    string Objective,
    string Title,
    string Text,
    bool Anonymous,
    ShownAs? ShownAs,
    string? Category,
    string? Did,
    string? Brought,
    string? Costs,
    string? Contact,
    IReadOnlyList<Link>? Links,
    IReadOnlyList<string>? Measures,
    bool EvenIfNamed)
{
    /// <param name="hasMunicipality">Whether the poster acts for one: else they are shown as the institute.</param>
    public TopicToPost ToPost(bool hasMunicipality) => new(
        TopicKind.Tip,
        Category,
        new TopicWords(Title, Text, Did, Brought, Costs, Contact, Links, Objective, Measures),
        ShownAs ?? (Anonymous && hasMunicipality ? Domain.ShownAs.Anonymous : Domain.ShownAs.Municipality),
        EvenIfNamed);
}

/// <summary>The input object of <c>postDiscussion</c> and <c>postQuestion</c>.</summary>
public sealed record PostDiscussionInput(
    string? Category,
    string? Objective,
    string Title,
    string Text,
    IReadOnlyList<Link>? Links,
    ShownAs ShownAs,
    bool EvenIfNamed)
{
    public TopicToPost ToPost(TopicKind kind) => new(
        kind, Category, new TopicWords(Title, Text, Links: Links, Objective: Objective), ShownAs, EvenIfNamed);
}

/// <summary>The input object of <c>postNews</c>.</summary>
public sealed record PostNewsInput(
    string? Category,
    string? Objective,
    string Title,
    string Text,
    IReadOnlyList<Link>? Sources,
    ShownAs ShownAs,
    DateTimeOffset? PublishAt,
    DateTimeOffset? PinnedUntil)
{
    public TopicToPost ToPost() => new(
        TopicKind.News,
        Category,
        new TopicWords(Title, Text, Links: Sources, Objective: Objective),
        ShownAs,
        EvenIfNamed: false,
        PublishAt,
        PinnedUntil);
}

/// <summary>The input object of <c>editTopic</c>: all that the topic is to say; what is left out is gone.</summary>
public sealed record EditTopicInput(
    string Id,
    int Revision,
    string Title,
    string Text,
    string? Did,
    string? Brought,
    string? Costs,
    string? Contact,
    IReadOnlyList<Link>? Links,
    string? Objective,
    IReadOnlyList<string>? Measures,
    ShownAs? ShownAs,
    bool EvenIfNamed,
    DateTimeOffset? PublishAt,
    string? Reason);

/// <summary>The input object of <c>editReply</c>.</summary>
public sealed record EditReplyInput(
    string Id, int Revision, string Text, ShownAs? ShownAs, bool EvenIfNamed, string? Reason);

/// <summary>The input object of <c>saveDraft</c>.</summary>
public sealed record SaveDraftInput(
    string? Id,
    int? Revision,
    DraftKind Kind,
    string? Topic,
    string? Parent,
    string? Category,
    string? Objective,
    IReadOnlyList<string>? Measures,
    string? Title,
    string? Text,
    string? Did,
    string? Brought,
    string? Costs,
    string? Contact,
    IReadOnlyList<Link>? Links,
    ShownAs? ShownAs,
    DateTimeOffset? PublishAt,
    DateTimeOffset? PinnedUntil)
{
    public DraftContent Content() => new DraftContent(
        Category, Objective, Measures, Title, Text, Did, Brought, Costs, Contact, Links, ShownAs,
        Parent is null ? null : CommunityAccess.IdOf(Parent), PublishAt, PinnedUntil).Checked();
}

/// <summary>The input object of <c>createCategory</c>.</summary>
public sealed record CreateCategoryInput(string Title, string? Description, string? Region, bool IsOpen, int Position);

/// <summary>The input object of <c>changeCategory</c>; what is null stays as it is.</summary>
public sealed record ChangeCategoryInput(
    string Id, int Revision, string? Title, string? Description, bool? IsOpen, int? Position, bool? IsClosed);

/// <summary>The input object that narrows <c>communityTopics</c>.</summary>
public sealed record TopicFilterInput(
    string? Category, string? Objective, IReadOnlyList<TopicKind>? Kinds, bool? Answered, bool? Pinned);
