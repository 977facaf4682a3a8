using System.Text.Json.Serialization;

namespace Monitor.Scoring.Domain;

/// <summary>Score of one answered objective: points with at most 2 decimals, each part within its maximum.</summary>
/// <remarks>
/// Anchoring runs from 0 to 25, content from 0 to 50, reach from 0 to 25. The points of the explanation add up to
/// <see cref="Total"/> exactly, and with the points missed to 100.
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
/// <param name="Part">The part of the score to which the points belong.</param>
/// <param name="Question">Id of the question.</param>
/// <param name="Points">Earned.</param>
/// <param name="Maximum">
/// Earned and missed. Where a cap holds several questions together, a question misses what it could add below the cap.
/// </param>
/// <param name="Reason">Why, in Dutch.</param>
public sealed record ScorePoint(Part Part, string Question, decimal Points, decimal Maximum, string Reason)
{
    [JsonIgnore]
    public decimal Missed => Maximum - Points;
}
