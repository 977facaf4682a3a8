namespace Monitor.Questionnaire.Domain;

/// <summary>
/// A questionnaire's document is refused. Details hold every fault: <c>path</c>, <c>code</c>, <c>message</c>, and
/// whether a draft may have it (<c>mayWait</c>).
/// </summary>
public sealed class InvalidQuestionnaireException : ClientException
{
    public InvalidQuestionnaireException(IReadOnlyList<DocumentFault> faults)
        : base("INVALID_QUESTIONNAIRE", faults.Count == 1
            ? $"The questionnaire has a fault at {Place(faults[0])}: {faults[0].Message}"
            : $"The questionnaire has {faults.Count} faults; `faults` lists them. The first, at {Place(faults[0])}: "
            + faults[0].Message) =>
        Details = new Dictionary<string, object?>
        {
            ["faults"] = faults.Select(f => new Dictionary<string, object?>
            {
                ["path"] = f.Path,
                ["code"] = DocumentFault.Text(f.Code),
                ["message"] = f.Message,
                ["mayWait"] = f.MayWait,
            }).ToList(),
        };

    private static string Place(DocumentFault fault) => fault.Path.Length == 0 ? "its root" : fault.Path;
}
