using System.Text.Json;
using Monitor.EndToEnd.Tests.Examples;
using Monitor.Testing;

namespace Monitor.EndToEnd.Tests.Access;

/// <summary>The table of docs/access.md, tried: every operation, as everyone.</summary>
public sealed class AccessTests(RunningMonitor monitor) : IDisposable
{
    private const string Others = "GM0344";

    /// <summary>Answers that say nothing about who may: the document is wrong, or nobody had time for it.</summary>
    private static readonly string[] Unsaid =
    [
        "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "INTERNAL_ERROR", "RATE_LIMITED",
    ];

    /// <summary>Changes that no argument stops: tried as those who may not only.</summary>
    private static readonly string[] OnlyWhereRefused = ["Mutation.leave"];

    private static readonly string[] Busy =
        ["OVERLOADED", "SUBGRAPH_UNAVAILABLE", "TIMEOUT", "REQUEST_TIMEOUT", "EXECUTION_TIMEOUT", "UNAVAILABLE"];

    private static readonly Dictionary<string, string> RegionOf = new()
    {
        ["GM0153"] = "VT05",
        ["GM0344"] = "VT09",
        ["GM1680"] = "VT03",
    };

    private readonly SemaphoreSlim turns = new(4);

    private static readonly AccessTable Table =
        AccessTable.Read(Path.Combine(RunningMonitor.Root, "docs", "access.md"));

    private static readonly GraphOperations Graph =
        GraphOperations.Read(Path.Combine(RunningMonitor.Root, "gateway", "supergraph.graphql"));

    [Fact]
    public async Task Everyone_may_what_the_table_says_and_no_more()
    {
        var faults = new List<string>();
        foreach (var column in Table.Columns)
        {
            var token = await People.TokenAsync(monitor, column);
            var found = await Task.WhenAll(Graph.All.Select(async operation =>
                await FaultsAsync(operation, column, token)));
            faults.AddRange(found.SelectMany(each => each));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    public void Dispose() => turns.Dispose();

    private async Task<string[]> FaultsAsync(GraphOperation operation, string column, string? token)
    {
        var rule = Table.RuleOf(operation.Name, column);
        if (rule != AccessRule.No && OnlyWhereRefused.Contains(operation.Name))
        {
            return [];
        }

        var own = await RefusalAsync(operation, People.OwnOf(column), token);
        var others = NamesOne(operation) ? await RefusalAsync(operation, Others, token) : own;
        return
        [
            .. FaultOf(own, rule != AccessRule.No, $"{operation.Name} as {column}, of one's own"),
            .. FaultOf(
                others, rule is AccessRule.Yes or AccessRule.Found, $"{operation.Name} as {column}, of another's"),
        ];
    }

    private static IEnumerable<string> FaultOf(string? refusal, bool may, string what) =>
        may == (refusal is null) ? [] : [$"{what}: {refusal ?? "not refused"}"];

    /// <summary>The code it is refused with; null where it is not.</summary>
    private async Task<string?> RefusalAsync(GraphOperation operation, string municipality, string? token)
    {
        var document = Document(operation, municipality);
        await turns.WaitAsync();
        try
        {
            var codes = await CodesAsync(operation, document, token);
            Assert.DoesNotContain(codes, Unsaid.Contains);
            return codes.FirstOrDefault(Refusals.AreOfAccess);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Asked again as long as the system is too busy to say.</summary>
    private async Task<string[]> CodesAsync(GraphOperation operation, string document, string? token)
    {
        for (var attempt = 1; ; attempt++)
        {
            var codes = Codes(operation.Parent == "Subscription"
                ? await FirstAsync(document, token)
                : await monitor.AskAsync(document, token: token));
            if (!codes.Any(Busy.Contains))
            {
                return codes;
            }

            Assert.True(attempt < 20, $"{document}: {string.Join(' ', codes)}");
            await Task.Delay(attempt * 50);
        }
    }

    private static bool NamesOne(GraphOperation operation) =>
        Document(operation, Others) != Document(operation, "GM1680");

    private static string Document(GraphOperation operation, string municipality) =>
        new SampleDocument(Graph, municipality, RegionOf[municipality]).Of(operation);

    private async Task<JsonElement> FirstAsync(string document, string? token)
    {
        using var stream = await OpenStream.OpenAsync(
            monitor.Gateway, document, new Dictionary<string, JsonElement>(), token);
        try
        {
            return await stream.NextAsync(TimeSpan.FromSeconds(2));
        }
        catch (OperationCanceledException)
        {
            return JsonDocument.Parse("{}").RootElement;   // open, and nothing to tell yet: not refused
        }
    }

    private static string[] Codes(JsonElement answer) => answer.TryGetProperty("errors", out var errors)
        ?
        [
            .. errors.EnumerateArray().Select(error =>
                error.TryGetProperty("extensions", out var more) && more.TryGetProperty("code", out var code)
                    ? code.GetString()! : error.GetProperty("message").GetString()!),
        ]
        : [];
}
