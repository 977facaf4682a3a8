using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Graph;

/// <summary>What an officer would see of a questionnaire who has given some answers. Nothing of it is kept.</summary>
public sealed record QuestionnairePreview(PreviewProgress Progress, IReadOnlyList<PreviewedQuestion> Questions)
{
    /// <exception cref="InvalidQuestionnaireException">
    /// A draft's condition names no option of an earlier question: whether it is asked cannot be told.
    /// </exception>
    /// <exception cref="AnswerRefusedException">An answer does not fit, as when it were saved.</exception>
    public static QuestionnairePreview Of(Domain.Questionnaire questionnaire, IReadOnlyList<Answer> answers)
    {
        var faults = questionnaire.Draft?.Faults.Where(f => f.Code == FaultCode.UnknownCondition).ToList();
        if (faults is { Count: > 0 })
        {
            throw new InvalidQuestionnaireException(faults);
        }

        var sheet = new AnswerSheet(questionnaire, []).With(answers);
        var answered = sheet.Answers.Select(a => a.Question).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<PreviewedQuestion> questions = [.. questionnaire.Questions.Select(
            q => new PreviewedQuestion(q, sheet.IsAsked(q), answered.Contains(q.Id)))];
        return new QuestionnairePreview(
            new PreviewProgress(
                questionnaire.Objectives.Count,
                sheet.AnsweredObjectives,
                questions.Count(q => q.IsAsked),
                questions.Count(q => q.IsAnswered)),
            questions);
    }
}

/// <param name="Question">One of the questionnaire, in order.</param>
/// <param name="IsAsked">Whether it is asked, given the answers.</param>
/// <param name="IsAnswered">Whether an answer is among those given.</param>
public sealed record PreviewedQuestion(Question Question, bool IsAsked, bool IsAnswered);

/// <summary>How far the answers would be. Questions that are not asked do not count.</summary>
public sealed record PreviewProgress(int Objectives, int AnsweredObjectives, int Questions, int AnsweredQuestions);
