namespace Monitor.Questionnaire.Domain;

/// <summary>The faults of one document, in the order in which it is read: the same document, the same list.</summary>
internal sealed class FaultList
{
    private readonly List<DocumentFault> faults = [];

    public IReadOnlyList<DocumentFault> All => faults;

    public void Add(string path, FaultCode code, string message)
    {
        if (faults.Count < DocumentLimits.Faults)
        {
            faults.Add(new DocumentFault(path, code, message));
        }
        else if (faults.Count == DocumentLimits.Faults)
        {
            faults.Add(new DocumentFault("", FaultCode.TooManyFaults,
                $"There are more than {DocumentLimits.Faults} faults; the others are left out."));
        }
    }
}
