using Monitor.GraphQL.Execution;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;

namespace Monitor.Scoring.Graph;

/// <summary>Answers <c>Municipality.scoreHistory</c>.</summary>
public sealed class HistoryResolvers(HistoryOf history)
{
    /// <summary><c>Municipality.scoreHistory</c>: own only.</summary>
    public ValueTask<IReadOnlyList<object?>> HistoriesAsync(
        IReadOnlyList<MunicipalityReference> municipalities,
        FieldContext context,
        CancellationToken cancellationToken) =>
        OwnOnly.ForEachAsync(municipalities, context, async own =>
            (await history.ReadAsync(own, cancellationToken)).Select(s => new RoundScoreView(s)).ToList());
}

/// <summary>Scores of a round as clients see them: rounded for display only, bands are of unrounded numbers.</summary>
public sealed record RoundScoreView(RoundScores Scores)
{
    public int Round => Scores.Round;

    public string RuleSet => Scores.RuleSet;

    public string Questionnaire => Scores.Questionnaire;

    public bool Generated => Scores.Generated;

    public DerivationView? Derived => DerivationView.Of(Scores.Derived);

    public decimal? Average => Scores.Average is { } exact ? Points.Shown(exact) : null;

    public Band? Band => Scores.Band;

    public IReadOnlyList<ThemeScoreView> Themes => [.. Scores.Themes.Select(t => new ThemeScoreView(t))];

    public IReadOnlyList<RoundObjectiveView> Objectives =>
        [.. Scores.Objectives.Select(o => new RoundObjectiveView(o))];
}

/// <summary>One objective of a round as clients see it.</summary>
public sealed record RoundObjectiveView(RoundObjective Score)
{
    public ObjectiveReference Objective => new(Score.Objective);

    public decimal Anchoring => Points.Shown(Score.Anchoring);

    public decimal Content => Points.Shown(Score.Content);

    public decimal Reach => Points.Shown(Score.Reach);

    public decimal Total => Points.Shown(Score.Total);

    public Band Band => Score.Band;

    public DerivationView? Derived => DerivationView.Of(Score.Derived);
}

/// <summary>How a number was derived, as clients see it.</summary>
public sealed record DerivationView(Derivation Derivation)
{
    public string Rule => Derivation.Rule;

    public SuccessionKind Kind => Derivation.Kind;

    public IReadOnlyList<DerivedFromView> Sources =>
        [.. Derivation.Sources.Select(s => new DerivedFromView(new MunicipalityReference(s.Municipality), s.Weight))];

    /// <summary>With 4 decimals.</summary>
    public decimal? CoveredShare => Derivation.CoveredShare is { } exact
        ? Math.Round(exact, 4, MidpointRounding.AwayFromZero)
        : null;

    public static DerivationView? Of(Derivation? derivation) =>
        derivation is null ? null : new DerivationView(derivation);
}

/// <summary>A source as clients see it.</summary>
public sealed record DerivedFromView(MunicipalityReference Municipality, int? Weight);
