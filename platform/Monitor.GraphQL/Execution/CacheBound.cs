namespace Monitor.GraphQL.Execution;

/// <summary>The strictest of the cache rules of several fields.</summary>
/// <param name="IsStorable">Whether all of them say for how long.</param>
/// <param name="MaxAgeSeconds">The shortest.</param>
/// <param name="IsPrivate">Whether any differs by who asks.</param>
internal sealed record CacheBound(bool IsStorable, int MaxAgeSeconds, bool IsPrivate)
{
    public static CacheBound None { get; } = new(IsStorable: true, int.MaxValue, IsPrivate: false);

    public static CacheBound Of(PlannedField[] fields)
    {
        var bound = None;
        foreach (var field in fields)
        {
            // A __typename is the engine's own; _entities is as fresh as what is asked of the entities.
            if (field.Binding.Resolver is not TypeNameResolver && (field.Rule.IsDeclared || !field.Binding.IsEntities))
            {
                bound = bound.With(field.Rule);
            }
        }

        return bound;
    }

    /// <summary>The strictest of both; this one where the other is no stricter.</summary>
    public CacheBound With(CacheBound other)
    {
        var isPrivate = IsPrivate || other.IsPrivate;
        var isStorable = IsStorable && other.IsStorable;
        return isPrivate == IsPrivate && isStorable == IsStorable && other.MaxAgeSeconds >= MaxAgeSeconds
            ? this
            : new CacheBound(isStorable, Math.Min(MaxAgeSeconds, other.MaxAgeSeconds), isPrivate);
    }

    private CacheBound With(CacheRule rule) =>
        With(new CacheBound(rule.MaxAgeSeconds is > 0, rule.MaxAgeSeconds ?? 0, rule.IsPrivate));
}
