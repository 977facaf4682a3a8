using System.Diagnostics;
using System.Globalization;
using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Benchmarks;

/// <summary>
/// The disclosure checker by itself: deciding which cells of a round are shown, of municipalities with scores drawn
/// from a seed, on 19 objectives. CPU time, so that what else the machine does counts less.
/// </summary>
internal sealed class CheckerBenchmark(TextWriter output)
{
    private const int Seed = 1;
    private static readonly int[] sizes = [390, 3_900, 39_000];
    private static readonly decimal[] anchorings = [0, 5, 15, 25];
    private static readonly decimal[] contents = [0, 9, 11.25m, 15, 16.25m, 22.5m, 27, 33.75m, 45, 50];
    private static readonly decimal[] reaches = [0, 10, 15, 20, 25];
    private static readonly string[] objectives = [.. Enumerable.Range(1, 19).Select(i => $"objective-{i}")];

    private static readonly List<Group> regions =
        [.. Enumerable.Range(1, 26).Select(i => new Group(GroupKind.VeiligThuis, $"VT{i:00}", $"Regio {i}"))];

    private static readonly List<Group> groups =
        [.. Group.SizeClasses, .. regions, .. regions.SelectMany(r => Group.SizeClasses.Select(c => c.In(r)))];

    public void Run(CancellationToken cancellationToken)
    {
        ShownCells.Of(Draw(sizes[0]), objectives, groups);   // compiles it
        output.WriteLine("| municipalities | CPU s | cells with a mean |");
        output.WriteLine("|--:|--:|--:|");
        foreach (var size in sizes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var participants = Draw(size);
            var begun = Cpu();
            var shown = ShownCells.Of(participants, objectives, groups);
            var took = Cpu() - begun;
            var cells = groups.Prepend(Group.Country).Sum(
                g => objectives.Append(null).Count(o => shown.Shows(FigureKind.Numbers, g, o)));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {size:N0} | {took.TotalSeconds:0.0} | {cells:N0} |"));
        }
    }

    private static TimeSpan Cpu()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    // Reproducible draws are wanted here, not secret ones.
#pragma warning disable CA5394
    private static List<Participant> Draw(int size)
    {
        var random = new Random(Seed);
        T Of<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
        return
        [
            .. Enumerable.Range(0, size).Select(i => new Participant(
                $"GM{i:00000}", Of(Group.SizeClasses).Code, Of(regions).Code,
                objectives.Where(_ => random.Next(10) > 0).ToDictionary(
                    o => o, _ => new ObjectiveScore(Of(anchorings), Of(contents), Of(reaches), Band.Orange)),
                Generated: true)),
        ];
    }
#pragma warning restore CA5394
}
