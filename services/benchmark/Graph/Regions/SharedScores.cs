namespace Monitor.Benchmark.Graph;

/// <summary>The answer to SharedScores.graphql: what <c>Region.sharing</c> shows to the same caller.</summary>
internal sealed record SharedScores(IReadOnlyList<SharedRegion> Region)
{
    /// <summary>The objectives by the mean of those that share, the lowest first; ties in the order asked.</summary>
    public IReadOnlyList<SharedObjectiveView> Ranked() =>
    [
        .. Region[0].Sharing.Nodes.SelectMany(m => m.Objectives)
            .GroupBy(o => o.Objective.Id, StringComparer.Ordinal)
            .Select(g => (Objective: g.Key, Scores: g.ToList(), Mean: Round(g.Average(o => o.Points))))
            .OrderBy(o => o.Mean)
            .Select((o, i) => new SharedObjectiveView(
                i + 1, new ObjectiveReference(o.Objective), o.Scores.Count, o.Mean,
                Round(o.Scores.Average(s => s.Anchoring)), Round(o.Scores.Average(s => s.Content)),
                Round(o.Scores.Average(s => s.Reach)))),
    ];

    private static decimal Round(decimal points) => Math.Round(points, 2, MidpointRounding.AwayFromZero);
}

/// <summary>The region that was asked for.</summary>
internal sealed record SharedRegion(SharedList Sharing);

/// <summary>Those that share there.</summary>
internal sealed record SharedList(IReadOnlyList<SharedMember> Nodes);

/// <summary>One of them.</summary>
internal sealed record SharedMember(IReadOnlyList<SharedScore> Objectives);

/// <summary>Its score on one objective.</summary>
internal sealed record SharedScore(
    SharedObjective Objective, decimal Points, decimal Anchoring, decimal Content, decimal Reach);

/// <summary>The key of an objective.</summary>
internal sealed record SharedObjective(string Id);
