using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2017", PeriodKind.Year, "2017-01-01", "2017-12-31", "2017")]
    [InlineData("2019-H1", PeriodKind.HalfYear, "2019-01-01", "2019-06-30", "1e halfjaar 2019")]
    [InlineData("2019-H2", PeriodKind.HalfYear, "2019-07-01", "2019-12-31", "2e halfjaar 2019")]
    [InlineData("2012-2017", PeriodKind.Years, "2012-01-01", "2017-12-31", "2012 tot en met 2017")]
    public void A_period_is_read_and_written_alike(
        string text, PeriodKind kind, string firstDay, string lastDay, string label)
    {
        var period = Period.Parse(text);

        Assert.Equal((text, kind, label), (period.Text, period.Kind, period.Label));
        Assert.Equal(
            (firstDay, lastDay), (period.FirstDay.ToString("yyyy-MM-dd"), period.LastDay.ToString("yyyy-MM-dd")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("201")]
    [InlineData("2019-H3")]
    [InlineData("2017-2012")]
    [InlineData("2017-2017")]
    [InlineData("2017 ")]
    [InlineData("+201")]
    [InlineData("2017-H1-H2")]
    [InlineData("9999")]
    public void What_is_no_period_is_none(string text) => Assert.Null(Period.TryParse(text));

    [Theory]
    [InlineData("NL", AreaKind.Country)]
    [InlineData("LD04", AreaKind.PartOfCountry)]
    [InlineData("PV20", AreaKind.Province)]
    [InlineData("CR02", AreaKind.Corop)]
    [InlineData("VT05", AreaKind.VeiligThuis)]
    [InlineData("VR01", AreaKind.SafetyRegion)]
    [InlineData("CA-GM0518", AreaKind.CentreArea)]
    [InlineData("GM0153", AreaKind.Municipality)]
    public void The_code_of_an_area_tells_its_kind(string code, AreaKind kind) =>
        Assert.Equal(kind, Area.Parse(code).Kind);

    [Theory]
    [InlineData("nl")]
    [InlineData("GM153")]
    [InlineData("GM01530")]
    [InlineData("GM015x")]
    [InlineData("")]
    public void What_is_no_code_is_no_area(string code) => Assert.Null(Area.TryParse(code));
}
