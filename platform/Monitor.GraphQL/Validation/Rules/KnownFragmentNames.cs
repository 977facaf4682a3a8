using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Fragment Spread Target Defined: a fragment that is spread exists. §5.5.2.1</summary>
internal sealed class KnownFragmentNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(FragmentSpread spread)
    {
        if (!Context.Fragments.ContainsKey(spread.FragmentName))
        {
            Context.Report($"Unknown fragment \"{spread.Name}\".", spread.Name);
        }
    }
}
