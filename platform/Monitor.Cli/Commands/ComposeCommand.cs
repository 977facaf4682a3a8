using Monitor.Cli.Running;
using Monitor.Cli.Servers;

namespace Monitor.Cli.Commands;

/// <summary>Composes the services' schemas into gateway/supergraph.graphql. The one command that needs Node.</summary>
internal sealed class ComposeCommand(Workplace workplace)
{
    /// <param name="arguments">Passed on: <c>--check</c> only compares.</param>
    /// <param name="cancellationToken">Ends the tool.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(workplace.Root, "gateway", "compose");
        if (ServerBinaries.Find("node") is not { } node || ServerBinaries.Find("npm") is not { } npm)
        {
            throw new CliException("Composing needs Node 20 or newer with npm: apt-get install -y nodejs npm");
        }

        // npm ci writes this file last: older than the lock file means that something else is installed.
        var installed = Path.Combine(folder, "node_modules", ".package-lock.json");
        var wanted = Path.Combine(folder, "package-lock.json");
        if (!File.Exists(installed) || File.GetLastWriteTimeUtc(installed) < File.GetLastWriteTimeUtc(wanted))
        {
            await Shell.DemandAsync(npm, ["ci", "--no-audit", "--no-fund"], cancellationToken, folder);
        }

        var result = await Shell.RunAsync(
            node, [Path.Combine(folder, "compose.mjs"), .. arguments], cancellationToken, workplace.Root);
        await Console.Out.WriteAsync(result.Output);
        return result.ExitCode;
    }
}
