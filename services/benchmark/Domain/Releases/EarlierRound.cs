namespace Monitor.Benchmark.Domain;

/// <summary>An earlier round that is released, as it was released.</summary>
/// <param name="Year">Of the round.</param>
/// <param name="Release">Id of its current release.</param>
/// <param name="Members">Who that is made of, with their groups and exact points of then.</param>
public sealed record EarlierRound(int Year, string Release, IReadOnlyList<ReleaseMember> Members)
{
    /// <summary>Codes of the members whose values all may know.</summary>
    public IReadOnlySet<string> Known { get; init; } = new HashSet<string>();

    /// <summary>Cells that are out; null where that is not known, and then nothing can be told beside them.</summary>
    public IReadOnlyCollection<(FigureKind Kind, Group Group, string? Objective)>? Shown { get; init; }

    /// <summary>Whether figures are out of those that took part in this round and in some other one.</summary>
    public bool IsInPanel { get; init; }

    /// <summary>Whether the current release is the first one of the round.</summary>
    public bool IsFirstEdition => Release == Domain.Release.FirstId(Year);

    /// <summary>Ids of the objectives that somebody answered.</summary>
    public IReadOnlySet<string> Objectives { get; } =
        Members.SelectMany(m => m.Scores.Keys).ToHashSet(StringComparer.Ordinal);
}
