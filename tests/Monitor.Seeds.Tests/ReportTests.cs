namespace Monitor.Seeds.Tests;

public class ReportTests
{
    private static readonly IReadOnlyDictionary<string, decimal> Recomputed = Recomputation.Of(2017);

    // Of 2017: tables 4.1 to 4.10 hold 230 options, a count and a percentage each; ten objectives have respondents and
    // two figures of table 4.11, eight a mean total; participation has 23, averages, policy and documents 10, section
    // 4.2 has 32: 1 respondents, 8 of cooperation, 3 of youth, 6 marks, 2 of figure 4.12, 5 of groups, 7 of the
    // regional vision. Of 2014: table 3.1 has 14, and there are 1 of policy, 6 marks, 1 of youth, 3 of target groups.
    [Theory]
    [InlineData(2017, (2 * 230) + (10 * 3) + 8 + 23 + 10 + 32)]
    [InlineData(2014, 14 + 1 + 6 + 1 + 3)]
    public void Every_printed_figure_is_computed_again(int round, int count)
    {
        var printed = Figures.Printed(round);

        Assert.Equal(
            printed.Keys.Order(StringComparer.Ordinal), Recomputation.Of(round).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(count, printed.Count);
    }

    [Theory]
    [InlineData(2014)]
    [InlineData(2017)]
    public void The_exceptions_are_exactly_the_printed_figures_that_differ(int round)
    {
        var recomputed = Recomputation.Of(round);
        var differing = Figures.Printed(round)
            .Where(figure => recomputed[figure.Key] != figure.Value)
            .Select(figure => (figure.Key, Printed: figure.Value, Computed: recomputed[figure.Key]))
            .Order();
        var listed = Seed.Json("published", $"exceptions-{round}.json").GetProperty("exceptions").EnumerateArray()
            .Select(exception => (
                exception.GetProperty("figure").GetString()!,
                exception.GetProperty("printed").GetDecimal(),
                exception.GetProperty("computed").GetDecimal()))
            .Order();

        Assert.Equal(listed, differing);
    }

    [Theory]
    [InlineData(2014)]
    [InlineData(2017)]
    public void Every_exception_says_why(int round) =>
        Assert.All(
            Seed.Json("published", $"exceptions-{round}.json").GetProperty("exceptions").EnumerateArray(),
            exception => Assert.True(exception.GetProperty("reason").GetString()!.Length > 20));

    [Theory]
    [InlineData(2014)]
    [InlineData(2017)]
    public void Every_figure_says_where_it_stands(int round)
    {
        var report = Seed.Json("published", $"report-{round}.json");

        Assert.All(
            Figures.Printed(round).Keys.Select(place => place.Split('/')[0]).Distinct(),
            part => Assert.Contains("\"where\"", report.GetProperty(part).GetRawText(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 158, 75, null)]
    [InlineData(2, 155, 49, 25)]
    [InlineData(3, 148, 69, 33)]
    [InlineData(4, 146, 117, 53)]
    [InlineData(5, 142, 107, 55)]
    [InlineData(6, 144, 53, 32)]
    [InlineData(7, 146, 128, 67)]
    [InlineData(8, 143, 92, 52)]
    [InlineData(9, 144, 106, null)]
    [InlineData(10, 140, 131, 50)]
    public void Table_4_11_and_chapter_5_stand_in_the_file(int number, int respondents, int inPolicy, int? meanTotal)
    {
        var place = $"objectives/child-abuse-{number}";

        Assert.Equal(respondents, Recomputed[$"{place}/respondents"]);
        Assert.Equal(inPolicy, Recomputed[$"{place}/inPolicy/count"]);
        Assert.Equal(meanTotal, Recomputed.TryGetValue($"{place}/meanTotal", out var mean) ? (int?)mean : null);
    }

    [Fact]
    public void Conclusions_5_and_6_come_out()
    {
        Assert.Equal(31, Recomputed["averages/below25/count"]);
        Assert.Equal(5, Recomputed["averages/above75/count"]);
        Assert.Equal(8, Recomputed["nothingInPolicy/count"]);
    }

    [Fact]
    public void The_extra_questions_come_out()
    {
        Assert.Equal(133, Recomputed["extraQuestions/respondents"]);
        Assert.Equal(5.6m, Recomputed["extraQuestions/marks/tabel 4.12/past"]);
        Assert.Equal(6.6m, Recomputed["extraQuestions/marks/tabel 4.12/now"]);
        Assert.Equal(7.5m, Recomputed["extraQuestions/marks/tabel 4.12/next"]);
        Assert.Equal(0.45m, Recomputed["extraQuestions/correlation/coefficient"]);
        Assert.Equal(61, Recomputed["extraQuestions/cooperation/options/strongly/count"]);
        Assert.Equal(24, Recomputed["extraQuestions/youthInvolved/count"]);
        Assert.Equal(80, Recomputed["extraQuestions/regionalVision/options/yes/count"]);
    }
}
