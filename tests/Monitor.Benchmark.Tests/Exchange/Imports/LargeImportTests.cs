using System.Diagnostics;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>A table as large as a file may be: every municipality of 2017, 324 periods and five indicators.</summary>
public sealed class LargeImportTests(ImportApplication app, ITestOutputHelper output) : IClassFixture<ImportApplication>
{
    private const int All = 388 * 324 * 5;

    [Fact]
    public async Task A_table_of_628_560_figures_comes_in_whole_and_the_same_again_changes_nothing()
    {
        Assert.SkipUnless(LongForm.IsOn, "It takes a minute or two: ./monitor test benchmark --long");
        var csv = StatLineFiles.Csv(
            ["Regio's", "Perioden", "Gestarte adviezen (aantal)", "Ontvangen meldingen (aantal)",
                "Casussen met ontvangen melding(en) (aantal)", "Afgeronde diensten onderzoek (aantal)",
                "Afgeronde diensten voorwaarden en vervolg (aantal)"],
            Rows());

        var imported = await app.ImportAsync("mapping=84847NED&published=2019-10-31", Told("imported", csv));
        Assert.Equal("IMPORTED", $"{imported["outcome"]}");
        Assert.Equal(All, imported["added"]!.GetValue<int>());
        Told("done", "");

        var again = await app.ImportAsync("mapping=84847NED", csv);
        Assert.Equal("UNCHANGED", $"{again["outcome"]}");
        Assert.Equal(All, again["equal"]!.GetValue<int>());
        Assert.Equal(All, await app.CountAsync("SELECT count(*) FROM observations WHERE area LIKE 'GM%'"));
        Told("again", "");
    }

    private string Told(string what, string text)
    {
        using var own = Process.GetCurrentProcess();
        output.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss} {what} {text.Length:N0} characters, "
            + $"at most {own.PeakWorkingSet64 >> 20:N0} MiB so far");
        return text;
    }

    private static IEnumerable<IReadOnlyList<object>> Rows()
    {
        var names = File.ReadLines(Path.Combine(Repository.Seeds, "areas", "municipalities-2017.csv")).Skip(1)
            .Select(line => line.Split(',')[0]).ToHashSet();
        var municipalities = Reading.Municipalities.Where(m => names.Contains(m.Code) && m.Years.Contains(2017))
            .DistinctBy(m => m.Code).Select(m => m.Name).ToList();
        var periods = Enumerable.Range(1910, 108)
            .SelectMany(year => new[] { $"{year}", $"1e halfjaar {year}", $"2e halfjaar {year}" }).ToList();
        var number = 0;
        return municipalities.SelectMany(_ => periods, (name, period) => (IReadOnlyList<object>)
            [name, period, ++number % 900, number % 700, number % 500, number % 300, number % 100]);
    }
}
