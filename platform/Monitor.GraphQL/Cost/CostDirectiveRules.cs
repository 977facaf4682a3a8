using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Cost;

/// <summary>Finds <c>@cost</c> and <c>@listSize</c> that make no sense. GraphQL Cost Directives §9</summary>
public static class CostDirectiveRules
{
    /// <exception cref="SchemaException">There are faults; all are listed.</exception>
    public static void Check(GraphQLSchema schema)
    {
        var names = CostDirectiveNames.Of(schema.Definitions, schema.Directives.ContainsKey);
        var faults = new SchemaFaults();
        foreach (var type in schema.Types.Values)
        {
            CheckWeight(type.Directives, type.Name, names, faults);
            switch (type)
            {
                case ComplexType complex:
                    CheckFields(schema, complex, names, faults);
                    break;
                case InputObjectType input:
                    CheckInputs(input.Fields.Values, type.Name, names, faults);
                    break;
            }
        }

        faults.ThrowIfAny();
    }

    private static void CheckFields(
        GraphQLSchema schema, ComplexType type, CostDirectiveNames names, SchemaFaults faults)
    {
        foreach (var field in type.Fields.Values)
        {
            var at = $"{type.Name}.{field.Name}";
            CheckWeight(field.Directives, at, names, faults);
            CheckInputs(field.Arguments.Values, at, names, faults);

            // §9.1.1: an interface's field costs what the fields of its objects cost.
            if (type is InterfaceType && CostSchema.Find(field.Directives, names.Cost) is { } cost)
            {
                faults.Add($"@{names.Cost} cannot stand on {at}: it is a field of an interface.", cost);
            }

            if (CostSchema.Find(field.Directives, names.ListSize) is { } size)
            {
                CheckSize(schema, field, size, $"@{names.ListSize} on {at}", faults);
            }
        }
    }

    private static void CheckInputs(
        IEnumerable<InputValueType> inputs, string owner, CostDirectiveNames names, SchemaFaults faults)
    {
        foreach (var input in inputs)
        {
            CheckWeight(input.Directives, $"{owner}.{input.Name}", names, faults);
        }
    }

    /// <summary>§7.1</summary>
    private static void CheckWeight(
        IReadOnlyList<Directive> directives, string at, CostDirectiveNames names, SchemaFaults faults)
    {
        if (CostSchema.Find(directives, names.Cost) is { } cost
            && !CostSchema.TryRead(CostSchema.Argument(cost, "weight"), out _))
        {
            faults.Add($"The weight of @{names.Cost} on {at} must be a number.", cost);
        }
    }

    private static void CheckSize(
        GraphQLSchema schema, FieldType field, Directive directive, string at, SchemaFaults faults)
    {
        var slicing = CostSchema.Texts(CostSchema.Argument(directive, "slicingArguments"));
        var sized = CostSchema.Texts(CostSchema.Argument(directive, "sizedFields"));

        // §9.2.1, §9.2.2
        if (sized.Count == 0 && field.Type.Nullable is not ListType)
        {
            faults.Add($"{at} needs a field of a list, or sizedFields.", directive);
        }

        foreach (var name in sized.Where(name => !IsList(schema, field, name)))
        {
            faults.Add($"{at} names \"{name}\" in sizedFields, which is no list of {field.Type.Named}.", directive);
        }

        // §9.2.3
        foreach (var name in slicing.Where(name => !IsNumber(field, name)))
        {
            faults.Add($"{at} names \"{name}\" in slicingArguments, which is no argument of type Int.", directive);
        }

        CheckAssumedSize(field, directive, slicing, at, faults);
    }

    /// <summary>§9.2.4: which of the two is meant must be plain.</summary>
    private static void CheckAssumedSize(
        FieldType field, Directive directive, IReadOnlyList<string> slicing, string at, SchemaFaults faults)
    {
        if (CostSchema.Argument(directive, "assumedSize") is null or NullValue || slicing.Count == 0)
        {
            return;
        }

        if (CostSchema.Argument(directive, "requireOneSlicingArgument") is not BooleanValue { Value: false }
            || slicing.Any(name => field.Arguments.GetValueOrDefault(name)?.DefaultValue is not null))
        {
            faults.Add(
                $"{at} has both assumedSize and slicingArguments: set requireOneSlicingArgument to false, and give"
                + " the arguments no default.",
                directive);
        }
    }

    private static bool IsList(GraphQLSchema schema, FieldType field, string name)
    {
        var fields = (field.Type.Named as ComplexType)?.Fields;
        return fields?.GetValueOrDefault(name) is { } found
            ? found.Type.Nullable is ListType
            : field.Type.Named is UnionType union && schema.PossibleTypes(union)
                .Any(type => type.Fields.GetValueOrDefault(name)?.Type.Nullable is ListType);
    }

    private static bool IsNumber(FieldType field, string name) =>
        field.Arguments.GetValueOrDefault(name)?.Type.Nullable is ScalarType { Name: "Int" };
}
