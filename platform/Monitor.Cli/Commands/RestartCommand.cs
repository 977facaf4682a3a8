using Monitor.Cli.Running;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>
/// Builds what changed and starts one service, the gateway or the identity provider anew; the rest runs on.
/// </summary>
internal sealed class RestartCommand(Workplace workplace, ServerAddresses given, IAnsiConsole console)
{
    public async Task<int> RunAsync(string name, CancellationToken cancellationToken)
    {
        var app = Part.Find(name);
        Part[] restartable = [.. Part.Apps, Part.Identity];
        if (!restartable.Contains(app))
        {
            throw new CliException(
                $"{app.Name} cannot be started anew by itself. These can: "
                + $"{string.Join(", ", restartable.Select(each => each.Name))}.");
        }

        var state = RunState.Open(workplace);
        if (state.Alive.Count == 0)
        {
            throw new CliException("Nothing runs. ./monitor up starts the system.");
        }

        var steps = new Steps(console, TimeProvider.System);
        await steps.RunAsync("Build", () => Programs.BuildAsync(workplace, cancellationToken));
        foreach (var old in state.Parts.Where(part => part.Part == app.Name))
        {
            await SystemStop.StopAsync(state, old);
        }

        var place = workplace with { Ports = state.Ports };
        var secrets = await Secrets.OpenAsync(place, cancellationToken);
        var environment = new AppEnvironment(place, secrets, given.OfRun(place.Ports, secrets));
        await new AppStart(place, environment, state, steps).StartAppAsync(app, cancellationToken);
        return 0;
    }
}
