using System.Text.Json.Serialization;

namespace Monitor.Questionnaire.Domain;

/// <summary>An answer to one question.</summary>
/// <param name="Question">The question's id.</param>
/// <param name="Options">Chosen options, in the order of the question; empty for text and number.</param>
/// <param name="Text">A text answer, or the text beside an option that takes one.</param>
/// <param name="Number">A number answer.</param>
public sealed record Answer(string Question, IReadOnlyList<string> Options, string? Text, decimal? Number)
{
    [JsonIgnore]
    public bool IsEmpty => Options.Count == 0 && Text is null && Number is null;

    public bool Equals(Answer? other) =>
        other is not null
        && Question == other.Question
        && Options.SequenceEqual(other.Options, StringComparer.Ordinal)
        && Text == other.Text
        && Number == other.Number;

    public override int GetHashCode() => HashCode.Combine(Question, Options.Count, Text, Number);
}
