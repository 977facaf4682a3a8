using System.Globalization;
using System.Text;
using Monitor.Testing;

namespace Monitor.Community.Benchmarks;

/// <summary>The tables of a run, written as they come and kept for a file.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly StringBuilder written = new();

    public void Begin(Settings settings, TimeSpan written)
    {
        Line($"## {settings.Topics + settings.Replies:N0} posts of {settings.Members:N0} members\n");
        Line($"Written and put into the index of words in {written.TotalSeconds:0} s.\n");
        Line($"| {Settings.PerSecond} a second in open loop, {Settings.Clients} clients | p50 ms | p99 ms | CPU ms |");
        Line("|---|--:|--:|--:|");
    }

    public void Asked(string name, Times times, int wrong, double cpu) =>
        Line($"| {name} ({times.Count:N0} asked, {wrong} wrong) | {times} | {cpu:0.00} |");

    public void Posted(Posting posting, int lost, int twice, int notFound)
    {
        Line($"\n| {Settings.Clients} clients post without a pause; the service is killed half-way | |");
        Line("|---|--:|");
        Line($"| acknowledged | {posting.Acknowledged.Count:N0} |");
        Line($"| p50, p99 ms | {posting.Times.Quantile(0.5):0.0}, {posting.Times.Quantile(0.99):0.0} |");
        Line($"| tried again | {posting.Retries:N0} |");
        Line($"| refused | {posting.Refused.Values.Sum():N0} |");
        Line($"| acknowledged and lost | {lost} |");
        Line($"| stored twice | {twice} |");
        Line($"| stored and not found by search | {notFound} |");
    }

    public async Task SaveAsync(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, written.ToString());
    }

    private void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    private void Line(string text)
    {
        output.WriteLine(text);
        written.AppendLine(text);
    }
}
