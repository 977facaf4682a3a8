namespace Monitor.Questionnaire.Domain;

/// <summary>The answers to one questionnaire, as they fit together. Immutable.</summary>
public sealed class AnswerSheet
{
    private readonly Dictionary<string, Answer> answers;

    /// <param name="questionnaire">The questionnaire that is answered.</param>
    /// <param name="answers">Answers that were checked when they were saved.</param>
    public AnswerSheet(Questionnaire questionnaire, IEnumerable<Answer> answers)
    {
        Questionnaire = questionnaire;
        this.answers = answers.Where(a => !a.IsEmpty).ToDictionary(a => a.Question, StringComparer.Ordinal);
    }

    public Questionnaire Questionnaire { get; }

    /// <summary>The answers, none empty, in the order of the questionnaire.</summary>
    public IReadOnlyList<Answer> Answers =>
        [.. answers.Values.OrderBy(a => Questionnaire.PositionOf(a.Question))];

    /// <summary>How many objectives have their first anchoring question answered.</summary>
    public int AnsweredObjectives =>
        Questionnaire.Objectives.Count(o => o.Opening is { } opening && answers.ContainsKey(opening.Id));

    /// <summary>The answer to a question; null when it has none.</summary>
    public Answer? Answer(string question) => answers.GetValueOrDefault(question);

    /// <summary>Whether a question is asked, given the other answers: its condition holds.</summary>
    public bool IsAsked(Question question) =>
        question.ShownWhen is not { } condition
        || (answers.TryGetValue(condition.Question, out var deciding)
            && deciding.Options.Contains(condition.Option)
            && IsAsked(Questionnaire.Question(condition.Question)!));

    /// <summary>These answers as they are kept, each checked against its own question only.</summary>
    /// <exception cref="AnswerRefusedException">One does not fit, or stands twice.</exception>
    public IReadOnlyList<Answer> Checked(IReadOnlyList<Answer> given)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        return [.. given.Select(answer =>
        {
            var question = Questionnaire.Question(answer.Question) ?? throw new AnswerRefusedException(
                "UNKNOWN_QUESTION", answer.Question,
                $"'{answer.Question}' is not a question of {Questionnaire.Id}.");
            return named.Add(question.Id)
                ? AnswerCheck.Of(question, answer)
                : throw new AnswerRefusedException("BAD_ANSWER", question.Id,
                    $"{question.Id} is answered twice in one save; send one answer.");
        })];
    }

    /// <summary>
    /// The sheet with the given answers in place of those to the same questions; empty ones clear. What is then no
    /// longer asked is cleared too: a changed mind about policy must not leave a document behind that nobody sees.
    /// </summary>
    /// <exception cref="AnswerRefusedException">One does not fit, or is to a question that is not asked.</exception>
    public AnswerSheet With(IReadOnlyList<Answer> given)
    {
        var merged = new Dictionary<string, Answer>(answers, StringComparer.Ordinal);
        var taken = Checked(given);
        foreach (var answer in taken)
        {
            merged[answer.Question] = answer;
        }

        var sheet = new AnswerSheet(Questionnaire, merged.Values);
        sheet.RequireAsked(taken.Select(a => a.Question));
        return new AnswerSheet(
            Questionnaire, sheet.answers.Values.Where(a => sheet.IsAsked(Questionnaire.Question(a.Question)!)));
    }

    private void RequireAsked(IEnumerable<string> questionIds)
    {
        foreach (var question in questionIds.Where(answers.ContainsKey).Select(id => Questionnaire.Question(id)!))
        {
            if (!IsAsked(question))
            {
                throw new AnswerRefusedException("ANSWER_NOT_ASKED", question.Id,
                    $"{question.Id} is asked only when {question.ShownWhen!.Question} is answered with "
                    + $"'{question.ShownWhen.Option}'; answer that first, or leave it out.");
            }
        }
    }
}
