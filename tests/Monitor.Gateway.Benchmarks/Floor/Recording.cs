using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Monitor.Gateway.Benchmarks.Contestants;
using Monitor.Gateway.Benchmarks.Graph;
using Monitor.Gateway.Benchmarks.Queries;
using Monitor.Gateway.Benchmarks.Subgraphs;

namespace Monitor.Gateway.Benchmarks.Floor;

/// <summary>Finds out which fetches our gateway makes for each query, and in which waves.</summary>
/// <remarks>
/// By looking from outside: every subgraph holds its answers back for the same long time, so that fetches that wait for
/// others arrive that much later, whatever the gateway's own pace.
/// </remarks>
internal static class Recording
{
    private static readonly TimeSpan delay = TimeSpan.FromMilliseconds(250);

    /// <param name="queries">Each is asked twice; the second time is recorded, when nothing is new.</param>
    /// <param name="addresses">Of the subgraphs that the recipes name, by name.</param>
    /// <param name="folder">For files.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<IReadOnlyList<Recipe>> MakeAsync(
        IReadOnlyList<ShopQuery> queries,
        IReadOnlyDictionary<string, string> addresses,
        string folder,
        CancellationToken cancellationToken)
    {
        var heard = new ConcurrentQueue<Heard>();
        using var subgraphs = SubgraphServer.Start(new SubgraphServerOptions
        {
            Delay = delay,
            Heard = (name, body) => heard.Enqueue(new Heard(Stopwatch.GetTimestamp(), name, body)),
        });
        var files = new Place(0, ShopSupergraph.Write(folder, "recorded", subgraphs.Ports), "");
        await using var ours = await RunningContestant.StartAsync(
            Field.Ours, files, folder, isPinned: false, queries[0], cancellationToken);
        var recipes = new List<Recipe>();
        foreach (var query in queries)
        {
            await ours.AskAsync(query, cancellationToken);
            heard.Clear();
            var answer = await ours.AskAsync(query, cancellationToken);
            recipes.Add(new Recipe(query.Body, Waves([.. heard], addresses), answer));
        }

        return recipes;
    }

    private static List<IReadOnlyList<RecipeFetch>> Waves(
        List<Heard> heard, IReadOnlyDictionary<string, string> addresses)
    {
        var waves = new List<IReadOnlyList<RecipeFetch>>();
        List<RecipeFetch>? wave = null;
        long last = 0;
        foreach (var fetch in heard.OrderBy(one => one.At))
        {
            if (wave is null || Stopwatch.GetElapsedTime(last, fetch.At) > delay / 2)
            {
                waves.Add(wave = []);
            }

            last = fetch.At;
            wave.Add(new RecipeFetch(addresses[fetch.Subgraph], Encoding.UTF8.GetString(fetch.Body)));
        }

        return waves;
    }

    private sealed record Heard(long At, string Subgraph, byte[] Body);
}
