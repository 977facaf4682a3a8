using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Input Object Field Uniqueness: no field of an input object is given twice. §5.6.3</summary>
internal sealed class UniqueInputFieldNames(ValidationContext context) : ValidationRule(context)
{
    private const int Few = 8;

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
        var fields = value.Fields;
        var known = fields.Count > Few ? new Dictionary<string, ObjectField>(StringComparer.Ordinal) : null;
        for (var i = 0; i < fields.Count; i++)
        {
            var field = fields[i];
            if (FindFirst(fields, i, known) is { } first)
            {
                Context.Report(
                    $"There can be only one input field named \"{field.FieldName}\".", first.Name, field.Name);
            }

            Judge(field.Value);
        }
    }

    /// <summary>The first field of the same name; null where that is this one.</summary>
    private static ObjectField? FindFirst(
        IReadOnlyList<ObjectField> fields, int place, Dictionary<string, ObjectField>? known)
    {
        var name = fields[place].FieldName;
        if (known is not null)
        {
            return known.TryAdd(name, fields[place]) ? null : known[name];
        }

        for (var i = 0; i < place; i++)
        {
            if (fields[i].FieldName == name)
            {
                return fields[i];
            }
        }

        return null;
    }
}
