using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Supergraph;

/// <summary>
/// What <c>@cacheControl</c> says of a field or type. A hint never makes an answer public: headers do.
/// </summary>
public sealed record CacheHint(int? MaxAgeSeconds, bool IsPublic)
{
    /// <summary>True where the answer may be shared for some time.</summary>
    public bool IsShareable => IsPublic && MaxAgeSeconds is > 0;

    /// <summary>Null where the directive is absent.</summary>
    public static CacheHint? Of(IReadOnlyList<Directive> directives)
    {
        var directive = directives.FirstOrDefault(d => d.Name.Value == "cacheControl");
        if (directive is null)
        {
            return null;
        }
        var maxAge = directive.Integer("maxAge");
        return new CacheHint(maxAge, directive.Enum("scope") is null or "PUBLIC");
    }
}
