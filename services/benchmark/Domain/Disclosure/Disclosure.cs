namespace Monitor.Benchmark.Domain;

/// <summary>The numbers that every rule of disclosure control shares.</summary>
public static class Disclosure
{
    /// <summary>
    /// The least number of municipalities that a figure may be about: five beside the one that looks.
    /// </summary>
    public const int Fewest = 6;

    /// <summary>The least for a median, quartiles or a distribution in bands.</summary>
    public const int FewestForShape = 10;

    /// <summary>The least for a distribution in tenths.</summary>
    public const int FewestForTenths = 20;
}
