using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema.DefinitionRules;

/// <summary>Objects within default values and arguments have each field once. §5.6.3</summary>
internal sealed class UniqueInputFieldNames(DefinitionContext context) : DefinitionRule(context)
{
    public override void Enter(Value value)
    {
        switch (value)
        {
            case ListValue list:
                foreach (var item in list.Items)
                {
                    Enter(item);
                }

                break;
            case ObjectValue fields:
                Check(fields);
                break;
        }
    }

    private void Check(ObjectValue value)
    {
        var known = new Dictionary<string, Name>();
        foreach (var field in value.Fields)
        {
            if (!known.TryAdd(field.Name.Value, field.Name))
            {
                Context.Report(
                    $"There can be only one input field named \"{field.Name}\".",
                    known[field.Name.Value],
                    field.Name);
            }

            Enter(field.Value);
        }
    }
}
