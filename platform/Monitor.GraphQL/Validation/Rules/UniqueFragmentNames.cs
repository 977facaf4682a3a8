using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Fragment Name Uniqueness: no two fragments bear the same name. §5.5.1.1</summary>
internal sealed class UniqueFragmentNames(ValidationContext context) : ValidationRule(context)
{
    private readonly Dictionary<string, Name> known = new(StringComparer.Ordinal);

    public override void Enter(FragmentDefinition fragment)
    {
        if (!known.TryAdd(fragment.Name.Value, fragment.Name))
        {
            Context.Report(
                $"There can be only one fragment named \"{fragment.Name}\".",
                known[fragment.Name.Value],
                fragment.Name);
        }
    }
}
