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

    /// <summary>How far the answers are, over the questions that are asked.</summary>
    public Progress Progress
    {
        get
        {
            var asked = Questionnaire.Questions.Where(IsAsked).ToList();
            return new Progress(
                Questionnaire.Objectives.Count,
                Questionnaire.Objectives.Count(o => o.Opening is { } opening && answers.ContainsKey(opening.Id)),
                asked.Count,
                asked.Count(q => answers.ContainsKey(q.Id)));
        }
    }

    /// <summary>Whether a question is asked, given the other answers: its condition holds.</summary>
    public bool IsAsked(Question question) =>
        question.ShownWhen is not { } condition
        || (answers.TryGetValue(condition.Question, out var deciding)
            && deciding.Options.Contains(condition.Option)
            && IsAsked(Questionnaire.Question(condition.Question)!));

    /// <summary>
    /// The sheet with the given answers in place of those to the same questions; empty ones clear. What is then no
    /// longer asked is cleared too: a changed mind about policy must not leave a document behind that nobody sees.
    /// </summary>
    /// <exception cref="AnswerRefusedException">One does not fit, or is to a question that is not asked.</exception>
    public AnswerSheet With(IReadOnlyList<Answer> given)
    {
        var merged = new Dictionary<string, Answer>(answers, StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var answer in given)
        {
            var question = Questionnaire.Question(answer.Question) ?? throw new AnswerRefusedException(
                "UNKNOWN_QUESTION", answer.Question,
                $"'{answer.Question}' is not a question of {Questionnaire.Id}.");
            if (!named.Add(question.Id))
            {
                throw new AnswerRefusedException("BAD_ANSWER", question.Id,
                    $"{question.Id} is answered twice in one save; send one answer.");
            }

            merged[question.Id] = AnswerCheck.Of(question, answer);
        }

        var sheet = new AnswerSheet(Questionnaire, merged.Values);
        sheet.RequireAsked(named);
        return new AnswerSheet(
            Questionnaire, sheet.answers.Values.Where(a => sheet.IsAsked(Questionnaire.Question(a.Question)!)));
    }

    /// <summary>Ids of the questions whose answer differs from an earlier sheet's, in order.</summary>
    public IReadOnlyList<string> ChangedSince(AnswerSheet earlier) =>
        [.. Questionnaire.Questions
            .Where(q => !Equals(answers.GetValueOrDefault(q.Id), earlier.answers.GetValueOrDefault(q.Id)))
            .Select(q => q.Id)];

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

/// <summary>How far a response is. Questions that are not asked, given the other answers, do not count.</summary>
/// <param name="Objectives">Objectives of the questionnaire.</param>
/// <param name="AnsweredObjectives">Objectives whose first anchoring question is answered.</param>
/// <param name="Questions">Questions that are asked.</param>
/// <param name="AnsweredQuestions">Those of them that are answered.</param>
public sealed record Progress(int Objectives, int AnsweredObjectives, int Questions, int AnsweredQuestions);
