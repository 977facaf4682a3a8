namespace Monitor.GraphQL.Execution;

/// <summary>How long, and by whom, an answer may be kept.</summary>
/// <param name="MaxAgeSeconds">Null or 0 where it may not be stored.</param>
/// <param name="IsPrivate">Whether only the one who asked may keep it.</param>
/// <param name="Groups">Groups (RFC 9875) whose change makes it stale; sorted, each once.</param>
public sealed record CachePolicy(int? MaxAgeSeconds, bool IsPrivate, IReadOnlyList<string> Groups)
{
    /// <summary>Not to be stored at all.</summary>
    public static CachePolicy NoStore { get; } = new(null, IsPrivate: true, []);

    /// <summary>
    /// How old the answer is already, of <see cref="MaxAgeSeconds"/>; null where it was made just now.
    /// </summary>
    public int? AgeSeconds { get; init; }

    /// <summary>Groups that this answer, of a mutation, makes stale in caches; sorted, each once.</summary>
    public IReadOnlyList<string> Invalidated { get; init; } = [];
}
