using System.Globalization;
using Monitor.Cli;

namespace Monitor.Gateway.Benchmarks.Load;

/// <summary>Who runs where: the contestant has one core for itself, load and subgraphs have the others.</summary>
internal static class Cores
{
    private const int Contestant = 1;

    /// <summary>Arguments of taskset.</summary>
    public static IReadOnlyList<string> OfContestant => ["--cpu-list", Text(Contestant)];

    /// <summary>Arguments of taskset: all cores but the contestant's.</summary>
    public static IReadOnlyList<string> OfLoad =>
    [
        "--cpu-list",
        string.Join(
            ',', Enumerable.Range(0, Environment.ProcessorCount).Where(core => core != Contestant).Select(Text)),
    ];

    /// <exception cref="CliException">There is only one, or no program that binds to one.</exception>
    public static void Demand()
    {
        _ = Wrk.Find("taskset", package: "util-linux");
        if (Environment.ProcessorCount < 2)
        {
            throw new CliException("This needs two cores: one for the gateway, one for the load and the subgraphs.");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
