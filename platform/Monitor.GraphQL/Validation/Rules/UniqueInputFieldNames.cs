using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Input Object Field Uniqueness: no field of an input object is given twice. §5.6.3</summary>
internal sealed class UniqueInputFieldNames(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Value value, GraphQLType? type) => Judge(value);

    private void Judge(Value value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case ListValue list:
                foreach (var item in list.Items)
                {
                    Judge(item);
                }

                break;
            case ObjectValue @object:
                JudgeObject(@object);
                break;
        }
    }

    private void JudgeObject(ObjectValue value)
    {
        var known = value.Fields.Count > 1 ? new Dictionary<string, Name>(StringComparer.Ordinal) : null;
        foreach (var field in value.Fields)
        {
            if (known?.TryAdd(field.Name.Value, field.Name) == false)
            {
                Context.Report(
                    $"There can be only one input field named \"{field.Name}\".", known[field.Name.Value], field.Name);
            }

            Judge(field.Value);
        }
    }
}
