using System.Globalization;
using Monitor.Cli;
using Monitor.Gateway.Benchmarks;
using Monitor.Gateway.Benchmarks.Cache;
using Monitor.Gateway.Benchmarks.Callers;
using Monitor.Gateway.Benchmarks.Floor;
using Monitor.Gateway.Benchmarks.Subgraphs;

// What ./monitor bench runs: gateway [--quick | --long] …, see Settings. The others it starts itself.
try
{
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    switch (args)
    {
        case ["floor", var port, var recipes]:
            await FloorProgram.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), recipes);
            break;
        case ["subgraphs", var portsFile]:
            await SubgraphProgram.RunAsync(portsFile, stop.Token);
            break;
        case ["cache", .. var rest]:
            await new CacheBenchmark(CacheSettings.From(rest), Console.Out).RunAsync(stop.Token);
            break;
        case ["callers", ..]:
            await new CallerBenchmark(Console.Out).RunAsync(stop.Token);
            break;
        default:
            await new GatewayBenchmark(Settings.From(args), Console.Out).RunAsync(stop.Token);
            break;
    }

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
