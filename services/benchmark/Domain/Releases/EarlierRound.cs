namespace Monitor.Benchmark.Domain;

/// <summary>An earlier round that is released, as the participants of a later one stand in it.</summary>
/// <param name="Year">Of the earlier round.</param>
/// <param name="Scores">One for each participant of the later round, in their order; null for who has none.</param>
public sealed record EarlierRound(int Year, IReadOnlyList<EarlierScores?> Scores);

/// <summary>What a municipality of today scored in an earlier round: itself, or by the rule of successions.</summary>
/// <param name="Objectives">By id; one without a score is absent. Derived points may have any number of decimals.</param>
/// <param name="Sources">
/// Codes of those whose scores these are: its own alone when it answered itself, else the predecessors that did.
/// </param>
public sealed record EarlierScores(IReadOnlyDictionary<string, MemberScore> Objectives, IReadOnlyList<string> Sources);
