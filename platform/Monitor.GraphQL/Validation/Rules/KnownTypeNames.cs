using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Types that conditions and variables name exist. §5.5.1.2, §5.8.2</summary>
internal sealed class KnownTypeNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(NamedTypeNode type)
    {
        if (!Context.Schema.Types.ContainsKey(type.Name))
        {
            Context.Report(
                $"Unknown type \"{type.Name}\"." + Context.DidYouMean(type.Name, Context.Schema.Types.Keys), type);
        }
    }
}
