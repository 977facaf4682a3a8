using Monitor.GraphQL.Language;
using Monitor.Testing;

namespace Monitor.EndToEnd.Tests.Access;

/// <summary>
/// An operation written out with arguments that are well formed and change nothing: ids that nobody has, years without
/// a round, empty texts. What is left to see is whether the caller may ask at all.
/// </summary>
/// <param name="operations">The graph.</param>
/// <param name="municipality">Whose code is named wherever one is asked for.</param>
/// <param name="region">The code that is named wherever a region's is asked for.</param>
/// <param name="idOf">Ids to name in place of nobody's, by operation and argument; null for nobody's.</param>
public sealed class SampleDocument(
    GraphOperations operations, string municipality, string region, Func<GraphOperation, string, string?>? idOf = null)
{
    private const string Nobodys = "00000000-0000-0000-0000-000000000000";

    /// <summary>Arguments that must be more than well formed, for the operation to come to its rule at all.</summary>
    private static readonly Dictionary<string, string> Special = new(StringComparer.Ordinal)
    {
        ["Query.questionnaire(id)"] = "\"child-abuse-2017\"",
        ["Query.round(year)"] = "2017",
        ["Mutation.setParticipation(takesPart)"] = "true",   // as it is: changes nothing
    };

    public string Of(GraphOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var field = FieldOf(operation);
        return operation.Parent switch
        {
            "Query" => $"query {{ {field} }}",
            "Mutation" => $"mutation {{ {field} }}",
            "Subscription" => $"subscription {{ {field} }}",
            "Municipality" => $"query {{ municipality(code: \"{municipality}\") {{ {field} }} }}",
            "Region" => $"query {{ region(code: \"{region}\") {{ {field} }} }}",
            "Round" => $"query {{ round(year: 2017) {{ {field} }} }}",
            "Objective" => $"query {{ round(year: 2017) {{ questionnaire {{ objectives {{ {field} }} }} }} }}",
            _ => throw new InvalidOperationException($"Nothing public leads to {operation.Parent}."),
        };
    }

    /// <summary>The field alone, to stand in a selection of its parent.</summary>
    public string FieldOf(GraphOperation operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var arguments = operation.Field.Arguments
            .Where(argument => argument.Type is NonNullTypeNode && argument.DefaultValue is null)
            .Select(argument => $"{argument.Name.Value}: {Argument(operation, argument)}")
            .ToList();
        return operation.Field.Name.Value
            + (arguments.Count == 0 ? "" : $"({string.Join(", ", arguments)})")
            + (operation.HasSelection ? " { __typename }" : "");
    }

    private string Argument(GraphOperation operation, InputValueDefinition argument) =>
        idOf?.Invoke(operation, argument.Name.Value) is { } id ? $"\"{id}\""
        : operation.Name == "Query.region" ? $"\"{region}\""
        : Special.TryGetValue($"{operation.Name}({argument.Name.Value})", out var special)
            ? special
            : ValueOf(operation, argument.Type, argument.Name.Value);

    private string ValueOf(GraphOperation operation, TypeNode type, string name) => type switch
    {
        NonNullTypeNode some => ValueOf(operation, some.Inner, name),
        ListTypeNode list => $"[{ValueOf(operation, list.Item, name)}]",
        _ when operations.IsInput(type) => InputOf(operation, (InputObjectTypeDefinition)operations.TypeOf(type)),
        _ when operations.IsEnum(type) => ((EnumTypeDefinition)operations.TypeOf(type)).Values[0].Name.Value,
        _ => Scalar(GraphOperations.NameOf(type), name, isChange: operation.Parent == "Mutation"),
    };

    private string InputOf(GraphOperation operation, InputObjectTypeDefinition type)
    {
        var fields = type.Fields
            .Where(field => idOf?.Invoke(operation, $"input.{field.Name.Value}") is not null
                || (field.Type is NonNullTypeNode && field.DefaultValue is null))
            .Select(field => (field.Name.Value, Text: InputValueOf(operation, field)))
            .ToList();
        if (fields.Count == 0 && type.Directives.Any(d => d.DirectiveName == "oneOf"))
        {
            fields = [(type.Fields[0].Name.Value, InputValueOf(operation, type.Fields[0]))];
        }

        return $"{{ {string.Join(", ", fields.Select(field => $"{field.Value}: {field.Text}"))} }}";
    }

    private string InputValueOf(GraphOperation operation, InputValueDefinition field) =>
        idOf?.Invoke(operation, $"input.{field.Name.Value}") is { } id
            ? $"\"{id}\""
            : ValueOf(operation, field.Type, field.Name.Value);

    private string Scalar(string type, string name, bool isChange) => type switch
    {
        "ID" when name is "region" => $"\"{region}\"",
        "ID" when name is "municipality" or "code" or "municipalities" => $"\"{municipality}\"",
        "ID" => $"\"{Nobodys}\"",
        "Int" => isChange ? "1900" : "2017",
        "Float" => "0",
        "Boolean" => "false",
        "Date" => "\"1900-01-01\"",
        "DateTime" => "\"1900-01-01T00:00:00Z\"",
        "JSON" or "Json" => "{}",
        _ => "\"\"",
    };
}
