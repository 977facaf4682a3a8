namespace Monitor.Scoring.Domain;

/// <summary>The order in which suggestions are read.</summary>
public enum SuggestionOrder
{
    Gain,
    Objective,
    Part,
    Mark,
}

/// <summary>A suggestion with what the municipality made of it.</summary>
/// <param name="Suggestion">What would raise the score.</param>
/// <param name="Number">Place of its objective in the questionnaire.</param>
/// <param name="Own">The mark on the suggestion as a whole; null for none.</param>
/// <param name="Measures">Its measures with theirs, those not for us last.</param>
public sealed record MarkedSuggestion(
    Suggestion Suggestion, int Number, MeasureMark? Own, IReadOnlyList<MarkedMeasure> Measures)
{
    /// <summary>
    /// The mark that places the suggestion: its own, else the one that all of its measures bear.
    /// </summary>
    public Mark? Standing =>
        Own?.Mark
        ?? (Measures.Count > 0 && Measures.All(m => m.Mark?.Mark == Measures[0].Mark?.Mark)
            ? Measures[0].Mark?.Mark
            : null);

    /// <summary>Puts marks beside suggestions.</summary>
    public static IReadOnlyList<MarkedSuggestion> All(
        IReadOnlyList<Suggestion> suggestions,
        IReadOnlyList<ObjectiveScore> objectives,
        IReadOnlyDictionary<MeasureKey, MeasureMark> marks)
    {
        var numbers = objectives.Select((o, i) => (o.Objective, i)).ToDictionary(o => o.Objective, o => o.i);
        return
        [
            .. suggestions.Select(s => new MarkedSuggestion(
                s,
                numbers.GetValueOrDefault(s.Objective),
                marks.GetValueOrDefault(new MeasureKey(s.Question, null)),
                [
                    .. s.Measures
                        .Select(m => new MarkedMeasure(
                            m, marks.GetValueOrDefault(new MeasureKey(s.Question, m.Option))))
                        .OrderBy(m => m.Mark?.Mark == Mark.NotForUs),
                ])),
        ];
    }

    /// <summary>
    /// Sorted; what is not for us comes last in every order, after what is done, which asks for nothing any more.
    /// Within that equal ones keep the order of gain.
    /// </summary>
    public static IEnumerable<MarkedSuggestion> Sorted(
        IEnumerable<MarkedSuggestion> suggestions, SuggestionOrder order)
    {
        var sunk = suggestions.OrderBy(s => s.Depth);
        return order switch
        {
            SuggestionOrder.Gain => sunk.ThenByDescending(s => s.Suggestion.Gain),
            SuggestionOrder.Objective => sunk.ThenBy(s => s.Number),
            SuggestionOrder.Part => sunk.ThenBy(s => s.Suggestion.Part),
            _ => sunk.ThenBy(s => s.Standing is null ? 0 : 1),
        };
    }

    private int Depth => Standing switch
    {
        Mark.NotForUs => 2,
        Mark.Done => 1,
        _ => 0,
    };
}

/// <summary>A missed measure with its mark; null for none.</summary>
public sealed record MarkedMeasure(MissedMeasure Measure, MeasureMark? Mark);
