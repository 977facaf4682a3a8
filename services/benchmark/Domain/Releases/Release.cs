namespace Monitor.Benchmark.Domain;

/// <summary>All figures of a round, made once when it closed and never changed.</summary>
/// <remarks><c>Id</c> is year and number, <c>2017-1</c>; <c>RuleSet</c> the rules of all its scores.</remarks>
public sealed record Release(string Id, int Round, string? RuleSet, bool Generated)
{
    /// <summary>Numbers and means of every group.</summary>
    public IReadOnlyList<Aggregate> Aggregates { get; init; } = [];

    /// <summary>How often each option was ticked, per objective.</summary>
    public IReadOnlyList<ObjectiveFrequencies> Frequencies { get; init; } = [];

    /// <summary>What those that score high do use, by size class and objective.</summary>
    public IReadOnlyList<MeasureUse> MeasureUse { get; init; } = [];

    /// <summary>The first release of a round.</summary>
    public static string FirstId(int round) => $"{round}-1";
}
