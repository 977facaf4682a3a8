using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Monitor.GraphQL.Benchmarks.Engine;

/// <summary>What doing a work once took: the first quartile of all turns.</summary>
internal sealed record Figures(string Work, double GraphqlJsMicroseconds, double MonitorMicroseconds, long Bytes)
{
    public double Ratio => GraphqlJsMicroseconds / MonitorMicroseconds;
}

/// <summary>Measures one work on both sides, turn by turn.</summary>
internal sealed class Measurement(Settings settings, GraphqlJs graphqlJs, string folder)
{
    private const int FirstRounds = 2;   // not counted
    private const int Unroll = 16;

    private readonly WarmUp warmUp = new(settings, graphqlJs);

    /// <exception cref="InvalidOperationException">BenchmarkDotNet could not run it; its log tells why.</exception>
    public async Task<Figures> RunAsync(Work work)
    {
        var (theirTimes, ourTimes) = await warmUp.TimesOfATurnAsync(work);
        ourTimes = ourTimes < Unroll * 4 ? ourTimes : ourTimes / Unroll * Unroll;   // in BenchmarkDotNet's portions
        var theirs = new List<double>();
        WorkBenchmark.Current = work;
        WorkBenchmark.BeforeTurn = () =>
            theirs.Add(graphqlJs.Run(work, theirTimes).TotalMicroseconds / theirTimes);

        var report = BenchmarkRunner.Run<WorkBenchmark>(ConfigFor(ourTimes)).Reports.Single();
        if (!report.Success)
        {
            throw new InvalidOperationException($"BenchmarkDotNet could not measure {work.Name}: see {folder}.");
        }

        var ours = report.AllMeasurements
            .Where(measured => measured.Is(IterationMode.Workload, IterationStage.Actual))
            .Select(measured => measured.Nanoseconds / measured.Operations / 1_000);
        return new Figures(
            work.Name,
            FirstQuartile(theirs.Skip(FirstRounds).Take(settings.Rounds)),
            FirstQuartile(ours),
            report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0);
    }

    /// <summary>
    /// In this process: a turn of graphql-js before each iteration needs the process that holds Node, and the project
    /// that BenchmarkDotNet would generate does not know of central package versions. Monitor's compiler has been
    /// warmed up by then, and collections are left to happen when they do, as they are in graphql-js.
    /// </summary>
    private ManualConfig ConfigFor(int times)
    {
        var job = Job.Default
            .WithToolchain(new InProcessNoEmitToolchain(TimeSpan.FromMinutes(5), logOutput: false))
            .WithWarmupCount(FirstRounds)
            .WithIterationCount(settings.Rounds)
            .WithInvocationCount(times)
            .WithUnrollFactor(times % Unroll == 0 ? Unroll : 1)
            .WithEvaluateOverhead(false)
            .WithGcForce(false);
        return ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(folder)
            .WithOptions(ConfigOptions.DisableLogFile);
    }

    /// <summary>
    /// Three turns of four were slower: what else the machine does only ever adds to a turn.
    /// </summary>
    private static double FirstQuartile(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 4];
    }
}
