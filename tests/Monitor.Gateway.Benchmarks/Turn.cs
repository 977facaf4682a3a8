using System.Diagnostics;
using Monitor.Gateway.Benchmarks.Contestants;
using Monitor.Gateway.Benchmarks.Load;
using Monitor.Gateway.Benchmarks.Queries;
using Monitor.Gateway.Benchmarks.Subgraphs;

namespace Monitor.Gateway.Benchmarks;

/// <summary>One contestant, freshly started, with one query: checked, warmed up, loaded, checked again.</summary>
internal sealed class Turn(
    Contestant contestant,
    ShopQuery query,
    Place place,
    RunningSubgraphs subgraphs,
    string folder,
    Wrk wrk,
    Settings settings)
{
    public async Task<Measured> RunAsync(CancellationToken cancellationToken)
    {
        await using var running = await RunningContestant.StartAsync(
            contestant, place, folder, isPinned: true, query, cancellationToken);
        var known = await running.AskAsync(query, cancellationToken);
        var before = query.IsAnsweredBy(known) ? 0 : 1;
        var url = running.Url.ToString();
        var warm = await wrk.RunAsync(url, query, known, settings.WarmUp, cancellationToken);

        var calls = await subgraphs.CallsAsync(cancellationToken);
        var cpu = running.Process.CpuSeconds;
        var started = Stopwatch.GetTimestamp();
        var load = await wrk.RunAsync(url, query, known, settings.Seconds, cancellationToken);
        var used = running.Process.CpuSeconds - cpu;
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        calls = await subgraphs.CallsAsync(cancellationToken) - calls;

        var after = query.IsAnsweredBy(await running.AskAsync(query, cancellationToken)) ? 0 : 1;
        return new Measured
        {
            Contestant = contestant.Name,
            Query = query.Name,
            PerSecond = load.PerSecond,
            P50 = load.P50,
            P99 = load.P99,
            CpuMilliseconds = used * 1_000 / load.Requests,
            Calls = (double)calls / load.Requests,
            Busy = used / elapsed,
            PeakBytes = running.Process.PeakBytes,
            Wrong = before + warm.Wrong + load.Wrong + after,
        };
    }
}
