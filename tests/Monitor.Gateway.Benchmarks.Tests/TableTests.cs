using Monitor.Testing;

namespace Monitor.Gateway.Benchmarks.Tests;

public sealed class TableTests
{
    [Fact]
    public void A_row_holds_its_ratios_to_apollo_and_to_the_floor() => Assert.Equal(
        """
        |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        | Monitor | 1,500 | 30.0 | 40.5 | 0.600 | 7.0 | 90 % | 100 | 0 | 15.0 | 60 % | 2.0 |
        | floor | 2,500 | 30.0 | 40.5 | 0.300 | 7.0 | 90 % | 100 | 0 | 25.0 | 100 % | 1.0 |
        | @apollo/gateway | 100 | 30.0 | 40.5 | 9.000 | 7.0 | 90 % | 100 | 0 | 1.0 | 4 % | 30.0 |

        """,
        Table.Of([Row("Monitor", 1_500, 0.6), Row("floor", 2_500, 0.3), Row("@apollo/gateway", 100, 9)])
            .Split('\n', 2)[1]);

    [Fact]
    public void Of_several_rounds_the_median_counts_and_every_wrong_answer()
    {
        var one = Medians.Of(
        [
            Row("Monitor", 900, 0.6) with { Wrong = 1 },
            Row("Monitor", 1_500, 0.8),
            Row("Monitor", 1_000, 0.7) with { Wrong = 2 },
        ]).Single();

        Assert.Equal((1_000, 0.7, 3), (one.PerSecond, one.CpuMilliseconds, one.Wrong));
    }

    [Fact]
    public void Proc_tells_what_this_process_takes()
    {
        var process = new ProcessTree(Environment.ProcessId);

        Assert.True(process.CpuSeconds > 0);
        Assert.InRange(process.PeakBytes, 10_000_000, 10_000_000_000);
    }

    private static Measured Row(string contestant, double perSecond, double cpu) => new()
    {
        Contestant = contestant,
        Query = "deep",
        PerSecond = perSecond,
        P50 = 30,
        P99 = 40.5,
        CpuMilliseconds = cpu,
        Calls = 7,
        Busy = 0.9,
        PeakBytes = 100 * 1_048_576,
        Wrong = 0,
    };
}
