using System.Runtime.CompilerServices;
using System.Text;

namespace Monitor.GraphQL.Language;

/// <summary>
/// Values as messages show them: as printed, unless they are so large that an answer full of them would be many times
/// its question. Those go on one line, cut short.
/// </summary>
internal sealed class MessagePrinter
{
    private const int LongestSource = 2_000;
    private const int Longest = 5_000;

    private readonly StringBuilder line = new();

    private MessagePrinter()
    {
    }

    public static string Print(Value value)
    {
        // Laying out costs a multiple of what was written; what was made by code is small.
        if (value.Location.End - value.Location.Start <= LongestSource)
        {
            var printed = Printer.Print(value);
            if (printed.Length <= Longest)
            {
                return printed;
            }
        }

        var printer = new MessagePrinter();
        printer.Write(value);
        return printer.Cut();
    }

    private string Cut()
    {
        if (line.Length <= Longest)
        {
            return line.ToString();
        }

        var length = char.IsHighSurrogate(line[Longest - 1]) ? Longest - 1 : Longest;
        return line.ToString(0, length) + "…";
    }

    private void Write(Value value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value)
        {
            case ListValue list:
                WriteAll("[", list.Items, item => item, "]");
                break;
            case ObjectValue fields:
                WriteAll("{ ", fields.Fields, field => field.Value, " }");
                break;
            case StringValue { Text.Length: > Longest } text:
                line.Append(Printer.Quote(text.Text[..Longest]));
                break;
            default:
                line.Append(Printer.Print(value));
                break;
        }
    }

    private void WriteAll<T>(string open, IReadOnlyList<T> parts, Func<T, Value> valueOf, string close)
    {
        line.Append(open);
        for (var i = 0; i < parts.Count && line.Length <= Longest; i++)
        {
            line.Append(i == 0 ? "" : ", ");
            if (parts[i] is ObjectField field)
            {
                line.Append(field.Name.Value).Append(": ");
            }

            Write(valueOf(parts[i]));
        }

        line.Append(close);
    }
}
