using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Access;

/// <summary>
/// A document without what some callers may not have. The same for all callers who may have the same.
/// </summary>
internal sealed class Restriction
{
    private readonly Dictionary<OperationDefinition, OperationDefinition> operations = [];

    private Restriction(IReadOnlySet<Field> refused, string outcome)
    {
        Refused = refused;
        Outcome = outcome;
        Document = new Document([]);
    }

    /// <summary>What is planned and fetched.</summary>
    public Document Document { get; private set; }

    /// <summary>The fields that were taken out, as they stand in the client's document.</summary>
    public IReadOnlySet<Field> Refused { get; }

    /// <summary>Which conditions of the document are met.</summary>
    public string Outcome { get; }

    public static Restriction Of(Document document, IReadOnlySet<Field> refused, string outcome)
    {
        var restriction = new Restriction(refused, outcome);
        restriction.Document = new Document([.. document.Definitions.Select(restriction.Without)]);
        return restriction;
    }

    /// <summary>The operation of <see cref="Document"/> that stands for one of the client's.</summary>
    public OperationDefinition For(OperationDefinition operation) => operations[operation];

    private Definition Without(Definition definition)
    {
        switch (definition)
        {
            case OperationDefinition operation:
                return operations[operation] = new OperationDefinition
                {
                    Operation = operation.Operation,
                    Name = operation.Name,
                    Variables = operation.Variables,
                    Directives = operation.Directives,
                    SelectionSet = Without(operation.SelectionSet),
                    Location = operation.Location,
                };
            case FragmentDefinition fragment:
                return new FragmentDefinition
                {
                    Name = fragment.Name,
                    TypeCondition = fragment.TypeCondition,
                    Directives = fragment.Directives,
                    SelectionSet = Without(fragment.SelectionSet),
                    Location = fragment.Location,
                };
            default:
                return definition;
        }
    }

    /// <summary>Whether an object is there is still to be found out when nothing of it may be seen.</summary>
    private SelectionSet Without(SelectionSet set)
    {
        var left = set.Selections.Where(selection => selection is not Field field || !Refused.Contains(field))
            .Select(Without)
            .ToList();
        return new SelectionSet(left.Count > 0 ? left : [new Field { Name = new Name("__typename") }]);
    }

    private Selection Without(Selection selection) => selection switch
    {
        Field { SelectionSet: { } below } field => new Field
        {
            Alias = field.Alias,
            Name = field.Name,
            Arguments = field.Arguments,
            Directives = field.Directives,
            SelectionSet = Without(below),
            Location = field.Location,
        },
        InlineFragment fragment => new InlineFragment
        {
            TypeCondition = fragment.TypeCondition,
            Directives = fragment.Directives,
            SelectionSet = Without(fragment.SelectionSet),
            Location = fragment.Location,
        },
        _ => selection,
    };
}
