namespace Monitor.Benchmark.Domain;

/// <summary>An earlier round that is released, as it was released.</summary>
/// <param name="Year">Of the round.</param>
/// <param name="Release">Id of its current release.</param>
/// <param name="Members">Who that is made of, with their groups and exact points of then.</param>
public sealed record EarlierRound(int Year, string Release, IReadOnlyList<ReleaseMember> Members)
{
    /// <summary>Ids of the objectives that somebody answered.</summary>
    public IReadOnlySet<string> Objectives { get; } =
        Members.SelectMany(m => m.Scores.Keys).ToHashSet(StringComparer.Ordinal);
}
