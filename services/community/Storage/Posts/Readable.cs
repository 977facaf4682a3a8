namespace Monitor.Community.Storage;

/// <summary>
/// What a reader may see, as SQL. Whoever reads contributions reads from these, with a <see cref="Reader"/>; the rule
/// itself stands once, in migration 0020, where row security repeats it as the second wall.
/// </summary>
/// <remarks>
/// In an open category everyone; in a region's own only members of its municipalities, and moderators. What waits for
/// its moment: its author, and of news editors. What is hidden or deleted: its author and moderators.
/// </remarks>
public static class Readable
{
    /// <summary>The topics that the reader may see; columns of <c>topics</c>.</summary>
    public const string Topics = "readable_topics";

    /// <summary>The replies that the reader may see; columns of <c>replies</c>.</summary>
    public const string Replies = "readable_replies";

    /// <summary>Narrows topics to those that are out: what lists show, to moderators and authors too.</summary>
    public const string IsOut = "publish_at IS NULL AND hidden_at IS NULL AND deleted_at IS NULL";

    /// <summary>Narrows replies to those that stand.</summary>
    public const string Stands = "hidden_at IS NULL AND deleted_at IS NULL";
}
