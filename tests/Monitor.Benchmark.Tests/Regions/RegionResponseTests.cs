using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Tests.Regions;

/// <summary>How many of a region answered is told only where it says nothing of a single municipality.</summary>
public sealed class RegionResponseTests
{
    [Theory]
    [InlineData(6, 5)]      // 6 of 12, told as 5: nobody can tell 3 from 7
    [InlineData(8, 10)]
    [InlineData(12, 10)]
    public void The_number_is_rounded_to_five(int responded, int told) =>
        Assert.Equal(
            new RegionResponse(12, told, null), RegionResponse.Of(Codes(0, 12), [Codes(0, 12)], responded));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Fewer_than_six_look_the_same(int responded) =>
        Assert.Equal(
            new RegionResponse(12, null, SuppressionReason.TooFew),
            RegionResponse.Of(Codes(0, 12), [Codes(0, 18)], responded));

    [Theory]
    [InlineData(0, 12, 13)]   // one of the Veilig Thuis region is not in it
    [InlineData(0, 12, 17)]   // five are not
    [InlineData(0, 12, 11)]   // one of it is not in the Veilig Thuis region
    [InlineData(0, 12, 5)]    // five are shared
    public void A_region_that_differs_by_one_to_five_is_told_nothing_whatever_was_answered(
        int from, int count, int veiligThuis)
    {
        foreach (var responded in new[] { 0, 5, 6, 12 })
        {
            Assert.Equal(
                new RegionResponse(12, null, SuppressionReason.NotReleasedForKind),
                RegionResponse.Of(Codes(from, count), [Codes(0, veiligThuis)], responded));
        }
    }

    [Fact]
    public void Regions_that_lie_elsewhere_or_differ_by_six_do_no_harm() => Assert.Equal(
        new RegionResponse(12, 10, null), RegionResponse.Of(Codes(0, 12), [Codes(0, 18), Codes(50, 3)], 9));

    private static HashSet<string> Codes(int from, int count) =>
        [.. Enumerable.Range(from, count).Select(i => $"GM{i:0000}")];
}
