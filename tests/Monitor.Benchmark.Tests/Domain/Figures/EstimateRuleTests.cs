using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

public sealed class EstimateRuleTests
{
    private static readonly (string, Area)[] memberships =
        [("GM0001", Area.Parse("PV20")), ("GM0002", Area.Parse("PV20")), ("GM0003", Area.Parse("PV21"))];

    private static readonly EstimateRule rule = new("e.affected", "p.low", "p.high", "c.children", "Schatting.", []);

    [Fact]
    public void The_latest_range_is_spread_by_the_latest_children_that_add_up_to_the_country()
    {
        // 2020 has no GM0002 yet, so the children of 2015 tell: 1 to 3 of 40 is 10 and 30, of 80 it is 20 and 60.
        var made = rule.Apply(
            [
                Of("p.low", "NL", 2017, 4), Of("p.high", "NL", 2017, 8),
                Of("p.low", "NL", 2022, 40) with { Status = FigureStatus.Provisional }, Of("p.high", "NL", 2022, 80),
                Of("p.low", "NL", 2023, 400),
                Of("c.children", "NL", 2015, 400), Of("c.children", "GM0001", 2015, 100),
                Of("c.children", "GM0002", 2015, 300) with { PublishedOn = new DateOnly(2024, 5, 1) },
                Of("c.children", "NL", 2020, 500), Of("c.children", "GM0001", 2020, 100),
            ],
            memberships);

        Assert.Equal(
            ["GM0001 2022 10 15 20", "GM0002 2022 30 45 60", "PV20 2022 40 60 80", "NL 2022 40 60 80"],
            made.Select(o => $"{o.Area.Code} {o.Period.Text} {o.Low} {o.Value} {o.High}"));
        Assert.All(made, o => Assert.Equal(
            (FigureStatus.Provisional, new DateOnly(2024, 5, 1), true, "Schatting."),
            (o.Status, o.PublishedOn, o.Estimate, o.Note)));
    }

    [Fact]
    public void Children_without_a_share_for_a_factor_that_weighs_do_not_tell()
    {
        var shares = new Dictionary<string, decimal> { ["GM0001"] = 0 };
        IReadOnlyList<Observation> held =
        [
            Of("p.low", "NL", 2017, 10), Of("p.high", "NL", 2017, 20),
            Of("c.children", "NL", 2015, 5), Of("c.children", "GM0001", 2015, 5),
            Of("c.children", "NL", 2020, 5), Of("c.children", "GM0003", 2020, 5),
        ];

        Assert.Equal("GM0003", rule.Apply(held, memberships)[0].Area.Code);
        Assert.Equal("GM0001", WithFactor(shares).Apply(held, memberships)[0].Area.Code);
        Assert.Empty(WithFactor([]).Apply(held, memberships));
    }

    [Fact]
    public void Without_both_ends_there_is_no_estimate() => Assert.Empty(rule.Apply(
        [Of("p.low", "NL", 2017, 10), Of("c.children", "NL", 2015, 5), Of("c.children", "GM0001", 2015, 5)],
        memberships));

    private static EstimateRule WithFactor(Dictionary<string, decimal> shares) =>
        rule with { Factors = [new RiskFactor("unemployed", "Zonder werk", 5, shares)] };

    private static Observation Of(string indicator, string area, int year, decimal value) => new(
        indicator, Area.Parse(area), Period.OfYear(year), value, FigureStatus.Definite, new DateOnly(2023, 3, 1),
        "CBS");
}
