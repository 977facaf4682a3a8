using System.Globalization;
using Monitor.Cli;
using Monitor.Gateway.Benchmarks.Contestants;
using Monitor.Gateway.Benchmarks.Floor;
using Monitor.Gateway.Benchmarks.Graph;
using Monitor.Gateway.Benchmarks.Load;
using Monitor.Gateway.Benchmarks.Queries;
using Monitor.Gateway.Benchmarks.Subgraphs;
using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks;

/// <summary>Measures our gateway beside others: first that all answer the same, then how fast.</summary>
internal sealed class GatewayBenchmark(Settings settings, TextWriter output)
{
    /// <summary>Writes progress and the table, and the table to <c>artifacts/benchmarks/gateway.md</c>.</summary>
    /// <exception cref="CliException">
    /// A program is missing, or a contestant does not start or answers wrong.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Cores.Demand();
        var folder = Path.Combine(Repository.Root, "artifacts", "benchmarks");
        var files = Path.Combine(folder, "gateway");
        Directory.CreateDirectory(files);
        var wrk = new Wrk(files, settings.Connections);
        var contestants = await ContestantsAsync(cancellationToken);
        var queries = await ShopQuery.AllAsync();
        await using var subgraphs = await SubgraphProgram.StartAsync(files, cancellationToken);
        var place = new Place(
            0,
            ShopSupergraph.Write(files, "supergraph", subgraphs.Ports),
            await RecipesAsync(queries, subgraphs.Ports, files, cancellationToken));

        var measured = new List<Measured>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var contestant in contestants)
            {
                foreach (var query in queries.Where(one => settings.Query is null || one.Name == settings.Query))
                {
                    var turn = new Turn(contestant, query, place, subgraphs, files, wrk, settings);
                    measured.Add(await turn.RunAsync(cancellationToken));
                    output.WriteLine(LineOf(measured[^1]));
                }
            }
        }

        var table = Table.Of(Medians.Of(measured));
        var file = Path.Combine(folder, "gateway.md");
        await File.WriteAllTextAsync(file, table, cancellationToken);
        output.WriteLine();
        output.Write(table);
        output.WriteLine();
        output.WriteLine($"Also in {Path.GetRelativePath(Repository.Root, file)}.");
    }

    private async Task<IReadOnlyList<Contestant>> ContestantsAsync(CancellationToken cancellationToken)
    {
        Contestant[] net = [Field.Ours, Field.Floor, Field.OursSharing];
        IReadOnlyList<Contestant> node = [.. Field.OfNode("node").Where(Takes)];
        if (node.Count > 0)
        {
            output.WriteLine("Installing what runs on Node, unless it is there…");
            node = [.. Field.OfNode(
                await Field.Tool.PrepareAsync(cancellationToken)).Where(Takes)];
        }

        Contestant[] all = [.. net.Where(Takes), .. node];
        return all.Length > 0 ? all : throw new CliException("No contestant has this name.");

        bool Takes(Contestant one) => settings.Includes(one.Name);
    }

    private static async Task<string> RecipesAsync(
        IReadOnlyList<ShopQuery> queries, IReadOnlyList<int> ports, string folder, CancellationToken cancellationToken)
    {
        var recipes = await Recording.MakeAsync(queries, ShopSupergraph.Addresses(ports), folder, cancellationToken);
        var file = Path.Combine(folder, "recipes.json");
        Recipe.WriteAll(file, recipes);
        return file;
    }

    private static string LineOf(Measured one) => string.Create(
        CultureInfo.InvariantCulture,
        $"{one.Query,-8} {one.Contestant,-28} {one.PerSecond,9:#,0.0}/s  "
        + $"p50 {one.P50,7:0.0} ms  p99 {one.P99,7:0.0} ms  CPU {one.CpuMilliseconds,7:0.000} ms  "
        + $"{one.Calls,4:0.0} calls  busy {one.Busy,4:0%}  {one.PeakBytes / 1048576.0,4:0} MB  "
        + $"{one.Wrong} wrong");
}
