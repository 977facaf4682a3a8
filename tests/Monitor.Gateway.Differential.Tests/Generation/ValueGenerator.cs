using System.Text.Json;
using Monitor.Gateway.Differential.Tests.Running;
using Monitor.GraphQL.Schema;

namespace Monitor.Gateway.Differential.Tests.Generation;

/// <summary>Values of arguments: often such that find something, as literals or through variables.</summary>
internal sealed class ValueGenerator(GraphDescription graph, Chance chance)
{
    private readonly List<VariablePart> variables = [];

    public IReadOnlyList<VariablePart> Variables => variables;

    /// <summary>Arguments in parentheses; empty where none is given.</summary>
    public string Arguments(FieldType field)
    {
        var given = field.Arguments.Values
            .Where(argument => argument.IsRequired || chance.In100(55))
            .Select(argument => $"{argument.Name}: {Argument(argument)}")
            .ToList();
        return given.Count == 0 ? "" : $"({string.Join(", ", given)})";
    }

    /// <summary>Sometimes <c>@skip</c> or <c>@include</c>; with a space before it.</summary>
    public string Directives()
    {
        if (!chance.In100(9))
        {
            return "";
        }

        var condition = chance.In100(70)
            ? Variable("Boolean!", null, chance.In100(60) ? "true" : "false")
            : chance.In100(50) ? "true" : "false";
        return (chance.In100(40) ? " @skip" : " @include") + $"(if: {condition})";
    }

    private string Argument(InputValueType argument)
    {
        if (!argument.Type.IsNonNull && chance.In100(8))
        {
            return "null";
        }

        if (chance.In100(55))
        {
            return Literal(argument.Name, argument.Type);
        }

        var (name, type) = (argument.Name, argument.Type);
        var isGiven = type.IsNonNull || chance.In100(80);
        var fallback = !type.IsNonNull && chance.In100(25) ? Literal(name, type, true) : null;
        return Variable(type.ToString()!, fallback, isGiven ? Json(name, type) : null);
    }

    private string Variable(string type, string? fallback, string? json)
    {
        if (variables.Count > 0 && chance.In100(40)
            && variables.Find(variable => variable.Type == type) is { } known)
        {
            return "$" + known.Name;
        }

        variables.Add(new VariablePart($"v{variables.Count}", type, fallback, json));
        return "$" + variables[^1].Name;
    }

    // What is constant holds no variables: a default.
    private string Literal(string name, GraphQLType type, bool isConstant = false) => type switch
    {
        NonNullType nonNull => Literal(name, nonNull.Inner, isConstant),
        ListType list => $"[{string.Join(", ", Enumerable.Range(0, chance.Below(3))
            .Select(_ => Literal(name, list.Item, isConstant)))}]",
        InputObjectType input => "{" + string.Join(", ", GivenFields(input).Select(field =>
            $"{field.Name}: {(!isConstant && !field.Type.IsNonNull && chance.In100(20)
                ? Variable(field.Type.ToString()!, null, Json(field.Name, field.Type))
                : Literal(field.Name, field.Type, isConstant))}")) + "}",
        EnumType @enum => chance.Of(@enum.Values.Keys.ToList()),
        _ => Leaf(name, type.Named),
    };

    private string Json(string name, GraphQLType type) => type switch
    {
        NonNullType nonNull => Json(name, nonNull.Inner),
        ListType list => $"[{string.Join(",", Enumerable.Range(0, chance.Below(3))
            .Select(_ => Json(name, list.Item)))}]",
        InputObjectType input => "{" + string.Join(",", GivenFields(input).Select(field =>
            $"\"{field.Name}\":{Json(field.Name, field.Type)}")) + "}",
        EnumType @enum => $"\"{chance.Of(@enum.Values.Keys.ToList())}\"",
        _ => Leaf(name, type.Named),
    };

    private List<InputValueType> GivenFields(InputObjectType input) =>
        [.. input.Fields.Values.Where(field => field.IsRequired || chance.In100(50))];

    /// <summary>JSON, and a literal too.</summary>
    private string Leaf(string name, NamedType type)
    {
        if (graph.Arguments.TryGetValue(name, out var pool) && chance.In100(85))
        {
            return JsonSerializer.Serialize(chance.Of(pool));
        }

        return type.Name switch
        {
            "Int" => chance.Below(4).ToString(System.Globalization.CultureInfo.InvariantCulture),
            "Float" => "1.5",
            "Boolean" => chance.In100(50) ? "true" : "false",
            "ID" => $"\"{chance.Below(4)}\"",
            _ => chance.Of<string>(["\"x\"", "\"\"", "\"a \\\"b\\\"\"", "\"é\""]),
        };
    }
}
