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
    bool Generated)
{
    /// <summary>The use of an objective's measures in every size class.</summary>
    /// <param name="objective">With its questions.</param>
    /// <param name="respondents">All who answered it, in the country, with what they ticked.</param>
    /// <param name="shown">Codes of the size classes whose figures on this objective are released.</param>
    /// <param name="generated">Whether answers of the round are generated.</param>
    public static IReadOnlyList<MeasureUse> All(
        Objective objective, IReadOnlyList<Respondent> respondents, IReadOnlySet<string> shown, bool generated)
    {
        var tally = new MeasureUseTally(
            objective, [.. respondents.Select(r => (r.SizeClass, (decimal?)r.Total))], shown, generated);
        foreach (var (place, respondent) in respondents.Index())
        {
            tally.Add(place, respondent.Ticked);
        }

        return tally.Shown();
    }
}

/// <summary>A municipality that answered an objective: its total there, and what it ticked by question.</summary>
/// <param name="SizeClass">Code of its size class group; null where its size is not known.</param>
/// <param name="Total">Exact points.</param>
/// <param name="Ticked">Ids of options by id of the question.</param>
public sealed record Respondent(
    string? SizeClass, decimal Total, IReadOnlyDictionary<string, IReadOnlyList<string>> Ticked);

/// <summary>How many of the upper half tick a measure: rounded to 5, at least 5.</summary>
public sealed record MeasureCount(string Question, string Option, int Count);
