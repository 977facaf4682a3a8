namespace Monitor.Scoring.Domain;

/// <summary>A rule set cannot be published or tried. Details have every fault with its path in the document.</summary>
public class RuleSetRefusedException : ClientException
{
    public RuleSetRefusedException(IReadOnlyList<RuleSetFault> faults)
        : base("RULE_SET_INVALID", $"The rule set has {faults.Count} faults; the first: {faults[0]}")
    {
        Faults = faults;
        Details = new Dictionary<string, object?>
        {
            ["faults"] = faults
                .Select(f => new Dictionary<string, object?> { ["path"] = f.Path, ["message"] = f.Message })
                .ToList(),
        };
    }

    public IReadOnlyList<RuleSetFault> Faults { get; }
}
