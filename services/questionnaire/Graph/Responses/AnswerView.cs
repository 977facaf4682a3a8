using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>A saved answer with the question and the options that it names.</summary>
public sealed record AnswerView(Question Question, IReadOnlyList<Option> Options, string? Text, decimal? Number)
{
    public static AnswerView Of(Domain.Questionnaire questionnaire, Answer answer)
    {
        var question = questionnaire.Question(answer.Question)!;
        return new AnswerView(
            question, [.. answer.Options.Select(id => question.Option(id)!)], answer.Text, answer.Number);
    }
}
