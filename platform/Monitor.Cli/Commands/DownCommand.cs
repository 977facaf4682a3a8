using Monitor.Cli.Running;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>Stops what <c>up</c> started; with <c>--delete-data</c> its databases and streams go too.</summary>
internal sealed class DownCommand(Workplace workplace, IAnsiConsole console)
{
    public async Task<int> RunAsync(bool deleteData, CancellationToken cancellationToken)
    {
        if (Directory.Exists(workplace.Home))
        {
            var state = RunState.Open(workplace);
            var alive = state.Alive.Count;
            await SystemStop.StopAsync(state);
            console.MarkupLine(alive == 0 ? "Nothing was running." : $"Stopped {alive} processes.");
            if (deleteData)
            {
                await DeleteDataAsync(cancellationToken);
            }
        }
        else
        {
            console.MarkupLine("Nothing was running.");
        }

        return 0;
    }

    private async Task DeleteDataAsync(CancellationToken cancellationToken)
    {
        foreach (var folder in (string[])
        [
            await ServerStart.DataFolderAsync(workplace, cancellationToken),
            Path.Combine(workplace.Home, Part.Broker.Name),
            Path.Combine(workplace.Home, Part.Cache.Name),
        ])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        console.MarkupLine("Deleted its databases and streams.");
    }
}
