using System.Text.Json.Nodes;

namespace Monitor.GraphQL.Differential.Tests.Generation;

/// <summary>Makes what resolvers answer: mostly what the schema asks for, at times nothing, late, wrong or an error.
/// </summary>
/// <param name="chance">Decides.</param>
/// <param name="texts">Makes texts.</param>
/// <param name="schema">What is asked for.</param>
/// <param name="oddities">How many values in a hundred are not what the schema asks for.</param>
internal sealed class DataGenerator(Chance chance, Texts texts, SchemaModel schema, int oddities)
{
    private const int MostObjects = 60;

    private static readonly string[] odd =
    [
        "null", "0", "1", "-1", "1.5", "2147483648", "-2147483649", "1e21", "1e-7", "\"\"", "\"12\"", "\"1.5\"",
        "\"abc\"", "\"true\"", "true", "false", "[]", "[1,\"a\",null]", "{}", "{\"a\":1,\"b\":[{\"c\":{\"d\":1}}]}",
        "{\"$nan\":1}", "{\"$inf\":1}", "{\"$undef\":1}", "\"RED\"", "123456789012345680000", "0.1", "\" 7 \"",
        "[1,2,3,4,5,6,7,8,9,10,11]", "[1,2,3,4,5,6,7,8,9,10,11,12]", "{\"__typename\":\"Dog\"}", "{\"__typename\":1}",
        "\"1e3\"", "\"0x10\"", "\"-0\"", "{\"__typename\":\"Query\"}", "{\"__typename\":\"Nothing\"}",
    ];

    private readonly Inputs inputs = new(chance, texts, slips: 0);

    /// <summary>Places of rootValue that hold an object of a type.</summary>
    private readonly List<(TypeModel Type, string Path)> known = [];

    private int objects;

    public JsonObject Root(TypeModel type)
    {
        var root = new JsonObject();
        foreach (var field in type.Fields)
        {
            root[field.Name] = Value(field, depth: 3);
            if (root[field.Name] is JsonObject value
                && !value.Any(member => member.Key.StartsWith('$'))
                && field.Type.Named.Kind == TypeKind.Object)
            {
                known.Add((field.Type.Named, field.Name));
            }
        }

        return root;
    }

    /// <summary>What a field of the subscription type answers.</summary>
    public JsonObject Source(TypeModel type)
    {
        var root = new JsonObject();
        foreach (var field in type.Fields)
        {
            root[field.Name] = chance.Below(20) switch
            {
                0 => Error(),
                1 => JsonNode.Parse(chance.Of(odd)),
                2 => new JsonObject { ["$async"] = Stream(() => Root(type)) },
                < 6 => Stream(() => Value(field.Type, depth: 2)),
                _ => Stream(() => Root(type)),
            };
        }

        return root;
    }

    private JsonObject Stream(Func<JsonNode?> payload) => new()
    {
        ["$stream"] = new JsonArray([.. Enumerable.Range(0, chance.Below(4)).Select(_ => payload())]),
    };

    private JsonNode? Value(FieldModel field, int depth)
    {
        if (field.Arguments.Count > 0 && chance.In100(50))
        {
            return OfArguments(field, depth);
        }

        return chance.In100(8)
            ? new JsonObject { ["$async"] = Value(field.Type, depth) }
            : Value(field.Type, depth);
    }

    private JsonObject OfArguments(FieldModel field, int depth)
    {
        var name = chance.Of(field.Arguments).Name;
        return field.Type.Named.Name == "String" || chance.In100(20)
            ? new JsonObject { ["$args"] = 1 }
            : chance.Below(3) switch
            {
                0 => new JsonObject { ["$arg"] = name },
                1 => new JsonObject { ["$argPath"] = name + chance.Of(["", ".0", ".name", ".id", ".a"]) },
                _ => new JsonObject
                {
                    ["$byArg"] = name,
                    ["map"] = new JsonObject
                    {
                        ["1"] = Value(field.Type, depth),
                        ["true"] = Value(field.Type, depth),
                        ["null"] = Value(field.Type, depth),
                    },
                    ["else"] = Value(field.Type, depth),
                },
            };
    }

    private JsonNode? Value(TypeUse type, int depth)
    {
        if (chance.In100(oddities))
        {
            return chance.In100(50) ? Error() : JsonNode.Parse(chance.Of(odd));
        }

        return type switch
        {
            NonNullUse nonNull => Given(nonNull.Inner, depth),
            _ when chance.In100(10) => null,
            _ => Given(type, depth),
        };
    }

    private JsonObject Error()
    {
        var error = new JsonObject { ["$error"] = texts.Any() };
        if (chance.In100(40))
        {
            error["extensions"] = chance.In100(30) ? [] : new JsonObject { ["code"] = "X", ["n"] = inputs.AnyJson() };
        }

        return error;
    }

    private JsonNode? Given(TypeUse type, int depth)
    {
        if (type is ListUse list)
        {
            var count = objects > MostObjects || depth == 0 ? 0 : chance.Below(4);
            return new JsonArray([.. Enumerable.Range(0, count).Select(_ =>
                chance.In100(5) ? new JsonObject { ["$async"] = Value(list.Item, depth) } : Value(list.Item, depth))]);
        }

        var named = type.Named;
        return named.Kind switch
        {
            TypeKind.Enum => chance.Of(named.Values),
            TypeKind.Scalar => Leaf(named.Name),
            _ => Object(named, depth),
        };
    }

    private JsonNode? Leaf(string name) => name switch
    {
        "Int" => chance.Below(100),
        "Float" => chance.Of([0, 1.5, -2.25, 1e21, 1e-7, 100, 123456789012345680000.0, 0.1]),
        "Boolean" => chance.In100(50),
        "ID" => chance.In100(50) ? chance.Below(100) : texts.Plain(),
        "String" => texts.Any(),
        _ => inputs.AnyJson() ?? 1,
    };

    private JsonObject Object(TypeModel type, int depth)
    {
        var possible = schema.PossibleTypes(type);
        if (possible.Count == 0)
        {
            return new JsonObject { ["__typename"] = "None" };
        }

        var concrete = chance.Of(possible);
        var references = known.Where(other => other.Type == concrete && type.Kind == TypeKind.Object).ToList();
        if (references.Count > 0 && chance.In100(depth == 0 ? 80 : 15))
        {
            return new JsonObject { ["$ref"] = chance.Of(references).Path };
        }

        var made = new JsonObject();
        if (type.IsAbstract || chance.In100(10))
        {
            made["__typename"] = concrete.Name;
        }

        if (objects++ < MostObjects && depth > 0)
        {
            foreach (var field in concrete.Fields.Where(_ => chance.In100(92)))
            {
                made[field.Name] = Value(field, depth - 1);
            }
        }

        return made;
    }
}
