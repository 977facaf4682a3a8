namespace Monitor.Benchmark.Domain;

/// <summary>
/// The same municipalities in two rounds: those of a cell that answered an earlier round themselves as well. One that
/// took the place of others is not among them: it is not the same.
/// </summary>
/// <param name="Group">Their group in the later round.</param>
/// <param name="Objective">Id; null for the average over the objectives that each answered.</param>
/// <param name="Since">Year of the earlier round.</param>
/// <param name="N">How many, as it is shown.</param>
/// <param name="Before">
/// Their means in the earlier round, in whole points, one for each of <see cref="Components.Every"/>; null for all but
/// the last where single parts are withheld.
/// </param>
/// <param name="After">The same in the later round.</param>
public sealed record CellPanel(
    Group Group,
    string? Objective,
    int Since,
    int N,
    IReadOnlyList<int?> Before,
    IReadOnlyList<int?> After)
{
    /// <summary>The means of a combination in the earlier and in the later round; null where it is withheld.</summary>
    public (MeanScore Before, MeanScore After)? Means(Components components) =>
        MeanOf(Before, components) is { } before && MeanOf(After, components) is { } after ? (before, after) : null;

    private static MeanScore? MeanOf(IReadOnlyList<int?> means, Components components) =>
        means[components.Mask - 1] is { } total ? new MeanScore(means[0], means[1], means[3], total) : null;
}
