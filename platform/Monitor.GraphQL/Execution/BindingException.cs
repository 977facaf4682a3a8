namespace Monitor.GraphQL.Execution;

/// <summary>What answers the fields does not fit the schema. Lists every fault, one a line.</summary>
public sealed class BindingException(IReadOnlyList<string> faults)
    : Exception("The schema and what answers it do not fit:\n- " + string.Join("\n- ", faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
