using System.Globalization;
using Monitor.Cli.Running;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>Shows each part's process and health. Exit code 1 when a part is not well, 3 when nothing runs.</summary>
internal sealed class StatusCommand(Workplace workplace, IAnsiConsole console)
{
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var state = Directory.Exists(workplace.Home) ? RunState.Open(workplace) : null;
        if (state is null || state.Parts.Count == 0)
        {
            console.MarkupLine("Nothing runs. [grey]./monitor up starts it.[/]");
            return 3;
        }

        var secrets = await Secrets.OpenAsync(workplace, cancellationToken);
        var running = workplace with { Ports = state.Ports };
        var rows = await Task.WhenAll(Part.All.Select(async part => (
            Part: part,
            Started: state.Parts.FirstOrDefault(started =>
                started.Part == part.Name || started.Part.StartsWith($"{part.Name}-", StringComparison.Ordinal)),
            IsGood: await Health.IsGoodAsync(part, running, secrets, cancellationToken))));

        var table = new Table().Border(TableBorder.Rounded).AddColumns("Part", "Process", "Address", "State");
        foreach (var (part, started, isGood) in rows)
        {
            table.AddRow(
                part.Title,
                started?.Pid.ToString(CultureInfo.InvariantCulture) ?? "-",
                running.UrlOf(part)["http://".Length..],
                Describe(started, isGood));
        }

        console.Write(table);
        return rows.All(row => row.IsGood || row.Started is null) ? 0 : 1;
    }

    private static string Describe(RunState.Started? started, bool isGood) => (started, isGood) switch
    {
        (null, _) => "[grey]not ours[/]",
        ({ } part, _) when !part.Id.IsRunning => "[red]ended[/]",
        (_, true) => "[green]healthy[/]",
        _ => "[red]not ready[/]",
    };
}
