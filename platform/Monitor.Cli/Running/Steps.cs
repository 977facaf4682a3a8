using System.Globalization;
using Spectre.Console;

namespace Monitor.Cli.Running;

/// <summary>Shows each step of a start with how long it took.</summary>
public sealed class Steps(IAnsiConsole console, TimeProvider clock)
{
    /// <summary>A step that takes longer is named before it is done.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly long _begin = clock.GetTimestamp();
    private readonly Lock _gate = new();

    public async Task<T> RunAsync<T>(string name, Func<Task<T>> step)
    {
        ArgumentNullException.ThrowIfNull(step);
        var begin = clock.GetTimestamp();
        await using var patience = clock.CreateTimer(
            _ => Line($"[grey]· {Markup.Escape(name)}…[/]"), null, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            var result = await step();
            Show("[green]✓[/]", name, clock.GetElapsedTime(begin));
            return result;
        }
        catch
        {
            Show("[red]✗[/]", name, clock.GetElapsedTime(begin));
            throw;
        }
    }

    public Task RunAsync(string name, Func<Task> step) => RunAsync(name, async () =>
    {
        await step();
        return true;
    });

    /// <summary>Something to know that is no failure.</summary>
    public void Note(string text) => Line($"[yellow]![/] {Markup.Escape(text)}");

    public void ShowTotal() => Show(" ", "in all", clock.GetElapsedTime(_begin));

    private void Show(string sign, string name, TimeSpan took) => Line(string.Create(
        CultureInfo.InvariantCulture, $"{sign} {Markup.Escape(name),-44} {took.TotalSeconds,6:0.0} s"));

    private void Line(string markup)
    {
        lock (_gate)
        {
            console.MarkupLine(markup);
        }
    }
}
