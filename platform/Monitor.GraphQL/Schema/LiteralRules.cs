using System.Runtime.CompilerServices;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Schema;

/// <summary>
/// Whether a literal is a value of an input type. GraphQL 2025 §5.6.1 to §5.6.4; messages and order as graphql-js.
/// </summary>
/// <param name="report">
/// Takes each fault: a sentence, the part of the literal that it is about, and the way there.
/// </param>
/// <param name="suggest">Whether messages may propose names.</param>
/// <remarks>Variables are of no type here: §5.8.5 judges them.</remarks>
internal sealed class LiteralRules(Action<string, SyntaxNode, InputPath?> report, bool suggest = true)
{
    public void Check(Value value, GraphQLType type) => Check(value, type, null);

    private void Check(Value value, GraphQLType type, InputPath? path)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (type)
        {
            case not null when value is Variable:
                break;
            case NonNullType when value is NullValue:
                report($"Expected value of non-null type \"{type}\" not to be null.", value, path);
                break;
            case NonNullType nonNull:
                Check(value, nonNull.Inner, path);
                break;
            case not null when value is NullValue:
                break;
            case ListType list when value is ListValue items:
                for (var i = 0; i < items.Items.Count; i++)
                {
                    Check(items.Items[i], list.Item, new InputPath(path, i));
                }

                break;
            case ListType list:
                Check(value, list.Item, path);   // §3.11: one item stands for a list of it
                break;
            case InputObjectType input when value is ObjectValue given:
                CheckFields(given, input, path);
                break;
            case InputObjectType:
                report(
                    $"Expected value of type \"{type}\" to be an object, found: {MessagePrinter.Print(value)}.",
                    value,
                    path);
                break;
            case EnumType members:
                Report(EnumInput.FaultOf(members, WithoutVariables(value), suggest), value, path);
                break;
            case ScalarType scalar when !ReferenceEquals(scalar.Coercion, ScalarCoercion.PassThrough):
                CheckScalar(value, scalar, path);
                break;
        }
    }

    private void CheckFields(ObjectValue given, InputObjectType type, InputPath? path)
    {
        foreach (var field in type.Fields.Values)
        {
            // The last of several of one name counts; that there are several is for another rule.
            var written = given.Fields.LastOrDefault(candidate => candidate.Name.Value == field.Name);
            if (written is not null)
            {
                Check(written.Value, field.Type, new InputPath(path, field.Name));
            }
            else if (field.IsRequired)
            {
                report(
                    $"Expected value of type \"{type}\" to include required field \"{field.Name}\","
                    + $" found: {MessagePrinter.Print(given)}.",
                    given,
                    path);
            }
        }

        string? printed = null;   // once for all of them
        foreach (var field in given.Fields.Where(field => !type.Fields.ContainsKey(field.Name.Value)))
        {
            ReportUnknown(field, type, printed ??= MessagePrinter.Print(given), path);
        }

        if (type.IsOneOf)
        {
            CheckOneOf(given, type, path);
        }
    }

    private void ReportUnknown(ObjectField unknown, InputObjectType type, string given, InputPath? path)
    {
        var suggestion = Suggestions.DidYouMean(unknown.Name.Value, type.Fields.Keys, suggest);
        report(
            $"Expected value of type \"{type}\" not to include unknown field \"{unknown.Name}\""
            + $"{(suggestion.Length > 0 ? $".{suggestion} Found" : ", found")}: {given}.",
            unknown,
            path);
    }

    private void CheckOneOf(ObjectValue given, InputObjectType type, InputPath? path)
    {
        var known = given.Fields.Where(field => type.Fields.ContainsKey(field.Name.Value)).ToList();
        if (known is not [{ Value: not NullValue }])
        {
            report(
                $"Within OneOf Input Object type \"{type}\", exactly one field must be specified,"
                + " and the value for that field must be non-null.",
                given,
                known is [var isNull] ? new InputPath(path, isNull.Name.Value) : path);
        }
    }

    private void CheckScalar(Value value, ScalarType type, InputPath? path)
    {
        if (HoldsVariable(value))
        {
            if (!BuiltIns.IsScalar(type.Name))
            {
                return;   // what a scalar of one's own makes of it is only known when it is executed
            }

            value = WithoutVariables(value);
        }

        try
        {
            type.Coercion.ParseLiteral(value);
        }
        catch (FormatException refused)
        {
            report(refused.Message, value, path);
        }
    }

    private static bool HoldsVariable(Value value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return value switch
        {
            Variable => true,
            ListValue list => list.Items.Any(HoldsVariable),
            ObjectValue fields => fields.Fields.Any(field => HoldsVariable(field.Value)),
            _ => false,
        };
    }

    /// <summary>A list or object as it is while no variable has a value.</summary>
    private static Value WithoutVariables(Value value) => value switch
    {
        Variable => new NullValue(),
        ListValue list => new ListValue([.. list.Items.Select(WithoutVariables)]) { Location = list.Location },
        ObjectValue given => new ObjectValue([.. given.Fields
            .Where(field => field.Value is not Variable)
            .Select(field => new ObjectField(field.Name, WithoutVariables(field.Value)))])
        {
            Location = given.Location,
        },
        _ => value,
    };

    private void Report(string? fault, Value value, InputPath? path)
    {
        if (fault is not null)
        {
            report(fault, value, path);
        }
    }
}
