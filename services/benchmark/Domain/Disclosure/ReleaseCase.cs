namespace Monitor.Benchmark.Domain;

/// <summary>What is to be decided about: all that a release could show, and what others know already.</summary>
/// <param name="Participants">All that took part in the round.</param>
/// <param name="Objectives">Ids of the objectives asked.</param>
/// <param name="Groups">All groups below the country: size classes, regions, and where these cross.</param>
public sealed record ReleaseCase(
    IReadOnlyList<Participant> Participants, IReadOnlyList<string> Objectives, IReadOnlyList<Group> Groups)
{
    /// <summary>
    /// Codes of municipalities whose values all may know: they hide nobody, so they count towards no threshold.
    /// </summary>
    public IReadOnlySet<string> Known { get; init; } = new HashSet<string>();

    /// <summary>Whether the country's exact counts are known already: those of rounds reported on in print.</summary>
    public bool AreCountsPublished { get; init; }

    /// <summary>Earlier rounds that are released.</summary>
    public IReadOnlyList<EarlierRound> Earlier { get; init; } = [];

    /// <summary>What changed since each of the editions before; none for the first one.</summary>
    public IReadOnlyList<EditionChanges> Changes { get; init; } = [];

    /// <summary>
    /// Cells that some edition before shows; null where there is none, or where it is not known what it shows.
    /// </summary>
    public IReadOnlyCollection<(FigureKind Kind, Group Group, string? Objective)>? ShownBefore { get; init; }
}
