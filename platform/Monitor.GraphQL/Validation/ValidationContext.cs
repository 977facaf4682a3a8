using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>What the rules share: the document, the place of the walk in it, and the errors found.</summary>
internal sealed class ValidationContext
{
    private readonly List<GraphQLError> errors = [];
    private readonly Dictionary<SyntaxNode, DefinitionUses> uses = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<OperationDefinition, List<FragmentDefinition>> reached =
        new(ReferenceEqualityComparer.Instance);

    public ValidationContext(GraphQLSchema schema, Document document, ValidationOptions options)
    {
        Schema = schema;
        Document = document;
        Options = options;
        foreach (var fragment in document.Definitions.OfType<FragmentDefinition>())
        {
            Fragments[fragment.Name.Value] = fragment;
        }
    }

    public GraphQLSchema Schema { get; }

    public Document Document { get; }

    public ValidationOptions Options { get; }

    public Dictionary<string, FragmentDefinition> Fragments { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<GraphQLError> Errors => errors;

    /// <summary>
    /// What the current field or fragment is selected on; null where that is not known or has no fields.
    /// </summary>
    public NamedType? ParentType { get; set; }

    /// <summary>The definition of the current field; null where the schema has none.</summary>
    public FieldType? Field { get; set; }

    /// <summary>" Did you mean …?" where the options allow it.</summary>
    public string DidYouMean(string input, IEnumerable<string> names) =>
        Suggestions.DidYouMean(input, names, Options.Suggest);

    public void Report(string message, params IEnumerable<SyntaxNode> nodes) =>
        Report(new GraphQLError(message) { Locations = [.. nodes.Select(node => node.Location)] });

    /// <exception cref="ValidationAbortedException">There are as many errors as the options allow.</exception>
    public void Report(GraphQLError error)
    {
        if (errors.Count >= Options.MaxErrors)
        {
            throw new ValidationAbortedException(
                "Too many validation errors, error limit reached. Validation aborted.");
        }

        errors.Add(error);
    }

    /// <summary>Adds the reason why the walk ended early.</summary>
    public void Abort(ValidationAbortedException reason) => errors.Add(new GraphQLError(reason.Message));

    /// <summary>What a definition itself uses, fragments that it spreads apart. Complete after the walk.</summary>
    public DefinitionUses UsesOf(SyntaxNode definition)
    {
        if (!uses.TryGetValue(definition, out var found))
        {
            uses.Add(definition, found = new DefinitionUses());
        }

        return found;
    }

    /// <summary>All fragments that an operation spreads, directly or through others; each once.</summary>
    public IReadOnlyList<FragmentDefinition> FragmentsOf(OperationDefinition operation)
    {
        if (reached.TryGetValue(operation, out var known))
        {
            return known;
        }

        var fragments = new List<FragmentDefinition>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Reach(UsesOf(operation));
        for (var i = 0; i < fragments.Count; i++)
        {
            Reach(UsesOf(fragments[i]));
        }

        reached.Add(operation, fragments);
        return fragments;

        void Reach(DefinitionUses definition)
        {
            foreach (var spread in definition.Spreads)
            {
                if (seen.Add(spread.Name.Value) && Fragments.TryGetValue(spread.Name.Value, out var fragment))
                {
                    fragments.Add(fragment);
                }
            }
        }
    }

    /// <summary>All places where an operation or a fragment that it spreads uses a variable.</summary>
    public IEnumerable<VariableUse> VariableUsesOf(OperationDefinition operation) =>
        UsesOf(operation).Variables.Concat(FragmentsOf(operation).SelectMany(fragment => UsesOf(fragment).Variables));
}

/// <summary>What one operation or fragment refers to.</summary>
internal sealed class DefinitionUses
{
    public List<FragmentSpread> Spreads { get; } = [];

    public List<VariableUse> Variables { get; } = [];
}

/// <summary>One place where a variable is used.</summary>
/// <param name="Node">The variable.</param>
/// <param name="Type">The type of the place; null where that is not known.</param>
/// <param name="HasDefault">Whether the place has a default of its own.</param>
/// <param name="ParentType">The input object that the place is a field of; null elsewhere.</param>
internal sealed record VariableUse(Variable Node, GraphQLType? Type, bool HasDefault, InputObjectType? ParentType);

/// <summary>Ends a validation that would take too long.</summary>
internal sealed class ValidationAbortedException(string message) : Exception(message);
