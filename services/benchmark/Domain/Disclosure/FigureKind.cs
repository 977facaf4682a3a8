namespace Monitor.Benchmark.Domain;

/// <summary>What a release may tell of a cell: a group on one objective, or on the average over objectives.</summary>
public enum FigureKind
{
    /// <summary>How many there are, and the mean and band of the total: all three parts together.</summary>
    Numbers,

    /// <summary>Means of single parts, and of two together. Only where <see cref="Numbers"/> are shown.</summary>
    Parts,

    /// <summary>Median, quartiles, distribution in bands.</summary>
    Shape,

    /// <summary>Distribution in tenths, all ten of them.</summary>
    Tenths,

    /// <summary>Numbers of those that took part in an earlier released round too, in both rounds.</summary>
    Panel,

    /// <summary>The same of the parts. Only where <see cref="Panel"/> is shown.</summary>
    PanelParts,
}
