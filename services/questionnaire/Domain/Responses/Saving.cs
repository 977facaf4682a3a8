namespace Monitor.Questionnaire.Domain;

/// <summary>Works out what a save does, and with what it conflicts.</summary>
public static class Saving
{
    /// <summary>
    /// The act of saving these answers; null when it would only repeat what is stored. With
    /// <paramref name="readRevision"/> nobody may have changed anything since; without it, nobody the answers named.
    /// </summary>
    /// <exception cref="ClientException">Nothing was changed; ANSWER_CONFLICT has both values.</exception>
    public static Act? Of(
        WorkingResponse working,
        LockedRound round,
        string by,
        IReadOnlyList<GivenAnswer> given,
        int? readRevision)
    {
        working.Response.RequireWritable(round, readRevision);
        var answers = working.Sheet.Checked([.. given.Select(g => g.Answer)]);
        RequireNoConflict(working, answers, given, isWhole: readRevision is not null);

        var act = working.ChangeTo(
            working.Sheet.With(answers), ConfirmedBy(working, answers), ResponseAction.Saved, by, round.Now);
        return act.Written.Count == 0 && readRevision is null ? null : act;
    }

    private static void RequireNoConflict(
        WorkingResponse working, IReadOnlyList<Answer> answers, IReadOnlyList<GivenAnswer> given, bool isWhole)
    {
        var conflicts = new List<AnswerConflict>();
        foreach (var (answer, read) in answers.Zip(given.Select(g => g.Revision)))
        {
            if (read is null && !isWhole)
            {
                throw new AnswerRefusedException("REVISION_MISSING", answer.Question,
                    $"Say which revision of the answer to {answer.Question} you read (0 for none), or which of the "
                    + "whole response.");
            }

            var stored = working.Stored(answer.Question);
            if (read is { } revision && !IsWhatWasRead(stored, revision) && !stored.Answer.Equals(answer))
            {
                conflicts.Add(new AnswerConflict(answer, stored));
            }
        }

        if (conflicts.Count > 0)
        {
            throw new AnswerConflictException(conflicts);
        }
    }

    // Who read that there was no answer read the same whether it was never given or cleared.
    private static bool IsWhatWasRead(StoredAnswer stored, int revision) =>
        stored.Revision == revision || (revision == 0 && stored.Answer.IsEmpty);

    // Saying the same as what was prefilled says that it still holds.
    private static Dictionary<string, PrefillMark> ConfirmedBy(
        WorkingResponse working, IReadOnlyList<Answer> answers) =>
        answers.Select(a => working.Stored(a.Question))
            .Where(stored => stored.IsUnconfirmed && answers.Contains(stored.Answer))
            .ToDictionary(
                stored => stored.Answer.Question,
                stored => new PrefillMark(stored.Origin, IsConfirmed: true),
                StringComparer.Ordinal);
}

/// <summary>An answer that was given, and the stored one that its giver had not read.</summary>
public sealed record AnswerConflict(Answer Yours, StoredAnswer Theirs);
