using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>A saved answer with the question and the options that it names, and how it came to be.</summary>
public sealed record AnswerView(
    Question Question,
    IReadOnlyList<Option> Options,
    string? Text,
    decimal? Number,
    int Revision,
    DateTimeOffset? ChangedAt,
    string? ChangedBy,
    PrefillOrigin? PrefilledFrom,
    bool IsConfirmed)
{
    public IEnumerable<PersonalDataWarning> Warnings =>
        PersonalDataWarning.Of(Text, WrittenIn.Answer, Question);

    public static AnswerView Of(Domain.Questionnaire questionnaire, StoredAnswer stored)
    {
        var question = questionnaire.Question(stored.Answer.Question)!;
        return new AnswerView(
            question,
            [.. stored.Answer.Options.Select(id => question.Option(id)!)],
            stored.Answer.Text,
            stored.Answer.Number,
            stored.Revision,
            stored.At,
            stored.By,
            stored.Origin,
            stored.IsConfirmed);
    }
}

/// <summary>What stood at a question before an act, or stands there after it.</summary>
public sealed record AnswerValueView(
    IReadOnlyList<Option> Options, string? Text, decimal? Number, PrefillOrigin? PrefilledFrom, bool IsConfirmed)
{
    public static AnswerValueView? Of(Question question, HeldValue? held) => held is null
        ? null
        : new AnswerValueView(
            [.. held.Options.Select(id => question.Option(id)!)],
            held.Text,
            held.Number,
            held.Origin,
            held.IsConfirmed);
}
