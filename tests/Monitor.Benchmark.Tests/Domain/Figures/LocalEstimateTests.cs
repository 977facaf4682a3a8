using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Domain;

public sealed class LocalEstimateTests
{
    [Fact]
    public void What_is_left_goes_to_the_largest_remainders()
    {
        // Of 10: 3.33, 3.33, 3.33 leave one, which goes to the first of equals. Of 10 by 5:3:1: 5.56, 3.33, 1.11.
        Assert.Equal([4, 3, 3], LocalEstimate.LargestRemainder(10, [("a", 1), ("b", 1), ("c", 1)]));
        Assert.Equal([6, 3, 1], LocalEstimate.LargestRemainder(10, [("a", 5), ("b", 3), ("c", 1)]));
        Assert.Equal([0, 0], LocalEstimate.LargestRemainder(0, [("a", 5), ("b", 3)]));
    }

    [Fact]
    public void A_range_is_spread_by_children_and_adds_up()
    {
        // A quarter and three quarters of 90 to 127: 22.5 and 67.5 (the first of equal remainders is rounded up),
        // 27 and 81 of the middle 108, 31.75 and 95.25.
        var ranges = LocalEstimate.Spread(
            (90, 127), new Dictionary<string, decimal> { ["GM0002"] = 750, ["GM0001"] = 250 }, []);

        Assert.Equal(new EstimatedRange(23, 27, 32), ranges["GM0001"]);
        Assert.Equal(new EstimatedRange(67, 81, 95), ranges["GM0002"]);
    }

    [Fact]
    public void A_weight_moves_children_to_where_the_risk_is_and_the_sum_stays()
    {
        // Half of the first one's children are five times as likely: they weigh 250 x (1 + 0.5 x 4) = 750.
        var factor = new RiskFactor(
            "unemployed", "Zonder werk", 5, new Dictionary<string, decimal> { ["GM0001"] = 0.5m, ["GM0002"] = 0 });

        var ranges = LocalEstimate.Spread(
            (100, 200), new Dictionary<string, decimal> { ["GM0001"] = 250, ["GM0002"] = 750 }, [factor]);

        Assert.Equal(new EstimatedRange(50, 75, 100), ranges["GM0001"]);
        Assert.Equal(new EstimatedRange(50, 75, 100), ranges["GM0002"]);
    }

    [Fact]
    public void A_weight_without_the_share_of_a_municipality_is_refused()
    {
        var factor = new RiskFactor("unemployed", "Zonder werk", 5, new Dictionary<string, decimal>());

        var refused = Assert.Throws<ArgumentException>(() => LocalEstimate.Spread(
            (100, 200), new Dictionary<string, decimal> { ["GM0001"] = 250 }, [factor]));

        Assert.Contains("unemployed", refused.Message, StringComparison.Ordinal);
    }
}
