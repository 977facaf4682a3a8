using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Each fragment is spread by an operation, directly or through others. §5.5.1.4</summary>
internal sealed class NoUnusedFragments(ValidationContext context) : ValidationRule(context)
{
    public override void Leave(Document document)
    {
        var used = document.Definitions
            .OfType<OperationDefinition>()
            .SelectMany(Context.FragmentsOf)
            .Select(fragment => fragment.Name.Value)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var fragment in document.Definitions.OfType<FragmentDefinition>())
        {
            if (!used.Contains(fragment.Name.Value))
            {
                Context.Report($"Fragment \"{fragment.Name}\" is never used.", fragment);
            }
        }
    }
}
