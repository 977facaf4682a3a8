using System.Text.Json;
using Monitor.Testing;

namespace Monitor.EndToEnd.Tests.Access;

/// <summary>
/// Looking up by key leads nobody to another municipality's things: every key of every service, as everyone, with that
/// municipality's ids, asked of the service itself as the gateway asks it.
/// </summary>
public sealed class OthersKeysTests(RunningMonitor monitor)
{
    private static readonly string Page = Path.Combine(Repository.Root, "docs", "access.md");

    private static readonly AccessTable Operations = AccessTable.Read(Page);

    private static readonly AccessTable Keys = AccessTable.Read(Page, "keys");

    private static readonly GraphOperations Graph =
        GraphOperations.Read(Path.Combine(Repository.Root, "gateway", "supergraph.graphql"));

    private static readonly SampleDocument Samples = new(Graph, OthersThings.Municipality, OthersThings.Region);

    /// <summary>By type and key: the fields of another's, of which <c>$name</c> is the id of that thing.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["Municipality(code)"] = $$"""{ "code": "{{OthersThings.Municipality}}" }""",
        ["Region(code)"] = $$"""{ "code": "{{OthersThings.Region}}" }""",
        ["Round(year)"] = """{ "year": 2017 }""",
        ["Objective(id)"] = """{ "id": "child-abuse-1" }""",
        ["Response(id)"] = """{ "id": "$response" }""",
        ["Suggestion(id objective { id })"] = """
            { "id": "$suggestion", "objective": { "__typename": "Objective", "id": "$suggestionObjective" } }
            """,
        ["CommunityTopic(id)"] = """{ "id": "$topic" }""",
        ["Reply(id)"] = """{ "id": "$reply" }""",
        ["Aggregate(id)"] = """{ "id": "$aggregate" }""",
        ["YearlyReport(id)"] = """{ "id": "$yearlyReport" }""",
        ["RegionReport(id)"] = """{ "id": "$regionReport" }""",
    };

    [Fact]
    public void Of_every_key_another_municipalitys_is_known() =>
        Assert.Empty(EntityKey.ReadAll().Select(FormOf).Except(Others.Keys));

    [Fact]
    public async Task Anothers_keys_lead_to_what_the_tables_say_and_no_further()
    {
        var things = await OthersThings.OfAsync(monitor);
        var before = await things.ReadAsync();
        using var services = await ServiceCalls.OpenAsync(monitor);
        var faults = new List<string>();
        foreach (var column in Operations.Columns)
        {
            var caller = await services.CallerAsync(column);
            foreach (var key in EntityKey.ReadAll())
            {
                var others = RepresentationOf(key, things);
                var found = key.IsOpen
                    ? await FaultsOfFieldsAsync(services, key, others, column, caller)
                    : FaultsOf(key, await AllOfItAsync(services, key, others, caller), Keys.RuleOf(key.Name, column));
                faults.AddRange(found.Select(fault => $"{key.Name} as {column}: {fault}"));
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Equal(before, await things.ReadAsync());
    }

    /// <summary>Else that others find nothing would say nothing.</summary>
    [Fact]
    public async Task Whose_they_are_finds_them_by_the_same_keys()
    {
        var things = await OthersThings.OfAsync(monitor);
        using var services = await ServiceCalls.OpenAsync(monitor);
        var owner = await services.CoordinatorAsync(OthersThings.Municipality);
        foreach (var key in EntityKey.ReadAll().Where(key => !key.IsOpen))
        {
            if (Keys.RuleOf(key.Name, "coordinator") != AccessRule.No)
            {
                var answer = await AllOfItAsync(services, key, RepresentationOf(key, things), owner);
                Assert.Equal(key.Type, answer.Text("data", "_entities", 0, "__typename"));
                Assert.DoesNotContain(answer.Codes(), Refusals.AreOfOthers);
            }
        }
    }

    /// <summary>Of what anyone can name each field has its own rule.</summary>
    private static async Task<IEnumerable<string>> FaultsOfFieldsAsync(
        ServiceCalls services,
        EntityKey key,
        object others,
        string column,
        Dictionary<string, object>? caller)
    {
        var faults = new List<string>();
        foreach (var field in key.Fields)
        {
            var operation = new GraphOperation(key.Type, field, Graph.HasSelection(field.Type));
            var answer = await services.LookUpAsync(
                key.Service, others, $"... on {key.Type} {{ {Samples.FieldOf(operation)} }}", caller);
            var isRefused = answer.Codes().Any(Refusals.AreOfAccess);
            if (isRefused != (Operations.RuleOf(operation.Name, column) is AccessRule.No or AccessRule.Own))
            {
                faults.Add($"{field.Name.Value} answered {answer.GetRawText()}");
            }
        }

        return faults;
    }

    private static Task<JsonElement> AllOfItAsync(
        ServiceCalls services, EntityKey key, object others, Dictionary<string, object>? caller)
    {
        var fields = key.Fields.Select(field =>
            Samples.FieldOf(new GraphOperation(key.Type, field, Graph.HasSelection(field.Type))));
        return services.LookUpAsync(
            key.Service, others, $"__typename ... on {key.Type} {{ {string.Join(' ', fields)} }}", caller);
    }

    private static IEnumerable<string> FaultsOf(EntityKey key, JsonElement answer, AccessRule rule)
    {
        var codes = answer.Codes();
        var isRight = rule switch
        {
            AccessRule.Yes => IsThere(answer) && !codes.Any(Refusals.AreOfOthers),
            AccessRule.Found => IsNothing(key, answer) && codes.All(Refusals.AreOfOthers),
            _ => IsNothing(key, answer) && codes.Length > 0 && codes.All(Refusals.AreOfAccess),
        };
        return isRight ? [] : [$"{rule}, answered {answer.GetRawText()}"];
    }

    private static bool IsThere(JsonElement answer) =>
        answer.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
        && !data.IsNull("_entities", 0);

    /// <summary>Nothing, or of what was given back nothing but the key.</summary>
    private static bool IsNothing(EntityKey key, JsonElement answer) => !IsThere(answer)
        || key.Fields.All(field => !answer.At("data", "_entities", 0).TryGetProperty(field.Name.Value, out var value)
            || value.ValueKind == JsonValueKind.Null);

    private static string FormOf(EntityKey key) => $"{key.Type}({key.Selection})";

    private static Dictionary<string, JsonElement> RepresentationOf(EntityKey key, OthersThings things)
    {
        var text = System.Text.RegularExpressions.Regex.Replace(
            Others[FormOf(key)], @"\$(\w+)", name => things[name.Groups[1].Value]);
        var members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(text)!;
        members["__typename"] = JsonSerializer.SerializeToElement(key.Type);
        return members;
    }
}
