using System.Runtime.InteropServices;

namespace Monitor.Cli.Running;

/// <summary>
/// Ends what a run started, callers before callees: gateway, services, sidecars, Redis, PostgreSQL. Each by its pid and
/// start time: a process that has got the pid since is left alone.
/// </summary>
public static class SystemStop
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(25);

    public static async Task StopAsync(RunState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        foreach (var group in state.Parts.GroupBy(part => RankOf(part.Part)).OrderBy(group => group.Key))
        {
            await Task.WhenAll(group.Select(part => StopAsync(state, part)));
        }
    }

    /// <summary>Ends one process, at most 25 seconds after asking it to.</summary>
    public static async Task StopAsync(RunState state, RunState.Started part)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(part);
        await part.Id.StopAsync(SignalOf(part.Part), Limit);
        state.Remove(part);
    }

    private static int RankOf(string part) => part switch
    {
        "gateway" => 0,
        "broker" or "cache" => 3,
        "postgres" => 4,
        _ when part.StartsWith("sidecar", StringComparison.Ordinal) => 2,
        _ => 1,
    };

    // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every session.
    private static PosixSignal SignalOf(string part) =>
        part == Part.Postgres.Name ? PosixSignal.SIGINT : PosixSignal.SIGTERM;
}
