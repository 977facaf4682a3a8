namespace Monitor.Scoring.Domain;

/// <summary>What would raise a score at one question: the best measure (beleidsmaatregel), and all others.</summary>
/// <remarks>
/// <c>Question</c> is the id of the question that the measure would answer, <c>Text</c> is Dutch, and <c>Gain</c> the
/// points by which the objective's total would rise by the best measure: more than 0.
/// </remarks>
public sealed record Suggestion(string Objective, Part Part, string Question, string Text, decimal Gain)
{
    /// <summary>
    /// Every measure missed at the question that would gain points, most points first; empty where a text is asked.
    /// </summary>
    public IReadOnlyList<MissedMeasure> Measures { get; init; } = [];
}

/// <summary>An option that was not ticked, and the points by which the objective's total would rise by it.</summary>
public sealed record MissedMeasure(string Option, string Label, decimal Gain);
