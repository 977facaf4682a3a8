using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>
/// Fragment Spread Type Existence, and the same of variables: types that are named exist. §5.5.1.2, §5.8.2
/// </summary>
internal sealed class KnownTypeNames(ValidationContext context) : ValidationRule(context)
{
    private static readonly HashSet<string> StandardNames = new(StringComparer.Ordinal)
    {
        "String", "Int", "Float", "Boolean", "ID", "__Schema", "__Directive", "__DirectiveLocation", "__Type",
        "__Field", "__InputValue", "__EnumValue", "__TypeKind",
    };

    public override void Enter(NamedTypeNode type)
    {
        if (Context.FindType(type.Name) is not null
            || Context.Defined.TypeNames.Contains(type.Name)
            || (Context.IsInTypeSystem && StandardNames.Contains(type.Name)))
        {
            return;
        }

        Context.Report($"Unknown type \"{type.Name}\"." + Context.DidYouMean(type.Name, Known()), type);
    }

    private IEnumerable<string> Known()
    {
        var standard = Context.IsInTypeSystem ? StandardNames : Enumerable.Empty<string>();
        return Context.Schema.Types.Keys
            .Where(name => Context.FindType(name) is not null)
            .Concat(Context.Defined.TypeNames)
            .Concat(standard)
            .Distinct();
    }
}
