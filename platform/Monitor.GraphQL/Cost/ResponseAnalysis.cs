using System.Text.Json;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;
using Monitor.GraphQL.Validation;

namespace Monitor.GraphQL.Cost;

/// <summary>What an operation did cost, by its answer. GraphQL Cost Directives §5.1.3</summary>
/// <remarks>
/// Errors leave nothing to count. An object of an abstract type is what its <c>__typename</c> says; where that was not
/// asked, the first type that may have these fields.
/// </remarks>
internal sealed class ResponseAnalysis(CostSchema costs, CostedFields fields, FieldCosts fieldCosts)
{
    private readonly Dictionary<(ObjectType, MergedSelections), Dictionary<string, List<Field>>> collected = [];

    public OperationCost Of(OperationDefinition operation, JsonElement data) =>
        costs.Schema.RootType(operation.Operation) is { } root
            ? Object(data, root, new MergedSelections([operation.SelectionSet]))
            : default;

    private OperationCost Value(JsonElement value, NamedType type, MergedSelections selections)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return default;
            case JsonValueKind.Array when type.IsComposite || !HoldsLists(type):
                var sum = default(OperationCost);
                foreach (var item in value.EnumerateArray())
                {
                    sum = sum.Plus(Value(item, type, selections));
                }

                return sum;
            default:
                return type.IsLeaf
                    ? default(OperationCost).Plus(field: 0, costs.WeightOf(type))
                    : Object(value, TypeOf(value, type, selections), selections);
        }
    }

    private OperationCost Object(JsonElement value, ObjectType? type, MergedSelections selections)
    {
        if (type is null || value.ValueKind != JsonValueKind.Object)
        {
            return default;
        }

        var cost = default(OperationCost).Plus(field: 0, costs.WeightOf(type));
        foreach (var (name, nodes) in FieldsOf(type, selections))
        {
            if (value.TryGetProperty(name, out var answer))
            {
                cost = cost.Plus(Field(type, nodes, answer));
            }
        }

        return cost;
    }

    private OperationCost Field(ObjectType type, List<Field> nodes, JsonElement answer)
    {
        var name = nodes[0].Name.Value;
        return type.Fields.TryGetValue(name, out var field)
            ? Value(answer, field.Type.Named, MergedSelections.Of(nodes))
                .Plus(fieldCosts.Of(field, nodes[0]), type: 0)
            : name == "__typename" ? default : new OperationCost(1, 1);
    }

    private ObjectType? TypeOf(JsonElement value, NamedType type, MergedSelections selections)
    {
        if (type is ObjectType one || value.ValueKind != JsonValueKind.Object)
        {
            return type as ObjectType;
        }

        if (value.TryGetProperty("__typename", out var name) && name.ValueKind == JsonValueKind.String)
        {
            return costs.Schema.Types.GetValueOrDefault(name.GetString()!) as ObjectType;
        }

        var possible = costs.Schema.PossibleTypes(type);
        var properties = value.EnumerateObject().Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        return possible.FirstOrDefault(candidate => properties.SetEquals(FieldsOf(candidate, selections).Keys))
            ?? (possible.Count > 0 ? possible[0] : null);
    }

    private Dictionary<string, List<Field>> FieldsOf(ObjectType type, MergedSelections selections)
    {
        if (!collected.TryGetValue((type, selections), out var found))
        {
            collected[(type, selections)] = found = fields.Collect(type, selections);
        }

        return found;
    }

    /// <summary>A scalar of one's own may be any JSON: its lists are one value.</summary>
    private static bool HoldsLists(NamedType type) => type is ScalarType
    {
        Name: not ("Int" or "Float" or "String" or "Boolean" or "ID"),
    };
}
