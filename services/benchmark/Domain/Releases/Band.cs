namespace Monitor.Benchmark.Domain;

/// <summary>Colour (kleur) of an unrounded score of 0 to 100 points.</summary>
public enum Band
{
    Red,
    Orange,
    Green,
}

/// <summary>The norms of the rule set that scored the round, in points.</summary>
/// <param name="RedBelow">A score below this is red.</param>
/// <param name="GreenAbove">A score above this is green; what lies between, both norms included, is orange.</param>
public sealed record Norms(decimal RedBelow, decimal GreenAbove)
{
    /// <summary>For a round without participants, where there is no score to judge.</summary>
    public static Norms OfNobody { get; } = new(0, 100);

    public Band BandOf(decimal points) =>
        points < RedBelow ? Band.Red
        : points > GreenAbove ? Band.Green
        : Band.Orange;

    /// <summary>Of a score that can be at most <paramref name="maximum"/>: the norms are percentages of that.</summary>
    public Band BandOf(decimal points, int maximum) =>
        points * 100 < RedBelow * maximum ? Band.Red
        : points * 100 > GreenAbove * maximum ? Band.Green
        : Band.Orange;
}
