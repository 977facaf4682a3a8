namespace Monitor.Benchmark.Domain;

/// <summary>How final a published figure is, as CBS marks it.</summary>
public enum FigureStatus
{
    /// <summary>Voorlopig: <c>*</c> at CBS.</summary>
    Provisional,

    /// <summary>Nader voorlopig: <c>**</c> at CBS.</summary>
    RevisedProvisional,

    /// <summary>Definitief: no mark.</summary>
    Definite,
}

/// <summary>How exactly the day of a publication is known.</summary>
public enum DatePrecision
{
    Day,

    /// <summary>The month only: the date is its last day, so that nothing is said to be known before it was.</summary>
    Month,

    /// <summary>The year only: the date is its last day.</summary>
    Year,
}
