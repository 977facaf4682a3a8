namespace Monitor.Benchmark.Domain;

/// <summary>All figures of a round, made once when it closed and never changed.</summary>
/// <remarks><c>Id</c> is year and number, <c>2017-1</c>; <c>RuleSet</c> the rules of all its scores.</remarks>
public sealed record Release(string Id, int Round, string? RuleSet, bool Generated)
{
    /// <summary>Every group, with the total scores of each objective.</summary>
    public IReadOnlyList<Aggregate> Aggregates { get; init; } = [];

    /// <summary>How often each answer was given, in every group, the country first.</summary>
    public IReadOnlyList<GroupTables> Tables { get; init; } = [];

    /// <summary>The figures of every cell that is shown, for every combination of parts.</summary>
    public IReadOnlyList<CellScore> Cells { get; init; } = [];

    /// <summary>How the same municipalities scored in earlier rounds, for every cell where that is shown.</summary>
    public IReadOnlyList<CellPanel> Panels { get; init; } = [];

    /// <summary>Who was invited and responded; null where questionnaire does not tell.</summary>
    public RoundParticipation? Participation { get; init; }

    /// <summary>What those that score high do use, by size class and objective.</summary>
    public IReadOnlyList<MeasureUse> MeasureUse { get; init; } = [];

    /// <summary>How many cells, and counts of the tables, each rule hides.</summary>
    public IReadOnlyDictionary<DisclosureRule, int> Suppressed { get; init; } =
        new Dictionary<DisclosureRule, int>();

    /// <summary>The first release of a round.</summary>
    public static string FirstId(int round) => $"{round}-1";
}
