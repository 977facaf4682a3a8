namespace Monitor.Questionnaire.Domain;

/// <summary>Works out what taking an act back does.</summary>
public static class Undoing
{
    private static readonly ResponseAction[] CanBeUndone =
        [ResponseAction.Saved, ResponseAction.Prefilled, ResponseAction.Confirmed, ResponseAction.Undone];

    /// <summary>
    /// The act of putting back the answers that an earlier act changed, as they were before it. Only while nobody
    /// changed one of them since: their work is not undone with it.
    /// </summary>
    /// <exception cref="ClientException">NOTHING_TO_UNDO, ANSWER_CONFLICT (yours: what would be put back).</exception>
    public static Act Of(WorkingResponse working, LockedRound round, string by, ResponseChange? undone)
    {
        working.Response.RequireWritable(round, readRevision: null);
        if (undone is null || undone.Changes.Count == 0 || !CanBeUndone.Contains(undone.Action))
        {
            throw new ClientException(
                "NOTHING_TO_UNDO", "No answers were saved, prefilled or confirmed at this revision.");
        }

        var conflicts = undone.Changes
            .Where(c => working.Stored(c.Question).Revision != undone.Revision)
            .Select(c => new AnswerConflict(Before(c), working.Stored(c.Question)))
            .ToList();
        if (conflicts.Count > 0)
        {
            throw new AnswerConflictException(conflicts);
        }

        var marks = undone.Changes.ToDictionary(
            c => c.Question,
            c => c.Before is { } before ? new PrefillMark(before.Origin, before.IsConfirmed) : PrefillMark.None,
            StringComparer.Ordinal);
        var after = working.Sheet.With([.. undone.Changes.Select(Before)]);
        return working.ChangeTo(after, marks, ResponseAction.Undone, by, round.Now);
    }

    private static Answer Before(QuestionChange change) =>
        change.Before?.ToAnswer(change.Question) ?? new Answer(change.Question, [], null, null);
}
