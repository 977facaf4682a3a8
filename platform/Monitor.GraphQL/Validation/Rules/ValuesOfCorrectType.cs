using Monitor.GraphQL.Language;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Validation.Rules;

/// <summary>Literals fit the types they are given for. §5.6.1, §5.6.2, §5.6.4</summary>
internal sealed class ValuesOfCorrectType(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(Value value, GraphQLType? type)
    {
        if (type is not null)
        {
            Judge(value, type);
        }
    }

    private void Judge(Value value, GraphQLType type)
    {
        switch (type)
        {
            case var _ when value is Variable:
                // §5.8.5 judges variables.
                break;
            case NonNullType when value is NullValue:
                Context.Report($"Expected value of non-null type \"{type}\" not to be null.", value);
                break;
            case NonNullType nonNull:
                Judge(value, nonNull.Inner);
                break;
            case var _ when value is NullValue:
                break;
            case ListType list when value is ListValue items:
                foreach (var item in items.Items)
                {
                    Judge(item, list.Item);
                }

                break;
            case ListType list:
                Judge(value, list.Item);
                break;
            case InputObjectType input:
                JudgeObject(value, input);
                break;
            case EnumType @enum:
                Report(EnumInput.FaultOf(@enum, value, Context.Options.Suggest), value);
                break;
            case ScalarType scalar:
                JudgeScalar(value, scalar);
                break;
        }
    }

    private void JudgeObject(Value value, InputObjectType type)
    {
        if (value is not ObjectValue given)
        {
            Context.Report(
                $"Expected value of type \"{type}\" to be an object, found: {Printer.Print(value)}.", value);
            return;
        }

        foreach (var field in type.Fields.Values)
        {
            // The last of several of one name counts; UniqueInputFieldNames reports the others.
            var written = given.Fields.LastOrDefault(candidate => candidate.Name.Value == field.Name);
            if (written is not null)
            {
                Judge(written.Value, field.Type);
            }
            else if (field.IsRequired)
            {
                Context.Report(
                    $"Expected value of type \"{type}\" to include required field \"{field.Name}\","
                    + $" found: {Printer.Print(value)}.",
                    value);
            }
        }

        foreach (var unknown in given.Fields.Where(field => !type.Fields.ContainsKey(field.Name.Value)))
        {
            ReportUnknown(unknown, type, given);
        }

        if (type.IsOneOf)
        {
            JudgeOneOf(given, type);
        }
    }

    private void ReportUnknown(ObjectField unknown, InputObjectType type, ObjectValue given)
    {
        var suggestion = Context.DidYouMean(unknown.Name.Value, type.Fields.Keys);
        Context.Report(
            $"Expected value of type \"{type}\" not to include unknown field \"{unknown.Name}\""
            + $"{(suggestion.Length > 0 ? $".{suggestion} Found" : ", found")}: {Printer.Print(given)}.",
            unknown);
    }

    private void JudgeOneOf(ObjectValue given, InputObjectType type)
    {
        var known = given.Fields.Where(field => type.Fields.ContainsKey(field.Name.Value)).ToList();
        if (known is not [{ Value: not NullValue }])
        {
            Context.Report(
                $"Within OneOf Input Object type \"{type}\", exactly one field must be specified,"
                + " and the value for that field must be non-null.",
                given);
        }
    }

    private void JudgeScalar(Value value, ScalarType type)
    {
        // Variables deep within a custom scalar's literal are only known when it is executed.
        if (HoldsVariable(value))
        {
            return;
        }

        try
        {
            type.Coercion.ParseLiteral(value);
        }
        catch (FormatException fault)
        {
            Context.Report(fault.Message, value);
        }
    }

    private static bool HoldsVariable(Value value) => value switch
    {
        Variable => true,
        ListValue list => list.Items.Any(HoldsVariable),
        ObjectValue @object => @object.Fields.Any(field => HoldsVariable(field.Value)),
        _ => false,
    };

    private void Report(string? fault, Value value)
    {
        if (fault is not null)
        {
            Context.Report(fault, value);
        }
    }
}
