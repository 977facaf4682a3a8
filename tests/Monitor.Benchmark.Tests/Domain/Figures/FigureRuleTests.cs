using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

/// <summary>Rates, classes, CBS's notation, what holds what, and what does not go together.</summary>
public sealed class FigureRuleTests
{
    private static readonly Indicator Reports = new(
        "veilig-thuis.reports", "veilig-thuis", "", "", IndicatorUnit.Count, "CBS", "CC BY 4.0")
    {
        RoundedTo = 5, PerInhabitants = "population.inhabitants",
    };

    [Theory]
    [InlineData("2017", "2015 2018", "2018")]
    [InlineData("2016", "2015 2018", "2015")]
    [InlineData("2018-H1", "2015 2018", "2018")]
    public void The_nearest_count_is_divided_by(string period, string counts, string nearest) =>
        Assert.Equal(nearest, Rate.Nearest(Counts(counts), Period.Parse(period))!.Period.Text);

    [Fact]
    public void Of_two_counts_as_near_the_earlier_is_taken_and_none_beyond_five_years()
    {
        Assert.Equal("2015", Rate.Nearest(Counts("2017 2015"), Period.Parse("2016-H2"))!.Period.Text);
        Assert.NotNull(Rate.Nearest(Counts("2015"), Period.Parse("2020")));
        Assert.Null(Rate.Nearest(Counts("2015"), Period.Parse("2021-H1")));
    }

    [Fact]
    public void A_rate_has_one_decimal_more_and_rounds_halves_away_from_zero()
    {
        Assert.Equal(2.3m, Rate.Of(9, 4000, Reports)); // 2.25
        Assert.Null(Rate.Of(null, 4000, Reports));
        Assert.Equal("population.inhabitants", Rate.DividedBy(Reports, Per.Per1000Inhabitants));
        Assert.Null(Rate.DividedBy(Reports, Per.Per1000Children));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, 5, new[] { 1, 3, 5, 7, 9, 10 })]
    [InlineData(new[] { 1, 1, 1, 1, 9 }, 5, new[] { 1, 9 })]
    [InlineData(new[] { 4, 4 }, 5, new[] { 4, 4 })]
    [InlineData(new int[0], 5, new int[0])]
    public void Quantiles_part_the_areas_as_evenly_as_equal_values_allow(int[] values, int classes, int[] boundaries)
    {
        var made = MapClasses.Of([.. values.Select(v => (decimal)v)], classes, ClassMethod.Quantiles);

        Assert.Equal(boundaries, made.Boundaries.Select(b => (int)b));
    }

    [Fact]
    public void A_class_runs_up_to_its_upper_boundary_and_the_last_holds_it()
    {
        var classes = new MapClasses([0, 10, 20]);

        Assert.Equal([1, 1, 2, 2], new[] { 0m, 9.9m, 10m, 20m }.Select(classes.Of));
    }

    [Theory]
    [InlineData(64960.0, null, null, 0, false, FigureStatus.Definite, "64.960")]
    [InlineData(66155.0, null, null, 0, false, FigureStatus.Provisional, "66.155*")]
    [InlineData(5.5, null, null, 1, false, FigureStatus.RevisedProvisional, "5,5**")]
    [InlineData(108500.0, 90000.0, 127000.0, 0, false, FigureStatus.Definite, "90.000 – 127.000")]
    [InlineData(null, null, null, 0, true, FigureStatus.Definite, ".")]
    [InlineData(null, null, null, 0, false, FigureStatus.Definite, "")]
    public void Figures_read_as_CBS_prints_them(
        double? value, double? low, double? high, int decimals, bool suppressed, FigureStatus status, string text) =>
        Assert.Equal(
            text, CbsText.Of((decimal?)value, (decimal?)low, (decimal?)high, decimals, suppressed, status));

    [Theory]
    [InlineData(64_960, null)]
    [InlineData(64_961, "CBS rounds this figure to 5: 64961 is no multiple.")]
    [InlineData(-5, "A figure is not below 0.")]
    public void A_value_that_cannot_be_is_told(int value, string? fault) =>
        Assert.Equal(fault, Reports.FaultOf(Count("2019", value)));

    [Fact]
    public void The_next_larger_area_holds_all_of_the_smaller_one()
    {
        var (vt, pv, other, ld) = (Area.Parse("VT03"), Area.Parse("PV22"), Area.Parse("PV20"), Area.Parse("LD01"));
        var tree = new AreaTree(
        [
            ("GM0106", vt), ("GM0106", pv), ("GM0106", ld),
            ("GM0114", vt), ("GM0114", pv), ("GM0114", ld),
            ("GM0003", Area.Parse("CA-GM0106")), ("GM0003", other), ("GM0003", ld),
            ("GM0114", Area.Parse("CA-GM0106")),
        ]);

        Assert.Equal([vt, pv, ld, Area.Country], tree.LargerThan(Area.Parse("GM0106")));
        Assert.Equal([pv, ld, Area.Country], tree.LargerThan(vt));

        // A centre area over two provinces is in neither.
        Assert.Equal([ld, Area.Country], tree.LargerThan(Area.Parse("CA-GM0106")));
        Assert.Equal([Area.Country], tree.LargerThan(Area.Parse("GM9999")));
        Assert.Empty(tree.LargerThan(Area.Country));
    }

    [Theory]
    [InlineData("veilig-thuis.reports", AreaKind.VeiligThuis, "2018-H2", true)]
    [InlineData("veilig-thuis.reports.education", AreaKind.Municipality, "2015", true)]
    [InlineData("veilig-thuis.reports", AreaKind.VeiligThuis, "2012-2017", true)]
    [InlineData("veilig-thuis.reports", AreaKind.VeiligThuis, "2019-H1", false)]
    [InlineData("veilig-thuis.reports", AreaKind.Country, "2017", false)]
    [InlineData("police.incidents", AreaKind.VeiligThuis, "2017", false)]
    public void A_judgement_goes_by_indicator_kind_of_area_and_days(
        string indicator, AreaKind kind, string period, bool forbidden)
    {
        var judgement = new Comparability(
            "x", ["veilig-thuis.*"], [AreaKind.VeiligThuis, AreaKind.Municipality], new DateOnly(2015, 1, 1),
            new DateOnly(2018, 12, 31), ComparabilityKind.NotComparable, "", "");

        Assert.Equal(forbidden, judgement.IsAbout(indicator, kind) && judgement.Forbids(Period.Parse(period)));
    }

    private static IEnumerable<Observation> Counts(string years) => years.Split(' ').Select(y => Count(y, 1000));

    private static Observation Count(string period, decimal value) => new(
        Reports.Id, Area.Country, Period.Parse(period), value, FigureStatus.Definite, new DateOnly(2020, 1, 1), "");
}
