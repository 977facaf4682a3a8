using Monitor.Scoring.Domain;

namespace Monitor.Scoring.Graph;

/// <summary>The input object of <c>addGoal</c> and <c>changeGoal</c>.</summary>
public sealed record GoalInput(
    string Objective,
    TargetsInput Targets,
    DateOnly Due,
    GoalOwner Owner,
    GoalStatus Status,
    string? Notes,
    IReadOnlyList<GoalMeasureInput>? Measures)
{
    /// <summary>The measures that it chooses from those that can be suggested.</summary>
    public IReadOnlyCollection<MeasureKey> Chosen =>
        [.. (Measures ?? []).Where(m => m.Question is not null).Select(m => m.Key)];

    /// <param name="known">What of <see cref="Chosen"/> there is.</param>
    /// <exception cref="ClientException">BAD_MEASURE, UNKNOWN_MEASURE, and those of the domain.</exception>
    public GoalForm ToForm(IReadOnlyDictionary<MeasureKey, KnownMeasure> known) => GoalForm.Of(
        Objective,
        Targets.ToTargets(),
        Due,
        Owner,
        Status,
        Notes ?? "",
        [.. (Measures ?? []).Select(m => m.ToMeasure(Objective, known))]);
}

/// <summary>The input object of a goal's targets.</summary>
public sealed record TargetsInput(double? Total, double? Anchoring, double? Content, double? Reach)
{
    public Targets ToTargets() => new(Exact(Total), Exact(Anchoring), Exact(Content), Exact(Reach));

    // What no score can be becomes -1, which no target can be either.
    private static decimal? Exact(double? points) => points is null ? null
        : Math.Abs(points.Value) <= 1_000 ? (decimal)points.Value
        : -1;
}

/// <summary>The input object of a goal's measure: question and option, or own words.</summary>
public sealed record GoalMeasureInput(string? Question, string? Option, string? Words)
{
    public MeasureKey Key => new(Question ?? "", string.IsNullOrEmpty(Option) ? null : Option);

    public GoalMeasure ToMeasure(string objective, IReadOnlyDictionary<MeasureKey, KnownMeasure> known) =>
        (Question, Words) switch
        {
            (null, { } words) when Option is null =>
                new GoalMeasure(null, null, PlainText.Require("words", words, 3, GoalForm.LongestWords)),
            ({ }, null) => known.TryGetValue(Key, out var measure) && measure.Objective == objective
                ? new GoalMeasure(Key.Question, Key.Option, measure.Label)
                : throw new ClientException(
                    "UNKNOWN_MEASURE", "The objective has no measure with this question and option."),
            _ => throw new ClientException(
                "BAD_MEASURE", "A measure is a `question` with its `option`, or `words` of your own."),
        };
}
