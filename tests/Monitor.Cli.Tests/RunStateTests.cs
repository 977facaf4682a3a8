using System.Runtime.InteropServices;
using Monitor.Cli.Running;
using Monitor.Cli.Servers;

namespace Monitor.Cli.Tests;

public sealed class RunStateTests : IDisposable
{
    private readonly TemporaryHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void What_was_started_is_known_to_the_next_command()
    {
        var state = RunState.Open(_home.Workplace);
        state.Begin(6250);
        state.Add("scoring", new ProcessId(12, 3400));
        state.Add("gateway", new ProcessId(13, 3401));
        state.Remove(new RunState.Started("scoring", 12, 3400));

        var read = RunState.Open(_home.Workplace);

        Assert.Equal(6250, read.Ports);
        Assert.Equal([new RunState.Started("gateway", 13, 3401)], read.Parts);
    }

    [Fact]
    public void Two_commands_change_one_state()
    {
        var up = RunState.Open(_home.Workplace);
        up.Begin(6250);
        up.Add("scoring", new ProcessId(12, 3400));

        var restart = RunState.Open(_home.Workplace);
        restart.Remove(new RunState.Started("scoring", 12, 3400));
        restart.Add("scoring", new ProcessId(14, 3500));
        up.Remove(new RunState.Started("scoring", 12, 3400));   // seen to have ended, and followed already

        Assert.Equal([new RunState.Started("scoring", 14, 3500)], up.Parts);
        Assert.Equal(6250, up.Ports);
    }

    [Fact]
    public async Task Down_ends_its_own_process()
    {
        using var child = Sleep();
        var state = RunState.Open(_home.Workplace);
        state.Add("scoring", child.Id);

        await SystemStop.StopAsync(RunState.Open(_home.Workplace));

        Assert.False(child.Id.IsRunning);
        Assert.Empty(RunState.Open(_home.Workplace).Parts);
    }

    [Fact]
    public async Task A_process_that_has_got_the_pid_since_is_left_alone()
    {
        using var stranger = Sleep();
        var state = RunState.Open(_home.Workplace);
        state.Add("scoring", stranger.Id with { StartTime = stranger.Id.StartTime - 1 });

        Assert.Empty(state.Alive);
        await SystemStop.StopAsync(state);

        Assert.True(stranger.Id.IsRunning);
        await stranger.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_process_that_does_not_listen_is_ended_after_the_limit()
    {
        using var stubborn = Start("trap '' TERM; while true; do sleep 0.1; done");
        await Task.Delay(200);   // until the trap is set

        await stubborn.StopAsync(PosixSignal.SIGTERM, TimeSpan.FromMilliseconds(300));

        Assert.False(stubborn.Id.IsRunning);
    }

    [Fact]
    public void A_state_that_cannot_be_read_is_said_not_guessed()
    {
        File.WriteAllText(Path.Combine(_home.Workplace.Home, "run.json"), "{ half");
        var mistake = Assert.Throws<CliException>(() => RunState.Open(_home.Workplace));
        Assert.Contains("cannot be read", mistake.Message, StringComparison.Ordinal);
    }

    private ChildProcess Sleep() => Start("exec sleep 60");

    private ChildProcess Start(string script) => ChildProcess.Start(new Launch
    {
        Program = "/bin/sh",
        Arguments = ["-c", script],
        LogFile = _home.Workplace.LogOf("child"),
    });
}
