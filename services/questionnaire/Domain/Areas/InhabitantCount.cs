namespace Monitor.Questionnaire.Domain;

/// <summary>How many people lived in a municipality, within its borders of that day.</summary>
/// <param name="Code">The municipality.</param>
/// <param name="On">The day of the count.</param>
/// <param name="Inhabitants">At least 1.</param>
/// <param name="Precision">How sure the number is.</param>
public sealed record InhabitantCount(string Code, DateOnly On, int Inhabitants, CountPrecision Precision);

/// <summary>How sure a count of inhabitants is.</summary>
public enum CountPrecision
{
    /// <summary>As CBS published it.</summary>
    Exact,

    /// <summary>By CBS, at hand only as a multiple of 5.</summary>
    RoundedTo5,

    /// <summary>Added up here from the municipalities that it came from.</summary>
    SumOfPredecessors,

    /// <summary>By CBS or the municipality, at hand only through a work that cites it.</summary>
    Secondary,
}

public static class CountPrecisions
{
    /// <summary>The name that files and tables use: as in the graph.</summary>
    public static string Text(this CountPrecision precision) => precision switch
    {
        CountPrecision.Exact => "EXACT",
        CountPrecision.RoundedTo5 => "ROUNDED_TO_5",
        CountPrecision.SumOfPredecessors => "SUM_OF_PREDECESSORS",
        _ => "SECONDARY",
    };
}
