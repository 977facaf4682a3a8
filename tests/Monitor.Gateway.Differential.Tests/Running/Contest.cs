using System.Text.Json;

namespace Monitor.Gateway.Differential.Tests.Running;

/// <summary>Asks our gateway, Apollo's and the oracle the same, one question at a time for each graph.</summary>
internal sealed class Contest : IAsyncDisposable
{
    private static readonly string[] supergraphs = ["supergraph.graphql", "supergraph.guild.graphql"];
    private static readonly JsonSerializerOptions web = new(JsonSerializerDefaults.Web) { MaxDepth = 512 };
    private static readonly Answer nobody = new(null, []);

    private readonly ReferenceServer reference;
    private readonly Dictionary<(string Graph, string Supergraph), GatewayUnderTest> gateways = [];

    private Contest(ReferenceServer reference) => this.reference = reference;

    public IReadOnlyList<GraphDescription> Graphs => reference.Graphs;

    /// <summary>Opens every folder of Graphs/: a gateway of ours for each supergraph in it.</summary>
    public static async Task<Contest> StartAsync(CancellationToken cancellationToken)
    {
        var contest = new Contest(await ReferenceServer.StartAsync(cancellationToken));
        foreach (var graph in contest.Graphs.Select(graph => graph.Name))
        {
            foreach (var supergraph in supergraphs.Where(
                file => File.Exists(Path.Combine(GatewayUnderTest.GraphFolder(graph), file))))
            {
                contest.gateways[(graph, supergraph)] = await GatewayUnderTest.StartAsync(
                    graph, supergraph, contest.reference.Port);
            }
        }

        return contest;
    }

    /// <summary>An exchange for each supergraph, or for that one.</summary>
    public async Task<IReadOnlyList<Exchange>> AskAsync(
        Question question, CancellationToken cancellationToken, string? only = null)
    {
        var others = await reference.AskAsync(question, cancellationToken);
        if (others.TryGetProperty("invalid", out var invalid))
        {
            return [new Exchange(question, supergraphs[0], invalid.ToString(), nobody, [], nobody, [], 0, nobody)];
        }

        var exchanges = new List<Exchange>();
        foreach (var ((graph, supergraph), gateway) in gateways)
        {
            if (graph == question.Graph && (only is null || only == supergraph))
            {
                await reference.ResetAsync(question.Graph, cancellationToken);
                var ours = await gateway.AskAsync(question, cancellationToken);
                var calls = await reference.ResetAsync(question.Graph, cancellationToken);
                exchanges.Add(new Exchange(
                    question,
                    supergraph,
                    null,
                    ours,
                    calls,
                    Answer.Of(others.GetProperty("apollo")),
                    others.GetProperty("apolloCalls").Deserialize<List<Call>>(web)!,
                    others.GetProperty("apolloPlanned").GetInt32(),
                    Answer.Of(others.GetProperty("oracle"))));
            }
        }

        return exchanges;
    }

    public Task<string> PlanAsync(Exchange exchange, CancellationToken cancellationToken) =>
        exchange.Invalid is null
            ? gateways[(exchange.Question.Graph, exchange.Supergraph)].PlanAsync(exchange.Question, cancellationToken)
            : Task.FromResult("none");

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in gateways.Values)
        {
            await gateway.DisposeAsync();
        }

        await reference.DisposeAsync();
    }
}
