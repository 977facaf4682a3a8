using Monitor.Cli.Running;
using Spectre.Console;

namespace Monitor.Cli.Commands;

/// <summary>Shows the end of the logs and follows them.</summary>
internal sealed class LogsCommand(Workplace workplace, IAnsiConsole console)
{
    private const int LinesAtFirst = 20;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Colours = ["aqua", "green", "yellow", "blue", "fuchsia", "olive", "teal", "red"];

    /// <param name="part">One part; null for all.</param>
    /// <param name="follow">False: show the end and stop.</param>
    /// <param name="cancellationToken">Ctrl-C ends following.</param>
    public async Task<int> RunAsync(string? part, bool follow, CancellationToken cancellationToken)
    {
        var pattern = part is null ? "*.log" : $"{Part.Find(part).Name}*.log";
        var positions = new Dictionary<string, long>();
        do
        {
            string[] files = Directory.Exists(workplace.Logs) ? Directory.GetFiles(workplace.Logs, pattern) : [];
            foreach (var file in files.Order(StringComparer.Ordinal))
            {
                positions[file] = await ShowAsync(file, positions.GetValueOrDefault(file, -1), cancellationToken);
            }

            if (positions.Count == 0 && !follow)
            {
                throw new CliException($"There are no logs in {workplace.Logs} yet: ./monitor up starts the system.");
            }

            if (follow)
            {
                await Task.Delay(Look, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        while (follow && !cancellationToken.IsCancellationRequested);

        return 0;
    }

    /// <summary>Shows what came after the position (-1: the end of the file), and gives the new one.</summary>
    private async Task<long> ShowAsync(string file, long position, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (position >= 0 && stream.Length <= position)
        {
            return stream.Length;   // nothing new; or begun anew, then the next look shows it
        }

        stream.Seek(Math.Max(0, position), SeekOrigin.Begin);
        using var reader = new StreamReader(stream);
        var lines = (await reader.ReadToEndAsync(cancellationToken)).TrimEnd().Split('\n');
        var name = Path.GetFileNameWithoutExtension(file);
        var colour = Colours[Math.Abs(name.Sum(character => character)) % Colours.Length];
        foreach (var line in position < 0 ? lines.TakeLast(LinesAtFirst) : lines)
        {
            console.Markup($"[{colour}]{Markup.Escape(name),-14}[/] ");
            Console.WriteLine(line);
        }

        return stream.Length;
    }
}
