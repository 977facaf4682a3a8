using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>Whether a literal without variables is a value of an input type. GraphQL 2025 §5.6.1</summary>
internal static class LiteralRules
{
    /// <param name="value">The literal.</param>
    /// <param name="type">What is expected.</param>
    /// <param name="report">Takes each fault: a sentence, and the part of the literal that it is about.</param>
    public static void Check(Value value, GraphQLType type, Action<string, SyntaxNode> report)
    {
        switch (type)
        {
            case NonNullType when value is NullValue:
                report($"Expected value of non-null type \"{type}\" not to be null.", value);
                break;
            case NonNullType nonNull:
                Check(value, nonNull.Inner, report);
                break;
            case not null when value is NullValue:
                break;
            case ListType list when value is ListValue items:
                foreach (var item in items.Items)
                {
                    Check(item, list.Item, report);
                }

                break;
            case ListType list:
                Check(value, list.Item, report);   // §3.11: one item stands for a list of it
                break;
            case InputObjectType input when value is ObjectValue fields:
                CheckFields(fields, input, report);
                break;
            case InputObjectType:
                report($"Expected value of type \"{type}\" to be an object, found: {Printer.Print(value)}.", value);
                break;
            case EnumType members:
                CheckEnum(value, members, report);
                break;
            case ScalarType scalar:
                CheckScalar(value, scalar, report);
                break;
        }
    }

    private static void CheckFields(ObjectValue value, InputObjectType type, Action<string, SyntaxNode> report)
    {
        var given = new Dictionary<string, ObjectField>();
        foreach (var field in value.Fields)
        {
            var name = field.Name.Value;
            if (!given.TryAdd(name, field))
            {
                report($"There can be only one input field named \"{name}\".", field.Name);
            }
            else if (type.Fields.TryGetValue(name, out var definition))
            {
                Check(field.Value, definition.Type, report);
            }
            else
            {
                report(
                    $"Expected value of type \"{type}\" not to include unknown field \"{name}\", found: "
                    + $"{Printer.Print(value)}.",
                    field);
            }
        }

        foreach (var required in type.Fields.Values.Where(field => field.IsRequired && !given.ContainsKey(field.Name)))
        {
            report(
                $"Expected value of type \"{type}\" to include required field \"{required.Name}\", found: "
                + $"{Printer.Print(value)}.",
                value);
        }

        if (type.IsOneOf && (given.Count != 1 || given.Values.Single().Value is NullValue))
        {
            report(
                $"Within OneOf Input Object type \"{type}\", exactly one field must be specified, and the value "
                + "for that field must be non-null.",
                value);
        }
    }

    private static void CheckEnum(Value value, EnumType type, Action<string, SyntaxNode> report)
    {
        if (value is not EnumValue member)
        {
            report($"Enum \"{type}\" cannot represent non-enum value: {Printer.Print(value)}.", value);
        }
        else if (!type.Values.ContainsKey(member.Name))
        {
            report($"Value \"{member.Name}\" does not exist in \"{type}\" enum.", value);
        }
    }

    private static void CheckScalar(Value value, ScalarType type, Action<string, SyntaxNode> report)
    {
        try
        {
            type.Coercion.ParseLiteral(value);
        }
        catch (FormatException refused)
        {
            report(refused.Message, value);
        }
    }
}
