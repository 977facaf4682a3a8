using System.Globalization;
using System.Text;
using Monitor.Testing;

namespace Monitor.Benchmark.Benchmarks;

/// <summary>The tables of a run, written as they come and kept for a file.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly StringBuilder written = new();

    public void Begin(Size size)
    {
        Line($"\n## {size.Name}: {size.Municipalities:N0} municipalities, {size.Rounds} rounds\n");
        Line("| what | | seconds | CPU s | peak memory |");
        Line("|---|--:|--:|--:|--:|");
    }

    public void CatchUp(int scores, TimeSpan time, double cpu, long peak) => Line(
        $"| catching up with {scores:N0} scores | {scores / time.TotalSeconds:N0} a second | {time.TotalSeconds:0.0} "
        + $"| {cpu:0.0} | {Mebibytes(peak)} |");

    public void Told(Times times) => Line(
        $"| one score event, ms p50 and p99 of {times.Count} "
        + $"| {times.Quantile(0.5):0.00}, {times.Quantile(0.99):0.00} | | | |");

    public void Released(int year, TimeSpan time, double cpu, long peak) => Line(
        $"| release of {year}, with the checker | | {time.TotalSeconds:0.0} | {cpu:0.0} | {Mebibytes(peak)} |");

    public void Asked(string name, int bytes, Times times)
    {
        if (asked is not null)
        {
            Line("\n| asked of benchmark, cold | bytes | p50 ms | p99 ms |");
            Line("|---|--:|--:|--:|");
            asked = null;
        }

        Line($"| {name} | {bytes:N0} | {times} |");
    }

    private string? asked = "";

    public void Hot(Times times, int wrong, double cpu, long peak)
    {
        asked = "";
        Line("\n| 1,000 a second in open loop, 20 connections, token checked, gateway on one core | p50 ms | p99 ms |");
        Line("|---|--:|--:|");
        Line($"| an aggregate that the gateway has ({times.Count:N0} requests, {wrong} wrong, "
            + $"{cpu:0.000} ms of CPU each, {Mebibytes(peak)}) | {times} |");
    }

    public void NoSecondCore() => Line("\nThe gateway was not measured: it needs a core beside that of the load.");

    public async Task SaveAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, written.ToString());
    }

    private static string Mebibytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:N0} MiB");

    private void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    private void Line(string text)
    {
        output.WriteLine(text);
        written.AppendLine(text);
    }
}
