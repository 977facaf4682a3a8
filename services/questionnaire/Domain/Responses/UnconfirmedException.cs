namespace Monitor.Questionnaire.Domain;

/// <summary>Prefilled answers that nobody confirmed are not submitted. Details name the <c>questions</c>.</summary>
public sealed class UnconfirmedException : ClientException
{
    public UnconfirmedException(IReadOnlyList<string> questions)
        : base("PREFILL_UNCONFIRMED",
            $"{questions.Count} answers come from an earlier round and are unconfirmed: confirm or change them.") =>
        Details = new Dictionary<string, object?> { ["questions"] = questions };
}
