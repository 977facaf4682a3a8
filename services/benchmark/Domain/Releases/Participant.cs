namespace Monitor.Benchmark.Domain;

/// <summary>A municipality that took part in a round, with the groups it is in and what its answers came to.</summary>
/// <param name="Municipality">CBS code.</param>
/// <param name="SizeClass">Code of its size class group; null where its size is not known.</param>
/// <param name="VeiligThuis">Code of its Veilig Thuis region; null where that is not known.</param>
/// <param name="Scores">By id of the objective; one that it did not answer is absent.</param>
/// <param name="Generated">Whether its answers are generated for demonstration.</param>
public sealed record Participant(
    string Municipality,
    string? SizeClass,
    string? VeiligThuis,
    IReadOnlyDictionary<string, ObjectiveScore> Scores,
    bool Generated)
{
    /// <summary>Code of the group of a kind that it is in; null where it is in none.</summary>
    public string? CodeIn(GroupKind kind) => kind switch
    {
        GroupKind.SizeClass => SizeClass,
        GroupKind.VeiligThuis => VeiligThuis,
        GroupKind.SizeClassInVeiligThuis =>
            SizeClass is null || VeiligThuis is null ? null : Group.CrossingCode(VeiligThuis, SizeClass),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The country has no code."),
    };
}

/// <summary>Score of one municipality on one objective: exact points.</summary>
public sealed record ObjectiveScore(decimal Anchoring, decimal Content, decimal Reach, Band Band)
{
    public decimal Total => Anchoring + Content + Reach;
}
