using Monitor.Benchmark.Benchmarks;
using Monitor.Cli;

// What ./monitor bench runs: benchmark [--quick | --large | --only seeds|ten|large|checker].
try
{
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    if (args is ["benchmark", "--only", "checker"])
    {
        new CheckerBenchmark(Console.Out).Run(stop.Token);
        return 0;
    }

    await new ServiceBenchmark(Settings.From(args), Console.Out).RunAsync(stop.Token);
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
