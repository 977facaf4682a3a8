using System.Globalization;
using System.Text.Json.Nodes;

namespace Monitor.GraphQL.Differential.Tests.Generation;

/// <summary>Values of input types: as literals, and as JSON for variables.</summary>
/// <param name="chance">Decides.</param>
/// <param name="texts">Makes texts.</param>
/// <param name="slips">How many in a hundred are wrong.</param>
internal sealed class Inputs(Chance chance, Texts texts, int slips)
{
    private static readonly string[] wrongLiterals =
    [
        "null", "1", "-1", "1.5", "\"text\"", "true", "VALUE", "[]", "[1]", "[null]", "{}", "{x: 1}", "99999999999",
        "-2147483649", "1e50", "$nothing", "[[1]]", "\"\"", "3.0", "1e2",
    ];

    private static readonly string[] wrongJson =
    [
        "null", "1", "-1", "1.5", "\"text\"", "true", "[]", "[1]", "[null]", "{}", "{\"x\":1}", "99999999999",
        "-2147483649", "1e21", "[[1]]", "\"\"", "\"VALUE\"", "0.000001", "1e-7", "123456789012345680000",
    ];

    /// <param name="type">What is expected.</param>
    /// <param name="variable">Gives a variable in place of a value, or null.</param>
    /// <param name="depth">How deep lists and objects may still nest.</param>
    public string Literal(TypeUse type, Func<TypeUse, bool, string?>? variable = null, int depth = 3)
    {
        if (chance.In100(slips))
        {
            return chance.Of(wrongLiterals);
        }

        if (variable?.Invoke(type, false) is { } used)
        {
            return used;
        }

        switch (type)
        {
            case NonNullUse nonNull:
                return Given(nonNull.Inner, variable, depth);
            case var _ when chance.In100(10):
                return "null";
            default:
                return Given(type, variable, depth);
        }
    }

    public JsonNode? Json(TypeUse type, int depth = 3)
    {
        if (chance.In100(slips))
        {
            return JsonNode.Parse(chance.Of(wrongJson));
        }

        return type switch
        {
            NonNullUse nonNull => GivenJson(nonNull.Inner, depth),
            _ when chance.In100(10) => null,
            _ => GivenJson(type, depth),
        };
    }

    /// <summary>Any JSON: what a scalar of the schema's own takes.</summary>
    public JsonNode? AnyJson(int depth = 2) => chance.Below(depth > 0 ? 8 : 6) switch
    {
        0 => null,
        1 => chance.Below(100),
        2 => chance.In100(50),
        3 => texts.Any(),
        4 => chance.Below(1000) / 8.0,
        5 => "2020-01-01",
        6 => new JsonArray([.. Enumerable.Range(0, chance.Below(3)).Select(_ => AnyJson(depth - 1))]),
        _ => new JsonObject { ["a"] = AnyJson(depth - 1), ["b"] = AnyJson(depth - 1) },
    };

    private string Given(TypeUse type, Func<TypeUse, bool, string?>? variable, int depth)
    {
        if (type is ListUse list)
        {
            return chance.In100(20) || depth == 0
                ? Given(list.Item.Nullable, null, 0)   // §3.11: one item without its brackets
                : "[" + string.Join(
                    chance.In100(80) ? ", " : " ",
                    Enumerable.Range(0, chance.Below(4)).Select(_ => Literal(list.Item, variable, depth - 1))) + "]";
        }

        var named = type.Named;
        return named.Kind switch
        {
            TypeKind.Enum => chance.Of(named.Values),
            TypeKind.Input => Object(named, variable, depth),
            _ => Scalar(named.Name, depth),
        };
    }

    private string Scalar(string name, int depth) => name switch
    {
        "Int" => chance.Of(["0", "1", "-7", "42", "2147483647", "-2147483648", "-0"]),
        "Float" => chance.Of(["0", "1", "-1.5", "3.0", "1e3", "1.25E-2", "100000000000", "0.1", "-0.0", "123e20"]),
        "Boolean" => chance.Of(["true", "false"]),
        "ID" => chance.In100(50) ? chance.Of(["1", "0", "12345678901234567890"]) : texts.Literal(texts.Plain()),
        "String" => texts.Literal(texts.Any()),
        _ => AnyLiteral(depth),
    };

    /// <summary>What a scalar of the schema's own takes, other than null.</summary>
    private string AnyLiteral(int depth) => chance.Below(depth > 0 ? 9 : 7) switch
    {
        0 => "false",
        1 => chance.Below(100).ToString(CultureInfo.InvariantCulture),
        2 => "true",
        3 => texts.Literal(texts.Any()),
        4 => "2.5",
        5 => "RED",
        6 => "12345678901",
        7 => "[" + string.Join(", ", Enumerable.Range(0, chance.Below(3)).Select(_ => AnyLiteral(depth - 1))) + "]",
        _ => "{a: " + AnyLiteral(depth - 1) + ", b: " + AnyLiteral(depth - 1) + "}",
    };

    private string Object(TypeModel type, Func<TypeUse, bool, string?>? variable, int depth)
    {
        var given = FieldsOf(type, depth).Select(field =>
        {
            var isNeeded = type.IsOneOf || field.Type is NonNullUse;
            var fieldType = type.IsOneOf ? new NonNullUse(field.Type.Nullable) : field.Type;
            return $"{Misspelt(field.Name)}: {variable?.Invoke(fieldType, isNeeded)
                ?? Literal(fieldType, variable, depth - 1)}";
        }).ToList();
        if (given.Count > 0 && chance.In100(slips))
        {
            given.Add(chance.In100(50) ? given[0] : "extra: 1");
        }

        return "{" + string.Join(", ", given) + "}";
    }

    private JsonNode? GivenJson(TypeUse type, int depth)
    {
        if (type is ListUse list)
        {
            return chance.In100(20) || depth == 0
                ? GivenJson(list.Item.Nullable, 0)
                : new JsonArray([.. Enumerable.Range(0, chance.Below(4)).Select(_ => Json(list.Item, depth - 1))]);
        }

        var named = type.Named;
        return named.Kind switch
        {
            TypeKind.Enum => chance.Of(named.Values),
            TypeKind.Input => ObjectJson(named, depth),
            _ => ScalarJson(named.Name),
        };
    }

    private JsonNode? ScalarJson(string name) => name switch
    {
        "Int" => chance.Of([0, 1, -7, 42, int.MaxValue, int.MinValue]),
        "Float" => chance.Of([0, 1, -1.5, 1e3, 0.1, 1e21, 5e-7]),
        "Boolean" => chance.In100(50),
        "ID" => chance.In100(50) ? chance.Below(100) : texts.Plain(),
        "String" => texts.Any(),
        _ => AnyJson() ?? 1,
    };

    private JsonObject ObjectJson(TypeModel type, int depth)
    {
        var given = new JsonObject();
        foreach (var field in FieldsOf(type, depth))
        {
            var fieldType = type.IsOneOf ? new NonNullUse(field.Type.Nullable) : field.Type;
            given[Misspelt(field.Name)] = Json(fieldType, depth - 1);
        }

        if (chance.In100(slips))
        {
            given["extra"] = 1;
        }

        return given;
    }

    private IEnumerable<FieldModel> FieldsOf(TypeModel type, int depth)
    {
        if (type.IsOneOf)
        {
            return chance.In100(slips) ? chance.Some(type.Fields, 60) : [chance.Of(type.Fields)];
        }

        return type.Fields.Where(field =>
            (field.IsRequired && !chance.In100(slips)) || (depth > 0 && chance.In100(50)));
    }

    private string Misspelt(string name) => chance.In100(slips) ? Names.Misspell(name, chance) : name;
}
