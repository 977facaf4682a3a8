using System.Globalization;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>What <c>@cacheControl</c> says of a field: its own, else that of the type it returns.</summary>
/// <param name="IsDeclared">Whether either says anything.</param>
/// <param name="MaxAgeSeconds">Null where no age is said: then the answer may not be stored.</param>
/// <param name="IsPrivate">Whether it differs by who asks.</param>
/// <param name="InheritsParent">Whether it is read from the parent in memory, and so is as fresh as its parent.</param>
internal readonly record struct CacheRule(bool IsDeclared, int? MaxAgeSeconds, bool IsPrivate, bool InheritsParent)
{
    private const string DirectiveName = "cacheControl";

    /// <summary>For fields whose answer never changes while the process runs: introspection, and keys.</summary>
    public static CacheRule Static { get; } = new(true, int.MaxValue, IsPrivate: false, InheritsParent: false);

    public static CacheRule Of(ObjectType parent, FieldType field, FieldResolver resolver)
    {
        var inherits = resolver is MemberResolver;
        var rule = Read(field.Directives, inherits) ?? OfType(field.Type.Named, inherits);

        // What identifies an entity was known to whoever asks for it, and does not change.
        return inherits && !rule.IsDeclared && EntityFields.KeysOf(parent).Contains(field.Name) ? Static : rule;
    }

    /// <summary>What the type itself says; undeclared where it says nothing.</summary>
    public static CacheRule OfType(NamedType type, bool inherits = false) =>
        (type.IsComposite ? Read(type.Directives, inherits) : null) ?? new CacheRule(false, null, false, inherits);

    private static CacheRule? Read(IReadOnlyList<Directive> directives, bool inherits)
    {
        if (directives.FirstOrDefault(directive => directive.DirectiveName == DirectiveName) is not { } directive)
        {
            return null;
        }

        var maxAge = (Argument(directive, "maxAge") as IntValue)?.Text;
        var scope = (Argument(directive, "scope") as EnumValue)?.Name;
        return new CacheRule(
            IsDeclared: true,
            maxAge is null ? null : int.Parse(maxAge, CultureInfo.InvariantCulture),
            IsPrivate: scope == "PRIVATE",
            inherits);
    }

    private static Value? Argument(Directive directive, string name) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name.Value == name)?.Value;
}
