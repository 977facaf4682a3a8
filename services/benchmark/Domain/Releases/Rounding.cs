namespace Monitor.Benchmark.Domain;

/// <summary>How released numbers are rounded: halves away from zero, as the report prints them.</summary>
internal static class Rounding
{
    public static int Whole(decimal number) => (int)Math.Round(number, MidpointRounding.AwayFromZero);

    public static int Percentage(int count, int of) => Whole(100m * count / of);

    /// <summary>To a multiple of 5: 2 becomes 0, 3 becomes 5.</summary>
    public static int ToFive(int count) => Whole(count / 5m) * 5;
}
