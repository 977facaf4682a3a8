namespace Monitor.Benchmark.Domain;

/// <summary>Everything about a closed round that its release is computed from, but the answers.</summary>
/// <param name="Round">Year.</param>
/// <param name="Questionnaire">What was asked.</param>
/// <param name="RuleSet">The rules of all its scores; null when nobody took part.</param>
/// <param name="Norms">Norms between the bands, of these rules.</param>
/// <param name="Participants">All that took part, in the order of their answers.</param>
/// <param name="Regions">Veilig Thuis regions.</param>
public sealed record RoundFacts(
    int Round,
    Questionnaire Questionnaire,
    string? RuleSet,
    Norms Norms,
    IReadOnlyList<Participant> Participants,
    IReadOnlyList<Group> Regions)
{
    /// <summary>Of the earlier rounds that are released the latest: with no other a panel may be shown.</summary>
    public IReadOnlyList<EarlierRound> Earlier { get; init; } = [];

    /// <summary>Codes of the participants whose values everybody may come to know: they consent to a name.</summary>
    public IReadOnlySet<string> Known { get; init; } = new HashSet<string>();

    /// <summary>Who was invited and responded; null where questionnaire does not tell.</summary>
    public RoundParticipation? Participation { get; init; }

    /// <summary>Ids of the objectives asked, in their order.</summary>
    public IReadOnlyList<string> Objectives { get; } = [.. Questionnaire.Objectives.Select(o => o.Id)];

    /// <summary>Size classes, regions, and where a size class and a region cross: all groups but the country.</summary>
    public IReadOnlyList<Group> Groups { get; } =
        [.. Group.SizeClasses, .. Regions, .. Regions.SelectMany(r => Group.SizeClasses.Select(c => c.In(r)))];

    /// <summary>Whether answers of the round are generated for demonstration.</summary>
    public bool Generated { get; } = Participants.Any(p => p.Generated);
}
