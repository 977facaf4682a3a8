using System.Buffers;

namespace Monitor.GraphQL.Language;

/// <summary>The layout of block strings: what of the white space is the writer's, and what the value's.</summary>
internal static class BlockString
{
    private static readonly SearchValues<char> blanks = SearchValues.Create(" \t\n\r");

    /// <summary>The value of what stands between the quotes. GraphQL 2025 §2.10.4, BlockStringValue().</summary>
    public static string Dedent(ReadOnlySpan<char> raw)
    {
        var start = raw.IndexOfAnyExcept(blanks);
        if (start < 0)
        {
            return "";
        }

        var length = raw[start..].IndexOfAny('\n', '\r');
        var end = length < 0 ? raw.Length : start + length;
        if (raw[end..].ContainsAnyExcept(blanks))
        {
            return DedentLines(raw);
        }

        // One line with text, as most have: its indentation is the common one, unless the quotes stand before it.
        return Unescape(raw[..start].ContainsAny('\n', '\r') ? raw[start..end] : raw[..end]);
    }

    private static string DedentLines(ReadOnlySpan<char> raw)
    {
        var commonIndent = int.MaxValue;
        var firstWithText = -1;
        var lastWithText = -1;
        var number = 0;
        foreach (var line in new Lines(raw))
        {
            var indent = LeadingWhiteSpace(line);
            if (indent < line.Length)
            {
                firstWithText = firstWithText < 0 ? number : firstWithText;
                lastWithText = number;
                commonIndent = number > 0 ? Math.Min(commonIndent, indent) : commonIndent;
            }

            number++;
        }

        return Join(raw, firstWithText, lastWithText, commonIndent);
    }

    /// <summary>Some of the lines, without their common indentation.</summary>
    private static string Join(ReadOnlySpan<char> raw, int first, int last, int commonIndent)
    {
        const int small = 512;
        var rented = raw.Length > small ? ArrayPool<char>.Shared.Rent(raw.Length) : null;
        var value = rented ?? stackalloc char[small];
        var length = 0;
        var number = 0;
        foreach (var line in new Lines(raw))
        {
            if (number >= first && number <= last)
            {
                if (number > first)
                {
                    value[length++] = '\n';
                }

                var text = number == 0 ? line : line[Math.Min(commonIndent, line.Length)..];
                text.CopyTo(value[length..]);
                length += text.Length;
            }

            number++;
        }

        var joined = Unescape(value[..length]);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return joined;
    }

    private static string Unescape(ReadOnlySpan<char> text) => text.Contains('\\')
        ? text.ToString().Replace("\\\"\"\"", "\"\"\"", StringComparison.Ordinal)
        : text.ToString();

    /// <summary>True where a block string can hold the value so that reading gives it back.</summary>
    public static bool CanHold(string value)
    {
        if (value.Length == 0)
        {
            return true;
        }

        var lineIsEmpty = true;
        var lineIsIndented = false;
        var allIndented = true;
        var seenLine = false;
        foreach (var c in value)
        {
            switch (c)
            {
                case '\n':
                    if (lineIsEmpty && !seenLine)
                    {
                        return false;
                    }

                    seenLine = true;
                    lineIsEmpty = true;
                    lineIsIndented = false;
                    break;
                case '\t' or ' ':
                    lineIsIndented |= lineIsEmpty;
                    break;
                case <= '\u000F':
                    return false;
                default:
                    allIndented &= lineIsIndented;
                    lineIsEmpty = false;
                    break;
            }
        }

        return !lineIsEmpty && !(allIndented && seenLine);
    }

    /// <summary>The value as a block string, quotes included; lines are not indented.</summary>
    public static string Print(string value)
    {
        var escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        var lineCount = 0;
        var laterLinesIndented = true;
        foreach (var line in new Lines(escaped))
        {
            laterLinesIndented &= lineCount == 0 || line.Length == 0 || IsWhiteSpace(line[0]);
            lineCount++;
        }

        var isSingleLine = lineCount == 1;
        laterLinesIndented &= !isSingleLine;
        var endsInTripleQuote = escaped.EndsWith("\\\"\"\"", StringComparison.Ordinal);
        var lastNeedsLine = (value.EndsWith('"') && !endsInTripleQuote) || value.EndsWith('\\');
        var severalLines = !isSingleLine || value.Length > 70 || lastNeedsLine || laterLinesIndented
            || endsInTripleQuote;

        // White space at the start of a single line would be lost after a line break.
        var keepFirstLine = isSingleLine && value.Length > 0 && IsWhiteSpace(value[0]);
        var before = (severalLines && !keepFirstLine) || laterLinesIndented ? "\n" : "";
        var after = severalLines ? "\n" : "";
        return $"\"\"\"{before}{escaped}{after}\"\"\"";
    }

    private static bool IsWhiteSpace(char c) => c is ' ' or '\t';

    private static int LeadingWhiteSpace(ReadOnlySpan<char> line)
    {
        var text = line.IndexOfAnyExcept(' ', '\t');
        return text < 0 ? line.Length : text;
    }

    /// <summary>Walks lines that end in LF, CR LF or CR; unlike EnumerateLines(), in no other character.</summary>
    private ref struct Lines(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> rest = text;
        private bool isDone;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly Lines GetEnumerator() => this;

        public bool MoveNext()
        {
            if (isDone)
            {
                return false;
            }

            var end = rest.IndexOfAny('\n', '\r');
            if (end < 0)
            {
                Current = rest;
                isDone = true;
                return true;
            }

            Current = rest[..end];
            rest = rest[(end + (rest[end..].StartsWith("\r\n") ? 2 : 1))..];
            return true;
        }
    }
}
