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
        var halves = Group.SizeClasses
            .Where(c => shown.Contains(c.Code!))
            .Select(c => (SizeClass: c.Code!, Members: UpperHalfOf(c.Code!, respondents)))
            .Where(h => h.Members.Count > 0)
            .ToList();
        var counts = MeasuresOf(objective)
            .Select(m => (Measure: m, Counts: Count(m, [.. halves.Select(h => h.Members)], respondents)))
            .ToList();

        MeasureUse OfClass(string code)
        {
            var index = halves.FindIndex(h => h.SizeClass == code);
            return index < 0
                ? new MeasureUse(code, objective.Id, null, SuppressionReason.TooFew, [], generated)
                : new MeasureUse(
                    code,
                    objective.Id,
                    MeasureDisclosure.ShownSize(halves[index].Members.Count),
                    Reason: null,
                    [
                        .. counts.Where(c => c.Counts[index] is not null).Select(c => new MeasureCount(
                            c.Measure.Question, c.Measure.Option, c.Counts[index]!.Value)),
                    ],
                    generated);
        }

        return [.. Group.SizeClasses.Select(c => OfClass(c.Code!))];
    }

    private static IReadOnlyList<Respondent> UpperHalfOf(string sizeClass, IReadOnlyList<Respondent> respondents)
    {
        var members = respondents.Where(r => r.SizeClass == sizeClass).ToList();
        return UpperHalf.LeastTotal(members.Select(m => m.Total)) is { } least
            ? [.. members.Where(m => m.Total >= least)]
            : [];
    }

    // "None of these" is no measure, and what "Anders" stands for is another one each time.
    private static IEnumerable<(string Question, string Option)> MeasuresOf(Objective objective) =>
        objective.ContentQuestions.SelectMany(q => q.Options
            .Where(o => !o.Exclusive && !o.TakesText).Select(o => (q.Id, o.Id)));

    private static IReadOnlyList<int?> Count(
        (string Question, string Option) measure,
        IReadOnlyList<IReadOnlyList<Respondent>> halves,
        IReadOnlyList<Respondent> respondents) =>
        MeasureDisclosure.Counts(
            [.. halves.Select(h => new HalfCount(h.Count, h.Count(r => r.Ticks(measure.Question, measure.Option))))],
            respondents.Count(r => r.Ticks(measure.Question, measure.Option)),
            respondents.Count);
}

/// <summary>A municipality that answered an objective: its total there, and what it ticked by question.</summary>
/// <param name="SizeClass">Code of its size class group; null where its size is not known.</param>
/// <param name="Total">Exact points.</param>
/// <param name="Ticked">Ids of options by id of the question.</param>
public sealed record Respondent(
    string? SizeClass, decimal Total, IReadOnlyDictionary<string, IReadOnlyList<string>> Ticked)
{
    public bool Ticks(string question, string option) =>
        Ticked.TryGetValue(question, out var options) && options.Contains(option, StringComparer.Ordinal);
}

/// <summary>How many of the upper half tick a measure: rounded to 5, at least 5.</summary>
public sealed record MeasureCount(string Question, string Option, int Count);
