using System.Text.Json;
using Monitor.Gateway.Differential.Tests.Running;

namespace Monitor.Gateway.Differential.Tests;

/// <summary>What introspection tells of each graph is what Apollo's clients would be told.</summary>
[Collection(ContestTests.Name)]
public sealed class SchemaTests(OpenContest open)
{
    private const string Introspection = """
        { __schema { queryType { name } mutationType { name } subscriptionType { name }
          types { kind name description
            fields(includeDeprecated: true) { name description isDeprecated deprecationReason
              args(includeDeprecated: true) { ...Input } type { ...Ref } }
            inputFields(includeDeprecated: true) { ...Input } interfaces { ...Ref }
            enumValues(includeDeprecated: true) { name description isDeprecated } possibleTypes { ...Ref } } } }
        fragment Input on __InputValue { name description type { ...Ref } defaultValue }
        fragment Ref on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
        """;

    [Fact]
    public async Task Clients_see_the_schema_that_Apollo_shows()
    {
        var differences = new List<string>();
        foreach (var graph in open.Contest.Graphs)
        {
            foreach (var exchange in await open.Contest.AskAsync(
                new Question(graph.Name, Introspection, "{}"), TestContext.Current.CancellationToken))
            {
                var ours = Lines(exchange.Ours.Data!);
                var theirs = Lines(exchange.Oracle.Data!);
                differences.AddRange(ours.Except(theirs).Select(line => $"{graph.Name}, only ours: {line}"));
                differences.AddRange(theirs.Except(ours).Select(line => $"{graph.Name}, only theirs: {line}"));
            }
        }

        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    /// <summary>A line for each type, field, argument, value and directive, whatever their order.</summary>
    private static HashSet<string> Lines(string introspection)
    {
        var lines = new HashSet<string>();
        Add(JsonSerializer.Deserialize<JsonElement>(introspection), "", lines);
        return lines;
    }

    /// <summary>The types of introspection and their words are of the edition of the specification.</summary>
    private static bool IsBuiltIn(string name, string place) =>
        place.EndsWith("types", StringComparison.Ordinal)
        && (name.StartsWith("__", StringComparison.Ordinal)
            || name is "String" or "Int" or "Float" or "Boolean" or "ID");

    private static void Add(JsonElement json, string place, HashSet<string> lines)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    Add(member.Value, $"{place}.{member.Name}", lines);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    var name = item.ValueKind == JsonValueKind.Object && item.TryGetProperty("name", out var named)
                        ? named.ToString()
                        : item.ToString();
                    if (!IsBuiltIn(name, place))
                    {
                        Add(item, $"{place}[{name}]", lines);
                    }
                }

                break;
            default:
                lines.Add($"{place} = {json}");
                break;
        }
    }
}
