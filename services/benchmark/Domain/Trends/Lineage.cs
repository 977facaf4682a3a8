namespace Monitor.Benchmark.Domain;

/// <summary>
/// Who held whose area on the lists of the rounds, by the rule of successions: as questionnaire tells it.
/// </summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Rounds">The year of the list of each round.</param>
/// <param name="Lists">By the year of the list: those whose scores of then may have to be derived.</param>
public sealed record Lineage(
    string Rule,
    IReadOnlyDictionary<int, int> Rounds,
    IReadOnlyDictionary<int, IReadOnlyList<Successor>> Lists)
{
    /// <summary>What a municipality came from, seen from the list of a round; null when it is as it was.</summary>
    public Successor? Of(string municipality, int round) =>
        Rounds.TryGetValue(round, out var list) && Lists.TryGetValue(list, out var successors)
            ? successors.FirstOrDefault(s => s.Code == municipality)
            : null;
}

/// <summary>A municipality that came from others, or grew by them.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Existed">Whether it was on the earlier list itself.</param>
/// <param name="Weight">Its own inhabitants then; null where it did not exist or no count is at hand.</param>
/// <param name="Sources">Those whose area it holds, by code.</param>
public sealed record Successor(string Code, bool Existed, int? Weight, IReadOnlyList<Predecessor> Sources);

/// <summary>One whose area another municipality holds.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Kind">Merged whole, received in part, or the same area under another code.</param>
/// <param name="Weight">Its inhabitants then; null where no count is at hand.</param>
public sealed record Predecessor(string Code, SuccessionKind Kind, int? Weight);

/// <summary>What became of a municipality (herindeling).</summary>
public enum SuccessionKind
{
    Merge,
    Split,
    Rename,
}
