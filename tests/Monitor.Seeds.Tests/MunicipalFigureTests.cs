using System.Globalization;

namespace Monitor.Seeds.Tests;

public class MunicipalFigureTests
{
    private static readonly FigurePlan plan = FigurePlan.Read(Seed.Folder);

    private static readonly IReadOnlyList<IReadOnlyDictionary<string, string>> rows =
        Areas.Rows(Seed.Folder.MunicipalFigures);

    [Fact]
    public void Generating_again_writes_the_checked_in_file_byte_for_byte_in_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            other.NumberFormat.NegativeSign = "minus ";
            other.NumberFormat.NumberGroupSeparator = ".";
            CultureInfo.CurrentCulture = other;
            Assert.True(
                MunicipalFigures.Generate(Seed.Folder).AsSpan()
                    .SequenceEqual(File.ReadAllBytes(Seed.Folder.MunicipalFigures)),
                "Run `dotnet run --project seeds/Monitor.Seeds` and commit the file.");
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Every_municipality_of_2017_has_a_row_for_every_half_of_2015_to_2018_that_says_it_is_generated()
    {
        var municipalities = Areas.Read(Seed.Folder, 2017).Select(m => m.Code).ToList();
        string[] halves =
            ["2015-H1", "2015-H2", "2016-H1", "2016-H2", "2017-H1", "2017-H2", "2018-H1", "2018-H2"];

        Assert.Equal(388, municipalities.Count);
        Assert.Equal(
            halves.SelectMany(half => municipalities.Select(code => (half, code))),
            rows.Select(row => (row["period"], row["area"])));
        Assert.All(rows, row => Assert.Equal("true", row["generated"]));
        Assert.True(new FileInfo(Seed.Folder.MunicipalFigures).Length < 2_000_000);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, ".")]
    [InlineData(4, ".")]
    [InlineData(5, "5")]
    [InlineData(7, "5")]
    [InlineData(8, "10")]
    [InlineData(12, "10")]
    [InlineData(13, "15")]
    public void A_count_is_rounded_to_5_and_a_small_one_kept_back(int count, string published) =>
        Assert.Equal(published, MunicipalFigures.Published(count));

    [Fact]
    public void Every_number_is_a_multiple_of_5_or_kept_back() => Assert.All(rows, row => Assert.All(
        plan.Indicators, indicator => Assert.True(row[indicator] == "." || int.Parse(row[indicator]) % 5 == 0)));

    [Fact]
    public void Totals_are_as_planned_and_lead_up_to_the_published_ones()
    {
        Assert.All(plan.Halves, half =>
        {
            Near(half.Reports, Sum(half.Period, plan.Reports), perMille: 10);
            Near(half.PoliceIncidents, Sum(half.Period, plan.PoliceIncidents), perMille: 10);
            Near(half.Reports * 9 / 10, Sum(half.Period, plan.ChildrenInvolved), perMille: 20);
            Near(half.Reports * 14 / 100, Sum(half.Period, plan.Investigations), perMille: 50);
        });

        // CBS: 65,075 reports in the first half of 2019; the police: 95,541 incidents in 2012.
        Assert.True(plan.Halves.Zip(plan.Halves.Skip(1)).All(pair => pair.First.Reports < pair.Second.Reports));
        Assert.True(plan.Halves[^1].Reports < 65_075);
        Assert.All(
            plan.Halves.GroupBy(half => half.Period[..4]),
            year => Near(95_541, year.Sum(half => half.PoliceIncidents), perMille: 50));
    }

    [Fact]
    public void Parts_of_a_single_choice_add_up_to_their_whole_but_for_rounding()
    {
        var amsterdam = rows.First(row => row["area"] == "GM0363");
        foreach (var breakdown in plan.Breakdowns.Where(b => !b.Multiple))
        {
            var parts = breakdown.Parts.Select(p => amsterdam[p.Indicator]).ToList();
            var whole = int.Parse(amsterdam[breakdown.Of]);

            // Each is at most 2 off by rounding; one that is kept back stands for 1 to 4.
            var least = parts.Sum(p => p == "." ? 1 : Math.Max(0, int.Parse(p) - 2)) - 2;
            var most = parts.Sum(p => p == "." ? 4 : int.Parse(p) + 2) + 2;
            Assert.InRange(whole, least, most);
        }
    }

    [Fact]
    public void Shares_of_a_single_choice_add_up_to_1000() => Assert.All(
        plan.Breakdowns.Where(b => !b.Multiple), b => Assert.Equal(1000, b.Parts.Sum(p => p.PerMille)));

    [Fact]
    public void Codes_and_words_are_those_of_the_code_lists()
    {
        var lists = Areas.Rows(Seed.Folder.VeiligThuisCodes)
            .ToLookup(row => $"{row["dataset"]}/{row["field"]}", row => (row["code"], row["label"]));

        Assert.Equal(4, plan.Breakdowns.Count(b => b.List is not null));
        Assert.All(plan.Breakdowns.Where(b => b.List is not null), b =>
            Assert.Equal(lists[b.List!], b.Parts.Select(p => (p.Code!, p.Label))));
    }

    [Fact]
    public void Every_indicator_is_in_the_catalogue_once()
    {
        var known = Directory.GetFiles(Seed.PathOf("figures", "catalogue"), "*.json")
            .SelectMany(file => Seed.Json("figures", "catalogue", Path.GetFileName(file))
                .GetProperty("indicators").EnumerateArray())
            .Select(indicator => indicator.GetProperty("id").GetString()!).ToList();

        Assert.All(plan.Indicators, indicator => Assert.Single(known, indicator));
        Assert.Equal(plan.Indicators.Count, plan.Indicators.Distinct().Count());
    }

    private static int Sum(string half, string indicator) =>
        rows.Where(row => row["period"] == half && row[indicator] != ".").Sum(row => int.Parse(row[indicator]));

    private static void Near(int expected, int actual, int perMille) =>
        Assert.InRange(actual, expected - (expected * perMille / 1000), expected + (expected * perMille / 1000));
}
