using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Tests.Domain;

/// <summary>
/// A small country. Old One and Two merge into New (2015); Three is split over New and Four (2015); New gets another
/// code in mid-year (1 July 2016) and is Newer; Five takes in Six (2017).
/// </summary>
public sealed class AreaHistoryTests
{
    private const string One = "GM0001";
    private const string Two = "GM0002";
    private const string Three = "GM0003";
    private const string Four = "GM0004";
    private const string Five = "GM0005";
    private const string Six = "GM0006";
    private const string New = "GM0010";
    private const string Newer = "GM0011";

    internal static readonly AreaHistory History = new(
        new Dictionary<int, IReadOnlySet<string>>
        {
            [2014] = Set(One, Two, Three, Four, Five, Six),
            [2015] = Set(New, Four, Five, Six),
            [2016] = Set(New, Four, Five, Six),
            [2017] = Set(Newer, Four, Five),
        },
        [
            new Succession(new DateOnly(2015, 1, 1), SuccessionKind.Merge, One, New, null),
            new Succession(new DateOnly(2015, 1, 1), SuccessionKind.Merge, Two, New, null),
            new Succession(new DateOnly(2015, 1, 1), SuccessionKind.Split, Three, New, "part: north"),
            new Succession(new DateOnly(2015, 1, 1), SuccessionKind.Split, Three, Four, "part: south"),
            new Succession(new DateOnly(2016, 7, 1), SuccessionKind.Rename, New, Newer, null),
            new Succession(new DateOnly(2017, 1, 1), SuccessionKind.Merge, Six, Five, null),
        ],
        [
            Count(One, 2013, 10_000), Count(One, 2014, 11_000), Count(Two, 2014, 30_000), Count(Five, 2014, 50_000),
            Count(Five, 2016, 51_000), Count(Five, 2017, 61_000), Count(Six, 2016, 9_000), Count(New, 2016, 44_000),
        ]);

    [Theory]
    [InlineData("2016-01-01", "GM0004 GM0005 GM0006 GM0010")]
    [InlineData("2016-06-30", "GM0004 GM0005 GM0006 GM0010")]
    [InlineData("2016-07-01", "GM0004 GM0005 GM0006 GM0011")]
    [InlineData("2016-12-31", "GM0004 GM0005 GM0006 GM0011")]
    [InlineData("2017-01-01", "GM0004 GM0005 GM0011")]
    public void A_day_has_the_list_of_its_year_and_what_changed_since(string day, string codes) =>
        Assert.Equal(codes.Split(' '), History.On(Day(day)).Order());

    [Fact]
    public void A_year_without_a_list_is_refused_with_the_years_there_are()
    {
        var refusal = Assert.Throws<UnknownYearException>(() => History.On(new DateOnly(2013, 12, 31)));

        Assert.Equal("UNKNOWN_YEAR", refusal.Code);
        Assert.Contains("2014, 2015, 2016, 2017", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Newer, "2014-01-01", "GM0001 Merge, GM0002 Merge, GM0003 Split")]   // over the rename of 2016
    [InlineData(Newer, "2015-06-01", "GM0010 Rename")]
    [InlineData(Newer, "2016-07-01", "GM0011 Same")]
    [InlineData(New, "2017-01-01", "GM0011 Rename")]
    [InlineData(New, "2014-01-01", "GM0001 Merge, GM0002 Merge, GM0003 Split")]     // its area at its end
    [InlineData(One, "2017-01-01", "GM0011 Merge")]
    [InlineData(Three, "2017-01-01", "GM0004 Split, GM0011 Split")]
    [InlineData(Four, "2014-01-01", "GM0003 Split, GM0004 Same")]
    [InlineData(Five, "2014-01-01", "GM0005 Same, GM0006 Merge")]
    [InlineData(Five, "2017-01-01", "GM0005 Same")]
    [InlineData(Six, "2017-01-01", "GM0005 Merge")]
    [InlineData(Six, "2014-01-01", "GM0006 Same")]
    [InlineData("GM9999", "2014-01-01", "")]
    public void Lineage_follows_chains_to_the_day(string code, string day, string expected)
    {
        var links = History.LineageOf(code, Day(day), current: 2017);

        Assert.Equal(expected, string.Join(", ", links.Select(l => $"{l.Code} {l.Kind}")));
    }

    [Fact]
    public void A_chain_names_its_steps_in_order_of_time()
    {
        var part = Assert.Single(History.LineageOf(Newer, Day("2014-01-01"), 2017), l => l.Code == Three);

        Assert.Equal(["part: north", null], part.Steps.Select(s => s.Note));
        Assert.False(part.Whole);
    }

    [Theory]
    [InlineData(One, "2014-01-01", 11_000)]    // the last one
    [InlineData(Five, "2014-01-01", 51_000)]   // within the borders before Six came in
    [InlineData(Five, "2017-01-01", 61_000)]
    [InlineData(Three, "2014-01-01", null)]
    public void A_count_is_the_last_within_the_borders_of_the_day(string code, string day, int? inhabitants) =>
        Assert.Equal(inhabitants, History.CountOf(code, Day(day))?.Inhabitants);

    [Fact]
    public void The_rule_maps_an_earlier_list_on_a_later_one()
    {
        var mapped = SuccessionRule.Mapping(History, from: 2014, to: 2017);

        Assert.Equal([Four, Five, New, Newer], mapped.Select(m => m.Code));
        Assert.Equal((true, 51_000), (mapped[1].Existed, mapped[1].Weight!.Inhabitants));
        Assert.Equal(
            [
                new SuccessionSource(One, SuccessionKind.Merge, Day("2015-01-01"), Count(One, 2014, 11_000)),
                new SuccessionSource(Two, SuccessionKind.Merge, Day("2015-01-01"), Count(Two, 2014, 30_000)),
                new SuccessionSource(Three, SuccessionKind.Split, Day("2015-01-01"), null),
            ],
            mapped[3].Sources);
        Assert.Equal((false, null), (mapped[3].Existed, mapped[3].Weight));
    }

    [Fact]
    public void The_rule_carries_a_renamed_one_over()
    {
        var mapped = SuccessionRule.Mapping(History, from: 2016, to: 2017);

        Assert.Equal([Five, Newer], mapped.Select(m => m.Code));
        Assert.Equal(
            new SuccessionSource(New, SuccessionKind.Rename, Day("2016-07-01"), Count(New, 2016, 44_000)),
            Assert.Single(mapped[1].Sources));
    }

    [Fact]
    public void A_list_is_mapped_on_itself_by_nothing() =>
        Assert.Empty(SuccessionRule.Mapping(History, from: 2017, to: 2017));

    private static InhabitantCount Count(string code, int year, int inhabitants) =>
        new(code, new DateOnly(year, 1, 1), inhabitants, CountPrecision.Exact);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static HashSet<string> Set(params string[] codes) => [.. codes];
}
