using System.Diagnostics;
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
    private const int WarmUpRounds = 2;
    private const int Unroll = 16;

    /// <exception cref="InvalidOperationException">BenchmarkDotNet could not run it; its log tells why.</exception>
    public async Task<Figures> RunAsync(Work work)
    {
        var theirTimes = TimesOf(WarmUp(times => graphqlJs.Run(work, times)));
        var ourTimes = TimesOf(await WarmUpAsync(work));
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
            FirstQuartile(theirs.Skip(WarmUpRounds).Take(settings.Rounds)),
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
            .WithWarmupCount(WarmUpRounds)
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

    /// <summary>How often a turn does it; many times, in BenchmarkDotNet's portions.</summary>
    private int TimesOf(TimeSpan once)
    {
        var times = Math.Max(1, (int)(settings.Turn / once));
        return times < Unroll * 4 ? times : times / Unroll * Unroll;
    }

    /// <summary>Answers how long it takes once, when warm.</summary>
    private TimeSpan WarmUp(Func<int, TimeSpan> run)
    {
        var begin = Stopwatch.GetTimestamp();
        var times = 1;
        while (true)
        {
            var took = run(times);
            if (Stopwatch.GetElapsedTime(begin) > settings.WarmUp)
            {
                return took / times;
            }

            if (took < settings.Turn)
            {
                times *= 2;
            }
        }
    }

    private async Task<TimeSpan> WarmUpAsync(Work work)
    {
        var begin = Stopwatch.GetTimestamp();
        var times = 1;
        while (true)
        {
            var turn = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                await work.RunAsync();
            }

            var took = Stopwatch.GetElapsedTime(turn);
            if (Stopwatch.GetElapsedTime(begin) > settings.WarmUp)
            {
                return took / times;
            }

            if (took < settings.Turn)
            {
                times *= 2;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));   // a pause lets the compiler bring better code in
        }
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
