namespace Monitor.Scoring.Domain;

/// <summary>A measure (beleidsmaatregel) that would raise a score.</summary>
/// <remarks>
/// <c>Question</c> is the id of the question that the measure would answer, <c>Text</c> is Dutch, and <c>Gain</c> the
/// points by which the objective's total would rise: more than 0.
/// </remarks>
public sealed record Suggestion(string Objective, Part Part, string Question, string Text, decimal Gain);
