namespace Monitor.Benchmark.Domain;

/// <summary>
/// Figures of one combination of parts in a cell that is shown: a group on an objective, or on the average over all.
/// </summary>
/// <param name="Group">Whose scores.</param>
/// <param name="Objective">Id; null for the average over the objectives that each answered.</param>
/// <param name="Components">The parts that count.</param>
/// <param name="N">How many scored, as it is shown.</param>
/// <param name="Mean">Whole points.</param>
/// <param name="Band">
/// Of the unrounded mean, by norms that are percentages of the maximum; null for single parts in a release of before
/// there were combinations.
/// </param>
/// <param name="Shape">How the scores lie; null where that is withheld.</param>
public sealed record CellScore(
    Group Group, string? Objective, Components Components, int N, int Mean, Band? Band, ScoreShape? Shape);
