namespace Monitor.Scoring.Domain;

/// <summary>Score of one answered objective: points with at most 2 decimals, each part within its maximum.</summary>
/// <remarks>
/// Anchoring runs from 0 to 25, content from 0 to 50, reach from 0 to 25. The points of the explanation add up to
/// <see cref="Total"/> exactly.
/// </remarks>
public sealed record ObjectiveScore(
    string Objective,
    decimal Anchoring,
    decimal Content,
    decimal Reach,
    Band Band,
    IReadOnlyList<ScorePoint> Explanation)
{
    /// <summary>0 to 100.</summary>
    public decimal Total => Anchoring + Content + Reach;
}

/// <summary>What one question added to a score, and why (in Dutch).</summary>
public sealed record ScorePoint(Part Part, string Question, decimal Points, decimal Maximum, string Reason);
