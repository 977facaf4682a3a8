using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Cost;

/// <summary>What an operation may cost at most, before it is executed. GraphQL Cost Directives §5.1.1</summary>
/// <remarks>
/// Where the type of an object is not known, the dearest that it may be counts. What one type costs by one selection is
/// found once, so that types within types do not multiply the work.
/// </remarks>
internal sealed class StaticAnalysis(
    CostSchema costs, CostOptions options, CostedFields fields, FieldCosts fieldCosts, ListLength lengths)
{
    private readonly Dictionary<Place, OperationCost> known = [];

    /// <exception cref="CostUnknownException">It would take too long to find out.</exception>
    public OperationCost Of(OperationDefinition operation) =>
        costs.Schema.RootType(operation.Operation) is { } root
            ? Object(root, new MergedSelections([operation.SelectionSet]), sized: null)
            : default;

    private OperationCost Object(ObjectType type, MergedSelections selections, Sized? sized)
    {
        var place = new Place(type, selections, sized);
        if (known.TryGetValue(place, out var cost))
        {
            return cost;
        }

        cost = cost.Plus(field: 0, costs.WeightOf(type));
        foreach (var nodes in fields.Collect(type, selections).Values)
        {
            cost = cost.Plus(Field(type, nodes, sized));
        }

        return known[place] = cost;
    }

    private OperationCost Field(ObjectType type, List<Field> nodes, Sized? sized)
    {
        // What introspection answers does not depend on data: it costs one field, as __typename costs nothing.
        var node = nodes[0];
        if (!type.Fields.TryGetValue(node.FieldName, out var field))
        {
            return node.FieldName == "__typename" ? default : new OperationCost(1, 1);
        }

        var size = lengths.Of(field, node, out var sizedFields);
        var below = sizedFields.Count > 0 && size is { } number ? new Sized(sizedFields, number) : null;
        var length = sized is not null && sized.Fields.Contains(field.Name) ? sized.Size
            : sizedFields.Count > 0 ? null
            : size;
        return Value(field.Type.Named, nodes, below)
            .Times(ItemsOf(field.Type, length))
            .Plus(fieldCosts.Of(field, node), type: 0);
    }

    private OperationCost Value(NamedType type, List<Field> nodes, Sized? sized)
    {
        if (type.IsLeaf)
        {
            return default(OperationCost).Plus(field: 0, costs.WeightOf(type));
        }

        var selections = MergedSelections.Of(nodes);
        if (type is ObjectType one)
        {
            return Object(one, selections, sized);
        }

        var dearest = default(OperationCost);
        foreach (var possible in costs.Schema.PossibleTypes(type))
        {
            dearest = OperationCost.Max(dearest, Object(possible, selections, sized));
        }

        return dearest;
    }

    /// <summary>The directive tells of the outer list; of lists within it nothing is known.</summary>
    private double ItemsOf(GraphQLType type, double? length)
    {
        var items = 1d;
        for (var list = type.Nullable as ListType; list is not null; list = list.Item.Nullable as ListType)
        {
            items *= length ?? options.AssumedListSize;
            length = null;
        }

        return items;
    }

    /// <summary>What a field says of the lists of its answer.</summary>
    private sealed record Sized(IReadOnlyList<string> Fields, double Size);

    private readonly record struct Place(ObjectType Type, MergedSelections Selections, Sized? Sized);
}
