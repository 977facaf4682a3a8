using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>What the rules share: what the document defines, and the faults found.</summary>
internal sealed class DefinitionContext
{
    private readonly SchemaFaults faults;

    public DefinitionContext(Document document, SchemaFaults faults)
    {
        this.faults = faults;
        foreach (var directive in BuiltIns.Directives.Concat(document.Definitions.OfType<DirectiveDefinition>()))
        {
            Directives[directive.Name.Value] = directive;
        }

        foreach (var type in document.Definitions.OfType<TypeDefinition>().Where(type => !type.IsExtension))
        {
            Types[type.Name.Value] = type;
        }
    }

    /// <summary>The document's own and the built-in ones; of several of one name the last.</summary>
    public Dictionary<string, DirectiveDefinition> Directives { get; } = [];

    /// <summary>The document's own; of several of one name the last.</summary>
    public Dictionary<string, TypeDefinition> Types { get; } = [];

    public void Report(string message, params IEnumerable<SyntaxNode> nodes) => faults.Add(message, nodes);
}
