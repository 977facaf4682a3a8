using System.Text.Json;

namespace Monitor.Gateway.Differential.Tests.Running;

/// <summary>Asks our gateway, Apollo's and the oracle the same, one question at a time for each graph.</summary>
internal sealed class Contest : IAsyncDisposable
{
    private static readonly Answer nobody = new(null, []);

    private readonly ReferenceServer reference;
    private readonly Dictionary<string, GatewayUnderTest> gateways = [];

    private Contest(ReferenceServer reference) => this.reference = reference;

    public IReadOnlyList<GraphDescription> Graphs => reference.Graphs;

    /// <summary>Opens those folders of Graphs/, or all; our gateway serves that file of each.</summary>
    public static async Task<Contest> StartAsync(
        IReadOnlyList<string> graphs, string supergraph, CancellationToken cancellationToken)
    {
        var contest = new Contest(await ReferenceServer.StartAsync(graphs, cancellationToken));
        foreach (var graph in contest.Graphs.Select(graph => graph.Name))
        {
            if (File.Exists(Path.Combine(GatewayUnderTest.GraphFolder(graph), supergraph)))
            {
                contest.gateways[graph] = await GatewayUnderTest.StartAsync(
                    graph, supergraph, contest.reference.Port);
            }
        }

        return contest;
    }

    public bool Serves(string graph) => gateways.ContainsKey(graph);

    public async Task<Exchange> AskAsync(Question question, CancellationToken cancellationToken)
    {
        var others = await reference.AskAsync(question, cancellationToken);
        if (others.TryGetProperty("invalid", out var invalid))
        {
            return new Exchange(question, invalid.ToString(), nobody, [], nobody, [], nobody);
        }

        await reference.ResetAsync(question.Graph, cancellationToken);
        var ours = await gateways[question.Graph].AskAsync(question, cancellationToken);
        var calls = await reference.ResetAsync(question.Graph, cancellationToken);
        return new Exchange(
            question,
            null,
            ours,
            calls,
            Answer.Of(others.GetProperty("apollo")),
            others.GetProperty("apolloCalls").Deserialize<List<Call>>(web)!,
            Answer.Of(others.GetProperty("oracle")));
    }

    public Task<string> PlanAsync(Question question, CancellationToken cancellationToken) =>
        gateways[question.Graph].PlanAsync(question, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in gateways.Values)
        {
            await gateway.DisposeAsync();
        }

        await reference.DisposeAsync();
    }

    private static readonly JsonSerializerOptions web = new(JsonSerializerDefaults.Web) { MaxDepth = 512 };
}
