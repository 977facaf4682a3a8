namespace Monitor.Benchmark.Domain;

/// <summary>
/// How many of a size class that score high on an objective tick each measure. With a reason there is no number.
/// </summary>
/// <param name="SizeClass">Code of the size class group.</param>
/// <param name="Objective">Id of the objective.</param>
/// <param name="Of">How many score high: the upper half, rounded down to 5.</param>
/// <param name="Reason">Why there is nothing.</param>
/// <param name="Measures">Those with a count; no count means few or withheld, and these look alike.</param>
/// <param name="Generated">Whether answers among them are generated.</param>
public sealed record MeasureUse(
    string SizeClass,
    string Objective,
    int? Of,
    SuppressionReason? Reason,
    IReadOnlyList<MeasureCount> Measures,
    bool Generated);

/// <summary>How many of the upper half tick a measure: rounded to 5, at least 5.</summary>
public sealed record MeasureCount(string Question, string Option, int Count);
