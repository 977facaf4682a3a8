using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Supergraph;

/// <summary>
/// What <c>@cacheControl</c> says of a field or type. A hint never makes an answer public: headers do.
/// </summary>
/// <param name="MaxAgeSeconds">Null where no age is said.</param>
/// <param name="IsPublic">Null where no scope is said.</param>
/// <param name="Inherits">Whether the age is that of the parent.</param>
public sealed record CacheHint(int? MaxAgeSeconds, bool? IsPublic, bool Inherits)
{
    /// <summary>True where the answer may be shared for some time.</summary>
    public bool IsShareable => IsPublic != false && MaxAgeSeconds is > 0;

    /// <summary>Null where the directive is absent.</summary>
    public static CacheHint? Of(IReadOnlyList<Directive> directives)
    {
        var directive = directives.FirstOrDefault(d => d.Name.Value == "cacheControl");
        if (directive is null)
        {
            return null;
        }
        var inherits = directive.Boolean("inheritMaxAge") == true;
        var scope = directive.Enum("scope");
        return new CacheHint(
            inherits ? null : directive.Integer("maxAge"), scope is null ? null : scope == "PUBLIC", inherits);
    }

    /// <summary>A field's own hint and that of the type it gives: each argument by itself, the field's first.</summary>
    public static CacheHint? Of(CacheHint? field, CacheHint? type) => field is null || type is null
        ? field ?? type
        : new CacheHint(
            field.MaxAgeSeconds ?? type.MaxAgeSeconds,
            field.IsPublic ?? type.IsPublic,
            field.Inherits || type.Inherits);
}
