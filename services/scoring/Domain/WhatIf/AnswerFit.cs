namespace Monitor.Scoring.Domain;

/// <summary>An answer that someone tries out, as the graph takes it.</summary>
public sealed record GivenAnswer(string Question, IReadOnlyList<string>? Options, string? Text, double? Number)
{
    public bool IsEmpty => Options is null or [] && string.IsNullOrWhiteSpace(Text) && Number is null;
}

/// <summary>
/// Whether answers that someone tries out fit the questionnaire, by the rules and codes that questionnaire has for
/// those that are saved.
/// </summary>
public static class AnswerFit
{
    // As long as in questionnaire.
    private const int LongestText = 2_000;
    private const int LongestOptionText = 500;

    /// <summary>
    /// The sheet with the given answers in place of those to the same questions; empty ones clear. What is then no
    /// longer asked stays on the sheet, and earns nothing.
    /// </summary>
    /// <exception cref="AnswerRefusedException">One does not fit, or is to a question that is not asked.</exception>
    public static AnswerSheet With(
        this AnswerSheet sheet, Questionnaire questionnaire, IReadOnlyList<GivenAnswer> given)
    {
        var questions = questionnaire.Questions.ToDictionary(q => q.Id, StringComparer.Ordinal);
        var merged = new Dictionary<string, Answer>(sheet.Answers, StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var answer in given)
        {
            var question = questions.GetValueOrDefault(answer.Question) ?? throw new AnswerRefusedException(
                "UNKNOWN_QUESTION", answer.Question,
                $"'{answer.Question}' is not a question of {questionnaire.Id}.");
            if (!named.Add(question.Id))
            {
                throw Refused("BAD_ANSWER", question, "is answered twice; send one answer.");
            }

            merged[question.Id] = Checked(question, answer);
        }

        var changed = new AnswerSheet(merged);
        foreach (var answer in given.Where(a => !a.IsEmpty))
        {
            RequireAsked(questions[answer.Question], changed, questions);
        }

        return changed;
    }

    private static void RequireAsked(
        Question question, AnswerSheet sheet, Dictionary<string, Question> questions)
    {
        for (var at = question; at.ShownWhen is { } condition; at = questions[condition.Question])
        {
            if (!sheet[condition.Question].HasTicked(condition.Option))
            {
                throw Refused(
                    "ANSWER_NOT_ASKED", question,
                    $"is asked only when {condition.Question} is answered with '{condition.Option}'; answer that too.");
            }
        }
    }

    private static Answer Checked(Question question, GivenAnswer given)
    {
        var options = given.Options ?? [];
        var text = string.IsNullOrWhiteSpace(given.Text) ? null : given.Text;
        RequireKind(question, given, options, text);
        RequireOptions(question, options);
        if (text is not null && question.Kind != QuestionKind.Text
            && !question.Options.Any(o => o.TakesText && options.Contains(o.Id)))
        {
            throw Refused("TEXT_NOT_TAKEN", question, "takes a text only beside an option that asks for one.");
        }

        if (text?.Length > (question.Kind == QuestionKind.Text ? LongestText : LongestOptionText))
        {
            throw Refused(
                "TEXT_TOO_LONG", question, $"takes {LongestText} characters, beside an option {LongestOptionText}.");
        }

        return new Answer([.. options.Distinct(StringComparer.Ordinal)], text);
    }

    private static void RequireKind(
        Question question, GivenAnswer given, IReadOnlyList<string> options, string? text)
    {
        var chooses = question.Kind is QuestionKind.Single or QuestionKind.Multiple;
        var counts = question.Kind is QuestionKind.Number or QuestionKind.Mark;
        if (!chooses && options.Count > 0)
        {
            throw Refused(
                "UNKNOWN_OPTION", question, $"has no options; give its answer as `{(counts ? "number" : "text")}`.");
        }

        if (!counts && given.Number is not null)
        {
            throw Refused(
                "BAD_ANSWER", question, $"takes no number; give its answer as `{(chooses ? "options" : "text")}`.");
        }

        if (counts && text is not null)
        {
            throw Refused("TEXT_NOT_TAKEN", question, "takes a number; give it as `number`.");
        }

        if (given.Number is { } number && !IsInRange(question, number))
        {
            throw Refused(
                "NUMBER_OUT_OF_RANGE", question, "does not take a number that large, that small or that fine.");
        }
    }

    private static bool IsInRange(Question question, double number) => question.Kind == QuestionKind.Mark
        ? number is >= 1 and <= 10 && Math.Floor(number) == number
        : Math.Abs(number) <= 1e15
            && !((decimal)number < question.Minimum) && !((decimal)number > question.Maximum);

    private static void RequireOptions(Question question, IReadOnlyList<string> options)
    {
        foreach (var id in options)
        {
            if (question.Options.All(o => o.Id != id))
            {
                throw Refused(
                    "UNKNOWN_OPTION", question,
                    $"has no option '{id}'; its options are {string.Join(", ", question.Options.Select(o => o.Id))}.");
            }
        }

        var chosen = question.Options.Where(o => options.Contains(o.Id)).ToList();
        if (question.Kind == QuestionKind.Single && chosen.Count > 1)
        {
            throw Refused("ONE_OPTION", question, "takes one option.");
        }

        if (chosen.Count > 1 && chosen.Find(o => o.Exclusive) is { } exclusive)
        {
            throw Refused(
                "EXCLUSIVE_OPTION", question,
                $"takes '{exclusive.Label}' ({exclusive.Id}) alone, or the others without it.");
        }
    }

    private static AnswerRefusedException Refused(string code, Question question, string says) =>
        new(code, question.Id, $"{question.Id} {says}");
}

/// <summary>An answer does not fit its question or the other answers. Details name the question.</summary>
public sealed class AnswerRefusedException : ClientException
{
    public AnswerRefusedException(string code, string question, string message)
        : base(code, message) =>
        Details = new Dictionary<string, object?> { ["question"] = question };
}
