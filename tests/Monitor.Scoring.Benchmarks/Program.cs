using Monitor.Cli;
using Monitor.Scoring.Benchmarks;

// What ./monitor bench runs: scoring [--quick].
const string Usage = "Usage: scoring [--quick]";
try
{
    var turns = args switch
    {
        ["scoring"] => 15,
        ["scoring", "--quick"] => 5,
        _ => throw new CliException(Usage),
    };
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    await using var benchmark = await RecalculationBenchmark.StartAsync(stop.Token);
    await benchmark.RunAsync(turns, Console.Out, stop.Token);
    return 0;
}
catch (CliException mistake)
{
    Console.Error.WriteLine(mistake.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return 130;   // as a shell reports Ctrl-C
}
