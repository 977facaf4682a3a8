namespace Monitor.Scoring.Domain;

/// <summary>What a municipality scored in one round: its own scores, or those derived from who held its area.</summary>
/// <param name="Round">Year of the round.</param>
/// <param name="Questionnaire">The questionnaire of that round.</param>
/// <param name="RuleSet">The rules by which the scores were made.</param>
/// <param name="Generated">Whether the answers were generated for demonstration.</param>
/// <param name="Derived">How they were derived; null for its own scores.</param>
/// <param name="Average">Mean total of the objectives, unrounded; null when there is none.</param>
/// <param name="Band">Band of the average; null with it.</param>
/// <param name="Themes">Every theme of the questionnaire.</param>
/// <param name="Objectives">In the order of the questionnaire; an objective without answers is absent.</param>
public sealed record RoundScores(
    int Round,
    string Questionnaire,
    string RuleSet,
    bool Generated,
    Derivation? Derived,
    decimal? Average,
    Band? Band,
    IReadOnlyList<ThemeScore> Themes,
    IReadOnlyList<RoundObjective> Objectives);

/// <summary>One objective of a round; points are unrounded where they are derived.</summary>
/// <param name="Objective">Its id.</param>
/// <param name="Anchoring">0 to 25.</param>
/// <param name="Content">0 to 50.</param>
/// <param name="Reach">0 to 25.</param>
/// <param name="Band">Band of the unrounded total.</param>
/// <param name="Derived">Those of its sources that answered this objective; null for its own scores.</param>
public sealed record RoundObjective(
    string Objective, decimal Anchoring, decimal Content, decimal Reach, Band Band, Derivation? Derived)
{
    /// <summary>0 to 100.</summary>
    public decimal Total => Anchoring + Content + Reach;
}

/// <summary>Says of a number that it was derived, and from what.</summary>
/// <param name="Rule">Id of the rule of successions.</param>
/// <param name="Kind">Carried over, a mean of those merged, or inherited.</param>
/// <param name="Sources">Whose scores it was made of, by code.</param>
/// <param name="CoveredShare">
/// Share of the inhabitants of all that were merged that lived in the sources, 0 to 1, unrounded; null where a count is
/// not at hand, or the source is a part of a split municipality.
/// </param>
public sealed record Derivation(
    string Rule, SuccessionKind Kind, IReadOnlyList<DerivedFrom> Sources, decimal? CoveredShare);

/// <summary>A municipality whose scores count for its successor.</summary>
/// <param name="Municipality">Its code.</param>
/// <param name="Weight">The inhabitants that it counts with; null where all sources count the same.</param>
public sealed record DerivedFrom(string Municipality, int? Weight);

/// <summary>What became of a municipality (herindeling).</summary>
public enum SuccessionKind
{
    Merge,
    Split,
    Rename,
}
