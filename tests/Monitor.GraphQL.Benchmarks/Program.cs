using Monitor.Cli;
using Monitor.GraphQL.Benchmarks;
using Monitor.GraphQL.Benchmarks.Engine;

// What ./monitor bench runs: engine [--quick] [--only WORD].
try
{
    var settings = Settings.From(args);
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    await new EngineBenchmark(settings, Console.Out).RunAsync(stop.Token);
    return 0;
}
catch (Exception mistake) when (mistake is CliException or UnequalResultsException)
{
    Console.Error.WriteLine(mistake.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Stopped.");
    return 130;   // as a shell reports Ctrl-C
}
