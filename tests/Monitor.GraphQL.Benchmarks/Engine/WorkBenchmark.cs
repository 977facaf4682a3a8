using BenchmarkDotNet.Attributes;

namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>
/// What BenchmarkDotNet runs: Monitor's turns, and before each of them graphql-js's, so that whatever else the machine
/// does hits both alike.
/// </summary>
public class WorkBenchmark
{
    private readonly Work work = Current;
    private readonly Action beforeTurn = BeforeTurn;

    /// <summary>The work at hand: BenchmarkDotNet makes this object itself, in this process.</summary>
    internal static Work Current { get; set; } = null!;

    internal static Action BeforeTurn { get; set; } = () => { };

    [IterationSetup]
    public void LetGraphqlJsTakeItsTurn() => beforeTurn();

    [Benchmark]
    public ValueTask<int> RunAsync() => work.RunAsync();
}
