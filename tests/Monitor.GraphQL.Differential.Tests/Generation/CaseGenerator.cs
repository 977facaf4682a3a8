using System.Text.Json;
using System.Text.Json.Nodes;

namespace Monitor.GraphQL.Differential.Tests.Generation;

/// <summary>Makes lines for the runner, a group of them for each schema.</summary>
internal static class CaseGenerator
{
    /// <summary>Lines that share a schema: both sides keep it.</summary>
    public const int GroupSize = 10;

    /// <summary>What tools ask. GraphQL 2025 §4</summary>
    private const string Introspection = """
        query IntrospectionQuery {
          __schema {
            description queryType { name } mutationType { name } subscriptionType { name }
            types { ...Whole }
            directives { name description isRepeatable locations args(includeDeprecated: true) { ...Input } }
          }
        }
        fragment Whole on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description isDeprecated deprecationReason
            args(includeDeprecated: true) { ...Input }
            type { ...Wrapped }
          }
          inputFields(includeDeprecated: true) { ...Input }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          interfaces { name }
          possibleTypes { name }
        }
        fragment Input on __InputValue {
          name description defaultValue isDeprecated deprecationReason type { ...Wrapped }
        }
        fragment Wrapped on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    private static readonly JsonSerializerOptions options = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The lines of a run, from its seed.</summary>
    public static IEnumerable<string> Lines(int seed, int count)
    {
        for (var group = 0; group * GroupSize < count; group++)
        {
            // Far from those of the seeds beside it.
            var chance = new Chance(unchecked((seed * 1_000_003) + (group * 7919)));
            foreach (var (line, i) in Group(chance).Select((line, i) => (line, i)))
            {
                line["id"] = $"{seed}:{(group * GroupSize) + i}";
                yield return line.ToJsonString(options)
                    .Replace($"{Mutator.HalfPair}", @"\ud800", StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<JsonObject> Group(Chance chance)
    {
        var texts = new Texts(chance);
        var schema = new SchemaGenerator(chance, texts).Generate();
        for (var i = 0; i < GroupSize; i++)
        {
            yield return Case(chance, texts, schema);
        }
    }

    private static JsonObject Case(Chance chance, Texts texts, SchemaModel schema) => chance.Below(100) switch
    {
        < 43 => Execute(chance, texts, schema),
        < 45 => new JsonObject { ["sdl"] = schema.Sdl, ["query"] = Introspection },
        < 55 when schema.Subscription is not null || chance.In100(5) => Subscribe(chance, texts, schema),
        < 76 => Validate(chance, texts, schema),
        < 80 => Text("parse", chance, texts, schema),
        < 85 => Text("print", chance, texts, schema),
        < 88 => Schema("printSchema", 30, chance, schema),
        _ => Schema("schemaErrors", 90, chance, schema),
    };

    private static JsonObject Execute(Chance chance, Texts texts, SchemaModel schema)
    {
        var document = new DocumentGenerator(chance, texts, schema, slips: 0, chance.Of([0, 0, 0, 6])).Generate();
        var root = new DataGenerator(chance, texts, schema, chance.Of([0, 3, 10])).Root(document.Root);
        return With(document, new JsonObject { ["sdl"] = schema.Sdl, ["rootValue"] = root });
    }

    private static JsonObject Subscribe(Chance chance, Texts texts, SchemaModel schema)
    {
        var document = new DocumentGenerator(chance, texts, schema, slips: 0).Generate(isSubscription: true);
        var line = new JsonObject { ["mode"] = "subscribe", ["sdl"] = schema.Sdl };
        if (schema.Subscription is { } subscription)
        {
            line["rootValue"] = new DataGenerator(chance, texts, schema, chance.Of([0, 5])).Source(subscription);
        }

        return With(document, line);
    }

    private static JsonObject Validate(Chance chance, Texts texts, SchemaModel schema)
    {
        var slips = chance.Of([0, 1, 3, 6, 12]);
        var crowding = chance.Of([0, 0, 30, 60]);
        var document = new DocumentGenerator(chance, texts, schema, slips, crowding: crowding)
            .Generate(chance.In100(15));
        var mutator = new Mutator(chance);
        var text = chance.Below(10) switch
        {
            < 5 => document.Text,
            < 8 => mutator.Confuse(document.Text),
            8 => mutator.Shuffle(document.Text),
            _ => mutator.Break(document.Text),
        };
        var line = new JsonObject { ["mode"] = "validate", ["sdl"] = schema.Sdl, ["query"] = text };
        if (chance.In100(5))
        {
            line["maxErrors"] = chance.Between(1, 3);
        }

        if (chance.In100(5))
        {
            line["rules"] = new JsonArray([.. chance.Some(Rules.All, 30).Select(rule => (JsonNode?)rule)]);
        }

        return line;
    }

    private static JsonObject Text(string mode, Chance chance, Texts texts, SchemaModel schema)
    {
        var text = chance.In100(60)
            ? new DocumentGenerator(chance, texts, schema, slips: 3).Generate().Text
            : schema.Sdl;
        var mutator = new Mutator(chance);
        text = chance.In100(50) ? mutator.Reformat(text) : text;
        if (chance.In100(mode == "parse" ? 90 : 30))
        {
            text = chance.In100(50) ? mutator.Break(text) : mutator.Scratch(text);
        }

        return new JsonObject { ["mode"] = mode, ["query"] = text };
    }

    private static JsonObject Schema(string mode, int faulty, Chance chance, SchemaModel schema) => new()
    {
        ["mode"] = mode,
        ["sdl"] = chance.In100(faulty) ? Faulty(chance, schema) : schema.Sdl,
    };

    private static string Faulty(Chance chance, SchemaModel schema)
    {
        var mutator = new Mutator(chance);
        return chance.Below(10) switch
        {
            < 6 => mutator.Confuse(schema.Sdl),
            < 9 => mutator.Shuffle(schema.Sdl),
            _ => mutator.Break(schema.Sdl),
        };
    }

    private static JsonObject With(GeneratedDocument document, JsonObject line)
    {
        line["query"] = document.Text;
        if (document.Variables.Count > 0)
        {
            line["variables"] = document.Variables;
        }

        if (document.OperationName is not null)
        {
            line["operationName"] = document.OperationName;
        }

        return line;
    }
}
