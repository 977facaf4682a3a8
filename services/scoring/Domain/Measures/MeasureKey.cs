namespace Monitor.Scoring.Domain;

/// <summary>
/// A measure (beleidsmaatregel): an option of a question. Without an option it is the question's suggestion as a whole,
/// as where a text is asked. The same in every round and version of a questionnaire.
/// </summary>
public sealed record MeasureKey(string Question, string? Option);
