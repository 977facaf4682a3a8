namespace Monitor.GraphQL.Execution;

/// <summary>What resolvers add to the cache headers. Age and scope come from <c>@cacheControl</c> in the schema.</summary>
public sealed class CacheHints
{
    /// <summary>Names groups (RFC 9875) that the answer belongs to: a change of any of them makes it stale.</summary>
    public void Groups(params string[] names) => throw new NotImplementedException(names.ToString());
}
