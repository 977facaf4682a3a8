using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>
/// Types and directives that an executable document defines. ExecutableDefinitions refuses them; the other rules go by
/// them, so that one mistake is one error.
/// </summary>
internal sealed class DefinedInDocument
{
    private static readonly DefinedInDocument Nothing = new();

    public Dictionary<string, DirectiveType> Directives { get; } = new(StringComparer.Ordinal);

    public HashSet<string> TypeNames { get; } = new(StringComparer.Ordinal);

    public static DefinedInDocument Of(Document document)
    {
        DefinedInDocument? found = null;
        for (var i = 0; i < document.Definitions.Count; i++)
        {
            if (document.Definitions[i] is TypeSystemDefinition definition)
            {
                (found ??= new DefinedInDocument()).Add(definition);
            }
        }

        return found ?? Nothing;
    }

    private void Add(TypeSystemDefinition definition)
    {
        switch (definition)
        {
            case DirectiveDefinition directive:
                Directives[directive.Name.Value] = AsType(directive);
                break;
            case TypeDefinition { IsExtension: false } type:
                TypeNames.Add(type.Name.Value);
                break;
        }
    }

    private static DirectiveType AsType(DirectiveDefinition definition)
    {
        var arguments = new Dictionary<string, InputValueType>(StringComparer.Ordinal);
        foreach (var argument in definition.Arguments)
        {
            arguments[argument.Name.Value] = new InputValueType(argument.Name.Value, AsType(argument.Type))
            {
                DefaultValue = argument.DefaultValue,
            };
        }

        return new DirectiveType(definition.Name.Value)
        {
            Arguments = arguments,
            IsRepeatable = definition.IsRepeatable,
            Locations = [.. definition.Locations.Select(location => location.Value)],
        };
    }

    /// <summary>Only written in messages: of what kind the named type is does not matter.</summary>
    private static GraphQLType AsType(TypeNode node) => node switch
    {
        ListTypeNode list => new ListType(AsType(list.Item)),
        NonNullTypeNode nonNull => new NonNullType(AsType(nonNull.Inner)),
        NamedTypeNode named => new ScalarType(named.Name),
        _ => throw new ArgumentOutOfRangeException(nameof(node)),
    };
}
