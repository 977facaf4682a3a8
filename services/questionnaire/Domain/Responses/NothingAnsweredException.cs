namespace Monitor.Questionnaire.Domain;

/// <summary>
/// A response without one answered objective would count as a respondent with nothing to score. Details name the
/// <c>objectives</c> that are empty; none: there is not one that is answered.
/// </summary>
public sealed class NothingAnsweredException : ClientException
{
    public NothingAnsweredException(IReadOnlyList<string> empty)
        : base("NOTHING_ANSWERED", empty.Count == 0
            ? "No objective is answered yet: answer at least one objective's first question before submitting."
            : $"{string.Join(", ", empty)} is not answered: answer its first question before submitting it.") =>
        Details = new Dictionary<string, object?> { ["objectives"] = empty };
}
