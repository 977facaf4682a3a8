using Monitor.Cli.Running;
using Monitor.Cli.Servers;

namespace Monitor.Cli.Commands;

/// <summary>Composes the services' schemas into gateway/supergraph.graphql. Needs Node.</summary>
internal sealed class ComposeCommand(Workplace workplace)
{
    /// <param name="arguments">Passed on: <c>--check</c> only compares.</param>
    /// <param name="cancellationToken">Ends the tool.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var tool = new NodeTool(Path.Combine(workplace.Root, "gateway", "compose"));
        var node = await tool.PrepareAsync(cancellationToken);
        var result = await Shell.RunAsync(
            node, [Path.Combine(tool.Folder, "compose.mjs"), .. arguments], cancellationToken, workplace.Root);
        await Console.Out.WriteAsync(result.Output);
        return result.ExitCode;
    }
}
