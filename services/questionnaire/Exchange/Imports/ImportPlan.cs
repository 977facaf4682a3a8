using Monitor.Questionnaire.Domain;

namespace Monitor.Questionnaire.Exchange;

/// <summary>What an import is to write for one municipality.</summary>
/// <param name="Sheet">Its answers in the file.</param>
/// <param name="Response">The response as it will be, submitted.</param>
/// <param name="IsNew">There is none yet.</param>
/// <param name="Answers">Answers that change; empty ones are cleared.</param>
/// <param name="Changes">From what to what, for the history; empty for a new response.</param>
/// <param name="Remarks">Remarks to add.</param>
internal sealed record PlannedResponse(
    ImportedSheet Sheet,
    Response Response,
    bool IsNew,
    IReadOnlyList<Answer> Answers,
    IReadOnlyList<QuestionChange> Changes,
    IReadOnlyList<Remark> Remarks)
{
    /// <summary>For a municipality that has no response in the round.</summary>
    public static PlannedResponse Add(ImportedSheet sheet, LockedRound round, string by)
    {
        var response = new Response(
            Guid.NewGuid(), sheet.Municipality, round.Round.Year, round.Round.Questionnaire, ResponseStatus.Draft,
            Revision: 0, null, null, Generated: false).Submit([], isWhole: true, null, sheet.SubmittedAt ?? round.Now);
        return new PlannedResponse(
            sheet, response, IsNew: true, sheet.Sheet.Answers, [], [.. RemarksOf(sheet, response, [], by, round.Now)]);
    }

    /// <summary>In the place of a response that is there; null when that is the same already.</summary>
    public static PlannedResponse? Replace(
        ImportedSheet sheet,
        Response response,
        IReadOnlyCollection<StoredAnswer> stored,
        IReadOnlyCollection<Remark> remarks,
        LockedRound round,
        string by)
    {
        var before = stored.ToDictionary(s => s.Answer.Question, StringComparer.Ordinal);
        var answers = Changed(sheet, before).ToList();
        var added = RemarksOf(sheet, response, remarks, by, round.Now).ToList();
        if (answers.Count == 0 && added.Count == 0 && IsWholeSubmission(response))
        {
            return null;
        }

        var next = response.Submit([], isWhole: true, null, sheet.SubmittedAt ?? round.Now);
        var changes = answers.Select(answer => new QuestionChange(
            answer.Question,
            ChangeKind.Answer,
            HeldValue.Of(before.GetValueOrDefault(answer.Question) ?? StoredAnswer.None(answer.Question)),
            HeldValue.Of(StoredAnswer.None(answer.Question) with { Answer = answer })));
        var remarked = added.Select(remark => new QuestionChange(
            remark.Question, ChangeKind.Remark, null, HeldValue.Remark(remark.Text)));
        return new PlannedResponse(sheet, next, IsNew: false, answers, [.. changes, .. remarked], added);
    }

    // Nothing of it is open: what is saved is what counts.
    private static bool IsWholeSubmission(Response response) =>
        response is { Status: ResponseStatus.Submitted, CountedSections: null };

    private static IEnumerable<Answer> Changed(ImportedSheet sheet, Dictionary<string, StoredAnswer> before)
    {
        var after = sheet.Sheet.Answers.ToDictionary(answer => answer.Question, StringComparer.Ordinal);
        foreach (var answer in sheet.Sheet.Answers)
        {
            if (!before.TryGetValue(answer.Question, out var stored) || stored.IsUnconfirmed
                || !stored.Answer.Equals(answer))
            {
                yield return answer;
            }
        }

        foreach (var stored in before.Values.Where(s => !s.Answer.IsEmpty && !after.ContainsKey(s.Answer.Question)))
        {
            yield return new Answer(stored.Answer.Question, [], null, null);
        }
    }

    /// <summary>Remarks that are not there yet, alone or as an export joins them.</summary>
    private static IEnumerable<Remark> RemarksOf(
        ImportedSheet sheet, Response response, IReadOnlyCollection<Remark> existing, string by, DateTimeOffset now)
    {
        foreach (var (question, text) in sheet.Remarks)
        {
            var there = existing.Where(remark => remark.Question == question).Select(remark => remark.Text).ToList();
            if (!there.Contains(text) && RemarkText.Join(there) != text)
            {
                yield return new Remark(Guid.NewGuid(), response.Id, question, text, 1, by, now);
            }
        }
    }
}

/// <summary>Several remarks at one question, in one cell.</summary>
internal static class RemarkText
{
    public static string Join(IEnumerable<string> remarks) => string.Join("\n\n", remarks);
}
