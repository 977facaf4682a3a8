using System.Diagnostics;
using System.Globalization;
using Monitor.Cli;
using Monitor.Cli.Servers;
using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks.Cache;

/// <summary>
/// What the cache of aggregates saves, what it costs, and what it holds back: hot against cold queries, stampedes on a
/// cold key, a frozen Redis, and ways of packing. Cold is a set of figures that nobody asked before, hot one that was
/// asked just before; they take turns, so that both meet the same machine.
/// </summary>
internal sealed class CacheBenchmark(CacheSettings settings, TextWriter output)
{
    private const string Figures = """
        query($set: ID!, $objectives: Int!) { figures(set: $set, objectives: $objectives) {
          set n objectives { title anchoring content reach bands { band count } } } }
        """;

    private const string Areas = """
        query($set: ID!, $first: Int!) { areas(first: $first, set: $set) { code name figures(set: $set) {
          n objectives { title anchoring content reach bands { band count } } } } }
        """;

    private static readonly Question[] questions =
    [
        new("1 objective", Figures, set => new { set, objectives = 1 }),
        new("14 objectives", Figures, set => new { set, objectives = 14 }),
        new("300 objectives", Figures, set => new { set, objectives = 300 }),
        new("50 areas, 1 objective each", Areas, set => new { set, first = 50 }),
    ];

    // Clients that wait for one refill are under way all the while: a gateway sheds none of these.
    private static readonly Dictionary<string, string> plain = new()
    {
        ["GraphQL__MaxConcurrentExecutions"] = "5000",
        ["Gateway__Shedding__MostAtOnce"] = "5000",
        ["Gateway__FetchTimeout"] = "00:00:30",
    };
    private AggregateSubgraphs subgraphs = null!;
    private int sets;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var port = FreePorts.Take(1)[0];
        await using var redis = await TestRedis.StartAsync(RedisPurpose.Cache, cancellationToken);
        await using var started = subgraphs = await AggregateSubgraphs.StartAsync(port);
        var folder = Directory.CreateTempSubdirectory("monitor-bench-cache").FullName;
        Task<CachedGateway> GatewayAsync(string? connection, IReadOnlyDictionary<string, string> with) =>
            CachedGateway.StartAsync(folder, port, connection, with, cancellationToken);
        try
        {
            await using var one = await GatewayAsync(redis.ConnectionString, plain);
            await using var two = await GatewayAsync(redis.ConnectionString, plain);
            await using (var far = await GatewayAsync(
                redis.ConnectionString, new Dictionary<string, string>(plain) { ["Aggregates__LocalBytes"] = "0" }))
            await using (var none = await GatewayAsync(null, plain))
            {
                await HotAndColdAsync(one, far, none, cancellationToken);
                await UnderLoadAsync(
                    [("hot", one), ("hot, Redis only", far), ("without a cache", none)], cancellationToken);
            }
            await StampedesAsync(one, two, cancellationToken);
            await FrozenAsync(one, redis, cancellationToken);
            Packing.Compare(output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task HotAndColdAsync(
        CachedGateway near, CachedGateway far, CachedGateway none, CancellationToken cancellationToken)
    {
        output.WriteLine(
            "| query | bytes | subgraph takes | cold ms | hot ms | × | hot, Redis only | without a cache |");
        output.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var takes in settings.Takes)
        {
            subgraphs.Takes = takes;
            foreach (var question in questions)
            {
                var cold = new List<double>();
                var hot = new List<double>();
                var hotFar = new List<double>();
                var without = new List<double>();
                var bytes = 0;
                for (var turn = -settings.WarmUp; turn < settings.Turns; turn++)
                {
                    var set = NewSet();
                    var first = await TimeAsync(near, question, set, cancellationToken);
                    var again = await TimeAsync(near, question, set, cancellationToken);
                    await far.AskAsync(question.Query, question.Variables(set), cancellationToken);
                    var fromRedis = await TimeAsync(far, question, set, cancellationToken);
                    var plainly = await TimeAsync(none, question, set, cancellationToken);
                    bytes = first.Bytes;
                    if (turn >= 0)
                    {
                        cold.Add(first.Milliseconds);
                        hot.Add(again.Milliseconds);
                        hotFar.Add(fromRedis.Milliseconds);
                        without.Add(plainly.Milliseconds);
                    }
                }
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {question.Name} | {bytes} | {takes.TotalMilliseconds:0} ms | {Median(cold):0.00} "
                    + $"| {Median(hot):0.00} | {Median(cold) / Median(hot):0.0} | {Median(hotFar):0.00} "
                    + $"| {Median(without):0.00} |"));
            }
        }
    }

    /// <summary>What a request costs where 16 clients ask the same, each as soon as it has its answer.</summary>
    private async Task UnderLoadAsync(
        (string Name, CachedGateway Gateway)[] contestants, CancellationToken cancellationToken)
    {
        output.WriteLine();
        output.WriteLine("| 16 clients, subgraph takes 0 ms | by | requests/s | CPU ms of the gateway a request |");
        output.WriteLine("|---|---|--:|--:|");
        subgraphs.Takes = TimeSpan.Zero;
        foreach (var question in questions)
        {
            foreach (var (name, gateway) in contestants)
            {
                var set = NewSet();
                await LoadAsync(gateway, question, set, settings.Load / 4, cancellationToken);
                var cpu = gateway.CpuSeconds;
                var asked = await LoadAsync(gateway, question, set, settings.Load, cancellationToken);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {question.Name} | {name} | {asked / settings.Load.TotalSeconds:0} "
                    + $"| {(gateway.CpuSeconds - cpu) * 1000 / asked:0.000} |"));
            }
        }
    }

    private static async Task<int> LoadAsync(
        CachedGateway gateway, Question question, string set, TimeSpan length, CancellationToken cancellationToken)
    {
        var asked = 0;
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            async () =>
            {
                while (Stopwatch.GetElapsedTime(begun) < length)
                {
                    await gateway.AskAsync(question.Query, question.Variables(set), cancellationToken);
                    Interlocked.Increment(ref asked);
                }
            },
            cancellationToken)));
        return asked;
    }

    private async Task StampedesAsync(CachedGateway one, CachedGateway two, CancellationToken cancellationToken)
    {
        output.WriteLine();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {settings.Clients} clients at once, {settings.Stampedes} times | fetches each time "
            + $"| slowest ms | median ms |"));
        output.WriteLine("|---|--:|--:|--:|");
        subgraphs.Takes = TimeSpan.FromMilliseconds(50);
        await StampedeAsync("cold key, one gateway", [one], _ => Task.CompletedTask, cancellationToken);
        await StampedeAsync("cold key, two gateways", [one, two], _ => Task.CompletedTask, cancellationToken);
        subgraphs.CacheControl = "public, max-age=1, stale-while-revalidate=60";
        await StampedeAsync(
            "past its age, two gateways",
            [one, two],
            async set =>
            {
                await one.AskAsync(questions[1].Query, questions[1].Variables(set), cancellationToken);
                await Task.Delay(TimeSpan.FromSeconds(1.2), cancellationToken);
            },
            cancellationToken);
        subgraphs.CacheControl = "public, max-age=300";
    }

    private async Task StampedeAsync(
        string name, CachedGateway[] gateways, Func<string, Task> before, CancellationToken cancellationToken)
    {
        var fetches = new List<int>();
        var times = new List<double>();
        for (var turn = -1; turn < settings.Stampedes; turn++)
        {
            var set = NewSet();
            await before(set);
            var asked = subgraphs.Asked;
            var answers = await Task.WhenAll(Enumerable.Range(0, settings.Clients).Select(client => Task.Run(
                () => TimeAsync(gateways[client % gateways.Length], questions[1], set, cancellationToken),
                cancellationToken)));
            await Task.Delay(200, cancellationToken);   // what runs in the background has ended then
            if (turn >= 0)
            {
                fetches.Add(subgraphs.Asked - asked);
                times.AddRange(answers.Select(answer => answer.Milliseconds));
            }
        }
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {string.Join(' ', fetches)} | {times.Max():0} | {Median(times):0} |"));
    }

    private async Task FrozenAsync(CachedGateway gateway, TestRedis redis, CancellationToken cancellationToken)
    {
        subgraphs.Takes = TimeSpan.Zero;
        var set = NewSet();
        var normal = new List<double>();
        for (var turn = 0; turn < 100; turn++)
        {
            normal.Add((await TimeAsync(gateway, questions[3], set, cancellationToken)).Milliseconds);
        }
        var firsts = new List<double>();
        var frozen = new List<double>();
        for (var turn = 0; turn < settings.Freezes; turn++)
        {
            redis.Freeze();
            firsts.Add((await TimeAsync(gateway, questions[3], set, cancellationToken)).Milliseconds);
            for (var more = 0; more < 100; more++)
            {
                frozen.Add((await TimeAsync(gateway, questions[3], set, cancellationToken)).Milliseconds);
            }
            redis.Thaw();
            await Task.Delay(TimeSpan.FromSeconds(2.5), cancellationToken);
        }
        output.WriteLine();
        output.WriteLine("| 50 areas, two steps | median ms | slowest ms |");
        output.WriteLine("|---|--:|--:|");
        output.WriteLine(Row("Redis well", normal));
        output.WriteLine(Row("first request after it froze", firsts));
        output.WriteLine(Row("100 requests after that, frozen", frozen));

        static string Row(string name, List<double> times) => string.Create(
            CultureInfo.InvariantCulture, $"| {name} | {Median(times):0.0} | {times.Max():0.0} |");
    }

    private static async Task<(double Milliseconds, int Bytes)> TimeAsync(
        CachedGateway gateway, Question question, string set, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await gateway.AskAsync(question.Query, question.Variables(set), cancellationToken);
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, answer.Length);
    }

    private string NewSet() => string.Create(CultureInfo.InvariantCulture, $"set-{++sets}");

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <param name="Name">As the table has it.</param>
    /// <param name="Query">The document.</param>
    /// <param name="Variables">Of a set of figures.</param>
    private sealed record Question(string Name, string Query, Func<string, object> Variables);
}

/// <summary>How much to measure.</summary>
internal sealed record CacheSettings
{
    public int WarmUp { get; private init; } = 200;

    public int Turns { get; private init; } = 500;

    /// <summary>Of each measured load.</summary>
    public TimeSpan Load { get; private init; } = TimeSpan.FromSeconds(8);

    public int Clients { get; private init; } = 500;

    public int Stampedes { get; private init; } = 5;

    public int Freezes { get; private init; } = 5;

    public IReadOnlyList<TimeSpan> Takes { get; private init; } = [TimeSpan.Zero, TimeSpan.FromMilliseconds(20)];

    /// <exception cref="CliException">The arguments are others than these.</exception>
    public static CacheSettings From(IReadOnlyList<string> arguments) => arguments switch
    {
        [] => new CacheSettings(),
        ["--quick"] => new CacheSettings
        {
            WarmUp = 50,
            Turns = 100,
            Load = TimeSpan.FromSeconds(2),
            Stampedes = 2,
            Freezes = 2,
            Takes = [TimeSpan.Zero],
        },
        _ => throw new CliException("Usage: cache [--quick]"),
    };
}
