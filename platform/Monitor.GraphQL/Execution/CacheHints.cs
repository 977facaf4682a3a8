namespace Monitor.GraphQL.Execution;

/// <summary>
/// What resolvers add to the cache headers. Age and scope come from <c>@cacheControl</c> in the schema.
/// </summary>
public sealed class CacheHints
{
    private readonly Lock padlock = new();
    private readonly SortedSet<string> groups = new(StringComparer.Ordinal);
    private int maxAgeSeconds = int.MaxValue;
    private bool isPrivate;
    private bool isStorable = true;

    /// <summary>Names groups (RFC 9875) that the answer belongs to: a change of any of them makes it stale.</summary>
    /// <exception cref="ArgumentException">A name is not printable ASCII, or holds a quote or backslash.</exception>
    public void Groups(params string[] names)
    {
        if (names.FirstOrDefault(name => !name.All(IsPlain)) is { } odd)
        {
            throw new ArgumentException($"\"{odd}\" cannot stand in a header as the name of a group.", nameof(names));
        }

        lock (padlock)
        {
            groups.UnionWith(names);
        }
    }

    /// <summary>Keeps this answer out of every cache, whatever the schema says.</summary>
    public void NoStore()
    {
        lock (padlock)
        {
            isStorable = false;
        }
    }

    private static bool IsPlain(char c) => c is >= ' ' and <= '~' and not ('"' or '\\');

    /// <summary>Takes a field that was executed into account: the strictest decides.</summary>
    internal void Restrict(CacheRule rule)
    {
        lock (padlock)
        {
            isPrivate |= rule.IsPrivate;
            isStorable &= rule.MaxAgeSeconds is > 0;
            maxAgeSeconds = Math.Min(maxAgeSeconds, rule.MaxAgeSeconds ?? 0);
        }
    }

    internal CachePolicy ToPolicy()
    {
        lock (padlock)
        {
            return isStorable && maxAgeSeconds < int.MaxValue
                ? new CachePolicy(maxAgeSeconds, isPrivate, [.. groups])
                : CachePolicy.NoStore with { Groups = [.. groups] };
        }
    }
}
