using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation;

/// <summary>What the rules share: the document, the place of the walk in it, and the errors found.</summary>
internal sealed class ValidationContext
{
    private static readonly Dictionary<string, FragmentDefinition> None = [];

    private readonly List<GraphQLError> errors = [];
    private readonly HashSet<ScalarType> unreferenced;
    private DefinedInDocument? defined;
    private DefinitionUses? uses;

    public ValidationContext(GraphQLSchema schema, Document document, ValidationOptions options)
    {
        Schema = schema;
        Document = document;
        Options = options;
        unreferenced = ReferencedTypes.ScalarsWithoutUse(schema);
        Fragments = FragmentsOf(document);
    }

    public GraphQLSchema Schema { get; }

    public Document Document { get; }

    public ValidationOptions Options { get; }

    /// <summary>By name; of several of one name the last.</summary>
    public IReadOnlyDictionary<string, FragmentDefinition> Fragments { get; }

    public IReadOnlyList<GraphQLError> Errors => errors;

    /// <summary>
    /// What the current field or fragment is selected on; null where that is not known or has no fields.
    /// </summary>
    public NamedType? ParentType { get; set; }

    /// <summary>
    /// The definition of the current field, or of the one around the current place; null where the schema has none.
    /// </summary>
    public FieldType? Field { get; set; }

    /// <summary>Whether the walk is within a definition that a document to execute should not have.</summary>
    public bool IsInTypeSystem { get; set; }

    /// <summary>What the definitions of the document use.</summary>
    public DefinitionUses Uses => uses ??= new DefinitionUses(this);

    /// <summary>The types and directives that the document itself defines, though it may not.</summary>
    public DefinedInDocument Defined => defined ??= DefinedInDocument.Of(Document);

    /// <summary>Null where the schema does not know the type.</summary>
    /// <remarks>A schema has no built-in scalar that nothing in it is of. §3.5</remarks>
    public NamedType? FindType(string name) =>
        Schema.Types.TryGetValue(name, out var type) && (unreferenced.Count == 0 || !IsUnreferenced(type))
            ? type
            : null;

    /// <summary>The type that a reference names; null where the schema does not know it.</summary>
    public GraphQLType? FindType(TypeNode node) => node switch
    {
        NamedTypeNode named => FindType(named.Name),
        ListTypeNode list => FindType(list.Item) is { } item ? new ListType(item) : null,
        NonNullTypeNode nonNull => FindType(nonNull.Inner) is { } inner ? new NonNullType(inner) : null,
        _ => null,
    };

    /// <summary>What rules hold a directive to: its definition in the document, else in the schema.</summary>
    public DirectiveType? FindDirective(string name) =>
        Defined.Directives.GetValueOrDefault(name) ?? Schema.Directives.GetValueOrDefault(name);

    /// <summary>
    /// The arguments that a directive may have; of one that the schema does not know, those of the field around it.
    /// </summary>
    public IReadOnlyDictionary<string, InputValueType>? ArgumentsOf(Directive directive, FieldType? field) =>
        Schema.Directives.TryGetValue(directive.DirectiveName, out var definition)
            ? definition.Arguments
            : field?.Arguments;

    /// <summary>" Did you mean …?" where the options allow it.</summary>
    public string DidYouMean(string input, IEnumerable<string> names) =>
        Suggestions.DidYouMean(input, names, Options.Suggest);

    public void Report(string message, SyntaxNode node) =>
        Report(new GraphQLError(message) { Locations = [node.Location] });

    public void Report(string message, SyntaxNode node, SyntaxNode other) =>
        Report(new GraphQLError(message) { Locations = [node.Location, other.Location] });

    public void Report(string message, IEnumerable<SyntaxNode> nodes) =>
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

    private bool IsUnreferenced(NamedType type) => type is ScalarType scalar && unreferenced.Contains(scalar);

    private static Dictionary<string, FragmentDefinition> FragmentsOf(Document document)
    {
        Dictionary<string, FragmentDefinition>? fragments = null;
        for (var i = 0; i < document.Definitions.Count; i++)
        {
            if (document.Definitions[i] is FragmentDefinition fragment)
            {
                fragments ??= new Dictionary<string, FragmentDefinition>(StringComparer.Ordinal);
                fragments[fragment.Name.Value] = fragment;
            }
        }

        return fragments ?? None;
    }
}

/// <summary>Ends a validation that would take too much work.</summary>
internal sealed class ValidationAbortedException(string message) : Exception(message)
{
    /// <summary>For a document whose fragments or fields would take too much work to compare.</summary>
    public ValidationAbortedException()
        : this("Validation aborted.")
    {
    }
}
