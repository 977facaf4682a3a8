using Monitor.Cli;
using Monitor.Community.Benchmarks;

// What ./monitor bench runs: community [--quick].
try
{
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    await new CommunityBenchmark(Settings.From(args), Console.Out).RunAsync(stop.Token);
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
