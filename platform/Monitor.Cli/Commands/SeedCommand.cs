using Monitor.Cli.Running;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>Fills the running system's databases again with what is missing of <c>seeds/</c>.</summary>
internal sealed class SeedCommand(Workplace workplace, ServerAddresses given, IAnsiConsole console)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var state = RunState.Open(workplace);
        if (given.NeedsPostgres && state.Alive.All(part => part.Part != Part.Postgres.Name))
        {
            throw new CliException("PostgreSQL is not running: ./monitor up starts (and seeds) the system.");
        }

        var secrets = await Secrets.OpenAsync(workplace, cancellationToken);
        var servers = given.OfRun(state.Ports, secrets);
        var steps = new Steps(console, TimeProvider.System);
        await steps.RunAsync("Build", () => Programs.BuildAsync(workplace, cancellationToken));
        await new AppStart(workplace, new AppEnvironment(workplace, secrets, servers), state, steps)
            .SeedAsync(cancellationToken);
        return 0;
    }
}
