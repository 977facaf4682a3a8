using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Monitor.GraphQL.Language;

namespace Monitor.GraphQL.Validation.Rules.Overlapping;

/// <summary>
/// Compares arguments, whatever the order in which they and the fields of objects are written. Each value is read once.
/// </summary>
internal sealed class ArgumentComparison(Budget budget)
{
    private enum Answer : byte
    {
        Unknown,
        Same,
        Different,
    }

    private const int Few = 8;

    private readonly PairTable<Answer> answers = new();
    private readonly Dictionary<Value, int> numbers = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> numberOf = new(StringComparer.Ordinal);

    public bool AreSame(CollectedField one, CollectedField other)
    {
        ref var answer = ref answers[one.Number, other.Number];
        if (answer == Answer.Unknown)
        {
            answer = AreSame(one.Node.Arguments, other.Node.Arguments) ? Answer.Same : Answer.Different;
        }

        return answer == Answer.Same;
    }

    public bool AreSame(IReadOnlyList<Argument> arguments, IReadOnlyList<Argument> others)
    {
        if (arguments.Count != others.Count)
        {
            return false;
        }

        var byName = others.Count > Few ? ByName(others) : null;
        for (var i = 0; i < arguments.Count; i++)
        {
            budget.Spend(1);
            var name = arguments[i].ArgumentName;
            var other = byName is null ? FindLast(others, name) : byName.GetValueOrDefault(name);
            if (other is null || !AreSame(arguments[i].Value, other))
            {
                return false;
            }
        }

        return true;
    }

    private static Dictionary<string, Value> ByName(IReadOnlyList<Argument> arguments)
    {
        var byName = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            byName[argument.ArgumentName] = argument.Value;
        }

        return byName;
    }

    private static Value? FindLast(IReadOnlyList<Argument> arguments, string name)
    {
        for (var i = arguments.Count - 1; i >= 0; i--)
        {
            if (arguments[i].ArgumentName == name)
            {
                return arguments[i].Value;
            }
        }

        return null;
    }

    private bool AreSame(Value one, Value other) => (one, other) switch
    {
        (Variable a, Variable b) => a.Name == b.Name,
        (IntValue a, IntValue b) => a.Text == b.Text,
        (BooleanValue a, BooleanValue b) => a.Value == b.Value,
        (EnumValue a, EnumValue b) => a.Name == b.Name,
        _ => one.GetType() == other.GetType() && NumberOf(one) == NumberOf(other),
    };

    /// <summary>Two values have the same number just where they are the same.</summary>
    private int NumberOf(Value value)
    {
        if (!numbers.TryGetValue(value, out var number))
        {
            var text = new StringBuilder();
            Write(value, text);
            var key = text.ToString();
            if (!numberOf.TryGetValue(key, out number))
            {
                numberOf.Add(key, number = numberOf.Count);
            }

            numbers.Add(value, number);
        }

        return number;
    }

    private static void Write(Value value, StringBuilder text)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case Variable variable:
                text.Append('$').Append(variable.Name);
                break;
            case IntValue number:
                text.Append('i').Append(number.Text);
                break;
            case FloatValue number:
                text.Append('f').Append(number.Text);
                break;
            case StringValue characters:
                text.Append(characters.IsBlock ? 'b' : 's')
                    .Append(CultureInfo.InvariantCulture, $"{characters.Text.Length}:")
                    .Append(characters.Text);
                break;
            case BooleanValue boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case EnumValue member:
                text.Append('e').Append(member.Name);
                break;
            case ListValue list:
                Write(list, text);
                break;
            case ObjectValue @object:
                Write(@object, text);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void Write(ListValue list, StringBuilder text)
    {
        text.Append('[');
        foreach (var item in list.Items)
        {
            Write(item, text);
            text.Append(',');
        }

        text.Append(']');
    }

    private static void Write(ObjectValue value, StringBuilder text)
    {
        text.Append('{');
        foreach (var field in value.Fields.OrderBy(field => field.FieldName, StringComparer.Ordinal))
        {
            text.Append(field.FieldName).Append(':');
            Write(field.Value, text);
            text.Append(',');
        }

        text.Append('}');
    }
}
