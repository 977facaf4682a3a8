namespace Monitor.Seeds.Tests;

public class ReportTests
{
    private static readonly IReadOnlyDictionary<string, decimal> Printed = Figures.Printed();
    private static readonly IReadOnlyDictionary<string, decimal> Recomputed = Recomputation.Of(Printed);

    [Fact]
    public void Every_printed_figure_is_computed_again()
    {
        Assert.Equal(Printed.Keys.Order(StringComparer.Ordinal), Recomputed.Keys.Order(StringComparer.Ordinal));

        // Tables 4.1 to 4.10 hold 230 options, a count and a percentage each; ten objectives have respondents and two
        // figures of table 4.11, eight a mean total; participation has 23, the rest of 2017 10, 4.2 has 9, 2014 has 14.
        Assert.Equal((2 * 230) + (10 * 3) + 8 + 23 + 10 + 9 + 14, Printed.Count);
    }

    [Fact]
    public void The_exceptions_are_exactly_the_printed_figures_that_differ()
    {
        var differing = Printed
            .Where(figure => Recomputed[figure.Key] != figure.Value)
            .Select(figure => (figure.Key, Printed: figure.Value, Computed: Recomputed[figure.Key]))
            .Order();
        var listed = Seed.Json("published", "exceptions-2017.json").GetProperty("exceptions").EnumerateArray()
            .Select(exception => (
                exception.GetProperty("figure").GetString()!,
                exception.GetProperty("printed").GetDecimal(),
                exception.GetProperty("computed").GetDecimal()))
            .Order();

        Assert.Equal(listed, differing);
    }

    [Fact]
    public void Every_exception_says_why() =>
        Assert.All(
            Seed.Json("published", "exceptions-2017.json").GetProperty("exceptions").EnumerateArray(),
            exception => Assert.True(exception.GetProperty("reason").GetString()!.Length > 20));

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
}
