namespace Monitor.Scoring.Domain;

/// <summary>Points as they are written: at most 2 decimals.</summary>
internal static class Points
{
    /// <summary>The same number without zeros at its end: four times 11.25 is 45, not 45.00.</summary>
    public static decimal Plain(decimal points) => points / 1.000000000000000000000000000m;

    /// <summary>Rounded to 2 decimals, halves away from zero, for display.</summary>
    public static decimal Shown(decimal points) => Plain(Math.Round(points, 2, MidpointRounding.AwayFromZero));
}
