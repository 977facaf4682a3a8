namespace Monitor.Questionnaire.Domain;

/// <summary>
/// Others changed the same answers since they were read. Details hold <c>conflicts</c>: per <c>question</c> what was
/// given (<c>yours</c>), and what is stored (<c>theirs</c>) with its revision, by whom and when.
/// </summary>
public sealed class AnswerConflictException : ClientException
{
    public AnswerConflictException(IReadOnlyList<AnswerConflict> conflicts)
        : base("ANSWER_CONFLICT",
            $"{string.Join(", ", conflicts.Select(c => c.Yours.Question))} changed since you read it, and nothing was "
            + "saved. `conflicts` holds both answers; save again with the revision of theirs to replace it.") =>
        Details = new Dictionary<string, object?>
        {
            ["conflicts"] = conflicts.Select(Detail).ToList(),
        };

    private static Dictionary<string, object?> Detail(AnswerConflict conflict) => new()
    {
        ["question"] = conflict.Yours.Question,
        ["yours"] = Value(conflict.Yours),
        ["theirs"] = new Dictionary<string, object?>(Value(conflict.Theirs.Answer))
        {
            ["revision"] = conflict.Theirs.Revision,
            ["by"] = conflict.Theirs.By,
            ["at"] = conflict.Theirs.At?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        },
    };

    private static Dictionary<string, object?> Value(Answer answer) => new()
    {
        ["options"] = answer.Options,
        ["text"] = answer.Text,
        ["number"] = answer.Number,
    };
}
