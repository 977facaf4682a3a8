using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Fragments Must Be Used: an operation spreads each, directly or through others. §5.5.1.4</summary>
internal sealed class NoUnusedFragments(ValidationContext context) : ValidationRule(context)
{
    private readonly List<OperationDefinition> operations = [];

    public override void Enter(OperationDefinition operation) => operations.Add(operation);

    public override void Leave(Document document)
    {
        var fragments = Context.Uses.FragmentsOf(operations);
        if (Context.Fragments.Count == 0)
        {
            return;
        }

        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fragment in fragments)
        {
            used.Add(fragment.Name.Value);
        }

        foreach (var definition in document.Definitions)
        {
            if (definition is FragmentDefinition fragment && !used.Contains(fragment.Name.Value))
            {
                Context.Report($"Fragment \"{fragment.Name}\" is never used.", fragment);
            }
        }
    }
}
