namespace Monitor.Benchmark.Domain;

/// <summary>What a municipality scored in one release: by objective, and the average over those it answered.</summary>
public static class OwnScores
{
    /// <summary>Points on one objective, or the mean of each part over all answered ones; null: not answered.</summary>
    /// <param name="scores">By id of the objective.</param>
    /// <param name="objective">Id; null for the average.</param>
    public static MemberScore? On(IReadOnlyDictionary<string, MemberScore> scores, string? objective)
    {
        if (objective is not null)
        {
            return scores.GetValueOrDefault(objective);
        }

        return scores.Count == 0
            ? null
            : new MemberScore(
                scores.Values.Average(s => s.Anchoring),
                scores.Values.Average(s => s.Content),
                scores.Values.Average(s => s.Reach));
    }

    /// <summary>Points of the parts that count, unrounded.</summary>
    public static decimal PointsOf(this MemberScore score, Components components) =>
        components.PointsOf(score.Anchoring, score.Content, score.Reach);
}
