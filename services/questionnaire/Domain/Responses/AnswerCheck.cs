namespace Monitor.Questionnaire.Domain;

/// <summary>Whether an answer fits its question; <see cref="AnswerSheet"/> checks how answers fit together.</summary>
public static class AnswerCheck
{
    /// <summary>Longest answer to a text question, in UTF-16 units.</summary>
    public const int LongestText = 2_000;

    /// <summary>Longest text beside an option, in UTF-16 units.</summary>
    public const int LongestOptionText = 500;

    /// <summary>
    /// The answer as it is kept: options in the order of the question and each once, text without spaces around it
    /// and null when nothing is left.
    /// </summary>
    /// <exception cref="AnswerRefusedException">The answer does not fit; nothing was changed.</exception>
    public static Answer Of(Question question, Answer given)
    {
        var text = Cleaned(question, given.Text);
        return question.Kind switch
        {
            QuestionKind.Text => TextAnswer(question, given, text),
            QuestionKind.Number or QuestionKind.Mark => NumberAnswer(question, given, text),
            _ => ChosenAnswer(question, given, text),
        };
    }

    private static Answer ChosenAnswer(Question question, Answer given, string? text)
    {
        foreach (var id in given.Options)
        {
            if (question.Option(id) is null)
            {
                throw new AnswerRefusedException("UNKNOWN_OPTION", question.Id,
                    $"'{id}' is not an option of {question.Id}; its options are "
                    + $"{string.Join(", ", question.Options.Select(o => o.Id))}.");
            }
        }

        var chosen = question.Options.Where(o => given.Options.Contains(o.Id)).ToList();
        if (question.Kind == QuestionKind.Single && chosen.Count > 1)
        {
            throw new AnswerRefusedException("ONE_OPTION", question.Id,
                $"{question.Id} takes one option; {chosen.Count} were given.");
        }

        if (chosen.Count > 1 && chosen.Find(o => o.Exclusive) is { } exclusive)
        {
            throw new AnswerRefusedException("EXCLUSIVE_OPTION", question.Id,
                $"'{exclusive.Label}' ({exclusive.Id}) excludes the other options of {question.Id}; "
                + "choose it alone, or leave it out.");
        }

        RequireNoNumber(question, given);
        if (text is not null && !chosen.Exists(o => o.TakesText))
        {
            throw new AnswerRefusedException("TEXT_NOT_TAKEN", question.Id,
                TextNotTaken(question));
        }

        RequireLength(question, text, LongestOptionText);
        return new Answer(question.Id, [.. chosen.Select(o => o.Id)], text, null);
    }

    private static Answer TextAnswer(Question question, Answer given, string? text)
    {
        RequireNoOptions(question, given);
        RequireNoNumber(question, given);
        RequireLength(question, text, LongestText);
        return new Answer(question.Id, [], text, null);
    }

    private static Answer NumberAnswer(Question question, Answer given, string? text)
    {
        RequireNoOptions(question, given);
        if (text is not null)
        {
            throw new AnswerRefusedException("TEXT_NOT_TAKEN", question.Id,
                $"{question.Id} takes a number; give it as `number`.");
        }

        if (question.Kind == QuestionKind.Mark && given.Number is { } mark && !IsMark(mark))
        {
            throw new AnswerRefusedException("NUMBER_OUT_OF_RANGE", question.Id,
                FormattableString.Invariant($"{question.Id} takes a mark, a whole number from 1 to 10; ")
                + FormattableString.Invariant($"{mark} was given."));
        }

        if (given.Number < question.Minimum || given.Number > question.Maximum)
        {
            throw new AnswerRefusedException("NUMBER_OUT_OF_RANGE", question.Id,
                FormattableString.Invariant($"{question.Id} takes a number ")
                + Range(question) + FormattableString.Invariant($"; {given.Number} was given."));
        }

        return new Answer(question.Id, [], null, given.Number);
    }

    private static bool IsMark(decimal number) => number is >= 1 and <= 10 && decimal.IsInteger(number);

    private static string Range(Question question) => (question.Minimum, question.Maximum) switch
    {
        ({ } least, { } most) => FormattableString.Invariant($"from {least} to {most}"),
        ({ } least, null) => FormattableString.Invariant($"of at least {least}"),
        (null, var most) => FormattableString.Invariant($"of at most {most}"),
    };

    private static string TextNotTaken(Question question) =>
        question.Options.FirstOrDefault(o => o.TakesText) is { } takes
            ? $"{question.Id} takes a text only with '{takes.Label}' ({takes.Id}); choose that option too."
            : $"{question.Id} takes no text.";

    private static void RequireNoOptions(Question question, Answer given)
    {
        if (given.Options.Count > 0)
        {
            throw new AnswerRefusedException("UNKNOWN_OPTION", question.Id,
                $"{question.Id} has no options; give its answer as "
                + (question.Kind == QuestionKind.Text ? "`text`." : "`number`."));
        }
    }

    private static void RequireNoNumber(Question question, Answer given)
    {
        if (given.Number is not null)
        {
            throw new AnswerRefusedException("BAD_ANSWER", question.Id,
                $"{question.Id} takes no number; give its answer as "
                + (question.Kind == QuestionKind.Text ? "`text`." : "`options`."));
        }
    }

    private static void RequireLength(Question question, string? text, int longest)
    {
        if (text?.Length > longest)
        {
            throw new AnswerRefusedException("TEXT_TOO_LONG", question.Id,
                $"The text of {question.Id} has {text.Length} characters; at most {longest} fit.");
        }
    }

    private static string? Cleaned(Question question, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var cleaned = text.Trim();
        return PlainText.IsPlain(cleaned)
            ? cleaned
            : throw new AnswerRefusedException("BAD_ANSWER", question.Id,
                $"The text of {question.Id} holds control characters or half a character; send plain text.");
    }
}
