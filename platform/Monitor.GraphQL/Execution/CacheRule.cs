using System.Globalization;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>
/// What <c>@cacheControl</c> says of a field: each argument by itself, the field's own before its type's.
/// </summary>
/// <remarks>
/// As the directive's authors publish it (apollographql.com/docs/apollo-server/performance/caching), but for a resolver
/// that says nothing of a leaf: it may know who asks, so the leaf is not taken to be as its parent.
/// </remarks>
/// <param name="IsDeclared">Whether field or type says anything.</param>
/// <param name="MaxAgeSeconds">Null where no age is said: then the answer may not be stored.</param>
/// <param name="IsPrivate">Whether it differs by who asks.</param>
/// <param name="InheritsParent">Whether it is as fresh as its parent, where it says no age itself.</param>
internal readonly record struct CacheRule(bool IsDeclared, int? MaxAgeSeconds, bool IsPrivate, bool InheritsParent)
{
    private const string DirectiveName = "cacheControl";

    /// <summary>For fields whose answer never changes while the process runs: introspection, and keys.</summary>
    public static CacheRule Static { get; } = new(true, int.MaxValue, IsPrivate: false, InheritsParent: false);

    public static CacheRule Of(ObjectType parent, FieldType field, FieldResolver resolver)
    {
        var isInMemory = resolver is MemberResolver;
        var own = Hint.Of(field.Directives);
        var type = field.Type.Named.IsComposite ? Hint.Of(field.Type.Named.Directives) : null;
        if (own is null && type is null)
        {
            // What identifies an entity was known to whoever asks for it, and does not change.
            return isInMemory && EntityFields.KeysOf(parent).Contains(field.Name)
                ? Static
                : new CacheRule(false, null, false, isInMemory);
        }

        var inherits = isInMemory
            || !field.Type.Named.IsComposite
            || own?.InheritsMaxAge == true
            || type?.InheritsMaxAge == true;
        return new CacheRule(
            IsDeclared: true, own?.MaxAge ?? type?.MaxAge, (own?.IsPrivate ?? type?.IsPrivate) == true, inherits);
    }

    /// <summary>What the type itself says; undeclared where it says nothing.</summary>
    public static CacheRule OfType(NamedType type) =>
        type.IsComposite && Hint.Of(type.Directives) is { } hint
            ? new CacheRule(true, hint.MaxAge, hint.IsPrivate == true, InheritsParent: false)
            : new CacheRule(false, null, false, InheritsParent: false);

    /// <summary>What it comes to below a parent: an age of the parent's, a scope of its own.</summary>
    public CacheRule Within(CacheRule parent) => InheritsParent && MaxAgeSeconds is null
        ? parent with { IsPrivate = parent.IsPrivate || IsPrivate }
        : this;

    /// <summary>One directive; null stands for what it does not say.</summary>
    private sealed record Hint(int? MaxAge, bool? IsPrivate, bool InheritsMaxAge)
    {
        public static Hint? Of(IReadOnlyList<Directive> directives)
        {
            if (directives.FirstOrDefault(directive => directive.DirectiveName == DirectiveName) is not { } directive)
            {
                return null;
            }

            var inherits = Argument(directive, "inheritMaxAge") is BooleanValue { Value: true };
            var maxAge = inherits ? null : (Argument(directive, "maxAge") as IntValue)?.Text;
            var scope = (Argument(directive, "scope") as EnumValue)?.Name;
            return new Hint(
                maxAge is null ? null : int.Parse(maxAge, CultureInfo.InvariantCulture),
                scope is null ? null : scope == "PRIVATE",
                inherits);
        }

        private static Value? Argument(Directive directive, string name) =>
            directive.Arguments.FirstOrDefault(argument => argument.Name.Value == name)?.Value;
    }
}
