using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Exchange;

/// <summary>
/// Cells become answers, and answers sheets: by the mapping, then by the same checks as any save (
/// <see cref="AnswerCheck"/>, <see cref="AnswerSheet"/>). What does not fit is a fault with its line.
/// </summary>
internal sealed class SheetReading(
    Domain.Questionnaire questionnaire, ImportMap map, char optionSeparator, FileFaults faults)
{
    private readonly Dictionary<string, Dictionary<string, AnswerDraft>> drafts = new(StringComparer.Ordinal);

    /// <summary>The sheets of all municipalities, in the order of the file; one with faults may lack answers.</summary>
    public IReadOnlyList<ImportedSheet> Read(AnswerFile file, IReadOnlyList<FileCell> cells, DateTimeOffset now)
    {
        var unknown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in cells)
        {
            ReadCell(cell, unknown);
        }

        return [.. drafts.Select(municipality => SheetOf(municipality.Key, municipality.Value, file, now))];
    }

    private void ReadCell(FileCell cell, HashSet<string> unknown)
    {
        var rule = map.Questions.GetValueOrDefault(cell.Code);
        if (questionnaire.Question(rule?.Question ?? cell.Code) is not { } question)
        {
            TellUnknown(cell, unknown);
            return;
        }

        if (!drafts.TryGetValue(cell.Municipality, out var ofMunicipality))
        {
            drafts.Add(cell.Municipality, ofMunicipality = new(StringComparer.Ordinal));
        }

        if (!ofMunicipality.TryGetValue(question.Id, out var draft))
        {
            ofMunicipality.Add(question.Id, draft = new AnswerDraft(question, cell.Line, cell.Column));
        }

        if (rule?.TextOf is { } option)
        {
            AddText(draft, cell, option);
        }
        else if (rule?.Answers is { } answers)
        {
            AddMapped(draft, cell, answers);
        }
        else if (cell.Column is not null)
        {
            AddValue(draft, cell);
        }
        else
        {
            AddOwn(draft, cell);
        }

        AddRemark(draft, cell);
    }

    /// <summary>A column of a wide file is told of once, not on each of its rows.</summary>
    private void TellUnknown(FileCell cell, HashSet<string> unknown)
    {
        if (cell.Column is null)
        {
            faults.Add(cell.Line, AnswerColumns.Question, "UNKNOWN_QUESTION",
                $"'{cell.Code}' is not a question of {questionnaire.Id}, nor in the mapping.");
        }
        else if (unknown.Add(cell.Code))
        {
            faults.Add(1, cell.Column, "UNKNOWN_COLUMN",
                $"'{cell.Code}' is not a question of {questionnaire.Id}; map it, or name it among `ignore`.");
        }
    }

    private static void AddText(AnswerDraft draft, FileCell cell, string option)
    {
        var text = cell.Text.Trim().Length > 0 ? cell.Text : cell.Options;
        if (text.Trim().Length > 0)
        {
            draft.Options.Add(option);
            draft.Text = text;
        }
    }

    private void AddMapped(AnswerDraft draft, FileCell cell, IReadOnlyDictionary<string, string?> answers)
    {
        var written = new[] { cell.Options, cell.Text, cell.Number }.FirstOrDefault(value => value.Trim().Length > 0);
        foreach (var answer in Split(written ?? ""))
        {
            if (!answers.TryGetValue(answer, out var option))
            {
                faults.Add(cell.Line, cell.Column ?? AnswerColumns.Options, "UNKNOWN_ANSWER",
                    $"The mapping does not say what '{answer}' is for '{cell.Code}'.");
                draft.HasFault = true;
            }
            else if (option is not null)
            {
                draft.Options.Add(option);
            }
        }

        if (written == cell.Options && cell.Text.Trim().Length > 0)
        {
            draft.Text = cell.Text;
        }
    }

    /// <summary>The one value of a wide file, by the kind of the question.</summary>
    private void AddValue(AnswerDraft draft, FileCell cell)
    {
        switch (draft.Question.Kind)
        {
            case QuestionKind.Text:
                draft.Text = cell.Options;
                break;
            case QuestionKind.Number or QuestionKind.Mark:
                AddNumber(draft, cell, cell.Options);
                break;
            default:
                draft.Options.AddRange(Split(cell.Options));
                break;
        }
    }

    private void AddOwn(AnswerDraft draft, FileCell cell)
    {
        draft.Options.AddRange(Split(cell.Options));
        draft.Text = cell.Text.Trim().Length > 0 ? cell.Text : draft.Text;
        AddNumber(draft, cell, cell.Number);
    }

    private void AddNumber(AnswerDraft draft, FileCell cell, string written)
    {
        if (written.Trim() is not { Length: > 0 } text)
        {
            return;
        }

        if (CellValues.TryNumber(text, out var number))
        {
            draft.Number = number;
        }
        else
        {
            faults.Add(cell.Line, cell.Column ?? AnswerColumns.Number, "BAD_NUMBER",
                $"'{text}' is no number; write 7 or 7,5.");
            draft.HasFault = true;
        }
    }

    private void AddRemark(AnswerDraft draft, FileCell cell)
    {
        if (string.IsNullOrWhiteSpace(cell.Remark))
        {
            return;
        }

        try
        {
            draft.Remark = Remark.TextOf(cell.Remark);
        }
        catch (ClientException refusal)
        {
            faults.Add(cell.Line, AnswerColumns.Remark, refusal);
        }
    }

    private string[] Split(string options) =>
        options.Split(optionSeparator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private ImportedSheet SheetOf(
        string municipality, Dictionary<string, AnswerDraft> ofMunicipality, AnswerFile file, DateTimeOffset now)
    {
        var answers = ofMunicipality.Values.Select(Checked).OfType<Answer>().ToList();
        var sheet = new AnswerSheet(questionnaire, answers);
        foreach (var draft in ofMunicipality.Values)
        {
            if (draft.IsKept && !sheet.IsAsked(draft.Question))
            {
                Tell(draft, new AnswerRefusedException("ANSWER_NOT_ASKED", draft.Question.Id,
                    $"{draft.Question.Id} is asked only when {draft.Question.ShownWhen!.Question} is answered with "
                    + $"'{draft.Question.ShownWhen.Option}'; leave it empty."));
            }
        }

        var line = ofMunicipality.Values.Min(draft => draft.Line);
        if (sheet.AnsweredObjectives == 0 && !ofMunicipality.Values.Any(draft => draft.HasFault))
        {
            faults.Add(line, AnswerColumns.Municipality, new NothingAnsweredException([]));
        }

        var submitted = file.Submitted.TryGetValue(municipality, out var moment) ? moment.At : (DateTimeOffset?)null;
        if (submitted > now)
        {
            faults.Add(moment.Line, AnswerColumns.SubmittedAt, "BAD_DATE",
                $"{municipality} cannot have submitted in the future.");
        }

        return new ImportedSheet(
            municipality,
            line,
            submitted,
            sheet,
            ofMunicipality.Values.Where(draft => draft.Remark is not null)
                .ToDictionary(draft => draft.Question.Id, draft => draft.Remark!),
            ofMunicipality.ToDictionary(draft => draft.Key, draft => draft.Value.Line));
    }

    private Answer? Checked(AnswerDraft draft)
    {
        try
        {
            var answer = AnswerCheck.Of(draft.Question, draft.Given);
            draft.IsKept = !answer.IsEmpty;
            return answer;
        }
        catch (AnswerRefusedException refusal)
        {
            Tell(draft, refusal);
            return null;
        }
    }

    private void Tell(AnswerDraft draft, AnswerRefusedException refusal)
    {
        draft.HasFault = true;
        faults.Add(draft.Line, draft.Column ?? ColumnOf(refusal.Code), refusal);
    }

    private static string ColumnOf(string code) => code switch
    {
        "TEXT_NOT_TAKEN" or "TEXT_TOO_LONG" => AnswerColumns.Text,
        "NUMBER_OUT_OF_RANGE" => AnswerColumns.Number,
        "UNKNOWN_OPTION" or "ONE_OPTION" or "EXCLUSIVE_OPTION" => AnswerColumns.Options,
        _ => AnswerColumns.Question,
    };

    /// <summary>What cells say so far about one question.</summary>
    private sealed class AnswerDraft(Question question, long line, string? column)
    {
        public Question Question { get; } = question;

        public long Line { get; } = line;

        public string? Column { get; } = column;

        public List<string> Options { get; } = [];

        public string? Text { get; set; }

        public decimal? Number { get; set; }

        public string? Remark { get; set; }

        public bool HasFault { get; set; }

        public bool IsKept { get; set; }

        public Answer Given => new(Question.Id, [.. Options.Distinct()], Text, Number);
    }
}
