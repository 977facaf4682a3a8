namespace Monitor.GraphQL.Execution;

/// <summary>
/// What resolvers add to the cache headers. Age and scope come from <c>@cacheControl</c> in the schema.
/// </summary>
public sealed class CacheHints
{
    private readonly Lock padlock = new();
    private readonly SortedSet<string> groups = new(StringComparer.Ordinal);
    private readonly SortedSet<string> invalidated = new(StringComparer.Ordinal);
    private volatile CacheBound bound = CacheBound.None;

    /// <summary>Names groups (RFC 9875) that the answer belongs to: a change of any of them makes it stale.</summary>
    /// <exception cref="ArgumentException">A name is not printable ASCII, or holds a quote or backslash.</exception>
    public void Groups(params string[] names) => Add(groups, names);

    /// <summary>
    /// Names groups that a mutation changed: what caches hold of them is stale from now on. It is told also where a
    /// later field of the answer fails, since the change stands.
    /// </summary>
    /// <exception cref="ArgumentException">A name is not printable ASCII, or holds a quote or backslash.</exception>
    public void Invalidate(params string[] names) => Add(invalidated, names);

    /// <summary>Keeps this answer out of every cache, whatever the schema says.</summary>
    public void NoStore()
    {
        Restrict(CacheBound.None with { IsStorable = false });
    }

    private void Add(SortedSet<string> set, string[] names)
    {
        if (names.FirstOrDefault(name => !name.All(IsPlain)) is { } odd)
        {
            throw new ArgumentException($"\"{odd}\" cannot stand in a header as the name of a group.", nameof(names));
        }

        lock (padlock)
        {
            set.UnionWith(names);
        }
    }

    private static bool IsPlain(char c) => c is >= ' ' and <= '~' and not ('"' or '\\');

    /// <summary>Takes fields that are executed into account: the strictest decides.</summary>
    internal void Restrict(CacheBound fields)
    {
        // Fields run at the same time, and nearly all of them change nothing.
        var known = bound;
        while (known.With(fields) is var stricter && !ReferenceEquals(stricter, known))
        {
            var found = Interlocked.CompareExchange(ref bound, stricter, known);
            known = ReferenceEquals(found, known) ? stricter : found;
        }
    }

    /// <summary>What a mutation's answer says: it is kept by nobody, and makes groups stale.</summary>
    internal CachePolicy ToMutationPolicy()
    {
        lock (padlock)
        {
            return CachePolicy.NoStore with { Invalidated = [.. invalidated] };
        }
    }

    internal CachePolicy ToPolicy()
    {
        lock (padlock)
        {
            return bound is { IsStorable: true, MaxAgeSeconds: < int.MaxValue }
                ? new CachePolicy(bound.MaxAgeSeconds, bound.IsPrivate, [.. groups])
                : CachePolicy.NoStore with { Groups = [.. groups] };
        }
    }
}
