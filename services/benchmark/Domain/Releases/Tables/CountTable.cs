namespace Monitor.Benchmark.Domain;

/// <summary>Exact counts of one question's options in every group; what of it is shown is decided elsewhere.</summary>
/// <param name="Objective">Id of the objective that the question is about; null for one beside the objectives.</param>
/// <param name="IsSingle">
/// Whether a municipality counts for one option at most, so that the counts add up to no more than all.
/// </param>
/// <param name="Groups">By group, the country among them. All counts have the same length and order.</param>
public sealed record CountTable(string? Objective, bool IsSingle, IReadOnlyDictionary<Group, GroupCounts> Groups);

/// <summary>How many of a group there are, and how many of these are counted for each option.</summary>
public sealed record GroupCounts(int Of, IReadOnlyList<int> Counts);

/// <summary>The same as it may be shown: exact or rounded, and null where a count is withheld.</summary>
public sealed record ShownCounts(int Of, IReadOnlyList<int?> Counts)
{
    /// <summary>One count and its share of all, of the numbers as they are shown; null where it is withheld.</summary>
    public Frequency? At(int place) => Counts[place] is { } count ? Frequency.Of(count, Of) : null;

    /// <summary>The same without any count.</summary>
    public ShownCounts Withheld() => this with { Counts = [.. Counts.Select(_ => (int?)null)] };

    public bool IsWhole => Counts.All(c => c is not null);
}
