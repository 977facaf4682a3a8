using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>A place in a free text that seems to hold personal data.</summary>
public sealed record PersonalDataWarning(
    PersonalDataKind Kind, WrittenIn In, Question? Question, int Position, int Length, string Excerpt, string Advice)
{
    /// <summary>Those of one text; none for an answer without text.</summary>
    internal static IEnumerable<PersonalDataWarning> Of(string? text, WrittenIn place, Question? question) =>
        PersonalData.Find(text).Select(f => new PersonalDataWarning(
            f.Kind, place, question, f.Position, f.Length, f.Excerpt, f.Advice));
}

public enum WrittenIn
{
    Answer,
    Remark,
    Reason,
}
