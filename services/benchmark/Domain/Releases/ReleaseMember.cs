namespace Monitor.Benchmark.Domain;

/// <summary>A municipality as it stands in a release: its groups and exact points of then.</summary>
/// <param name="Release">Id of the release.</param>
/// <param name="Municipality">CBS code.</param>
/// <param name="SizeClass">Code of its size class group; null where it was in none.</param>
/// <param name="VeiligThuis">Code of its Veilig Thuis region; null where it was in none.</param>
/// <param name="Scores">By id of the objective; one that it did not answer is absent.</param>
public sealed record ReleaseMember(
    string Release,
    string Municipality,
    string? SizeClass,
    string? VeiligThuis,
    IReadOnlyDictionary<string, MemberScore> Scores)
{
    /// <summary>The participant of then, without bands: what tells whether something changed.</summary>
    public Participant ToParticipant() => new(
        Municipality, SizeClass, VeiligThuis,
        Scores.ToDictionary(
            s => s.Key,
            s => new ObjectiveScore(s.Value.Anchoring, s.Value.Content, s.Value.Reach, default),
            StringComparer.Ordinal),
        Generated: false);
}

/// <summary>Exact points on one objective.</summary>
public sealed record MemberScore(decimal Anchoring, decimal Content, decimal Reach)
{
    public decimal Total => Anchoring + Content + Reach;
}
