namespace Monitor.Scoring.Domain;

/// <summary>Colour (kleur) of an unrounded score of 0 to 100 points.</summary>
public enum Band
{
    Red,
    Orange,
    Green,
}

/// <summary>
/// The norms between the bands, in points. The report calls them arbitrary, so they are data of a rule set.
/// </summary>
/// <param name="RedBelow">A score below this is red.</param>
/// <param name="GreenAbove">A score above this is green; what lies between, both norms included, is orange.</param>
public sealed record Norms(decimal RedBelow, decimal GreenAbove)
{
    /// <summary>Band of <paramref name="points"/>, not rounded first: 24.99 is red, 25 is orange.</summary>
    public Band BandOf(decimal points) =>
        points < RedBelow ? Band.Red
        : points > GreenAbove ? Band.Green
        : Band.Orange;
}
