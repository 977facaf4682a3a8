namespace Monitor.Benchmark.Domain;

/// <summary>Why a cell is hidden. For the institute and the log; readers see one reason whatever the rule.</summary>
public enum DisclosureRule
{
    /// <summary>Fewer than <see cref="Disclosure.Fewest"/> whose values are not known to all.</summary>
    Threshold,

    /// <summary>A sum or difference of shown cells would be about 1 to 5 municipalities.</summary>
    Difference,

    /// <summary>Some municipality's total or part would be known too narrowly: no number is shown.</summary>
    Interval,

    /// <summary>The same for the single parts: the total alone is shown.</summary>
    Parts,

    /// <summary>Median, quartiles and distributions: too few, or too much alike.</summary>
    Shape,

    /// <summary>A count of an option, or what remains of it, would tell what single ones answered.</summary>
    Counts,

    /// <summary>Figures of those that took part in two rounds.</summary>
    Panel,

    /// <summary>Beside an earlier edition it would be about the 1 to 5 that were mended.</summary>
    Edition,
}
