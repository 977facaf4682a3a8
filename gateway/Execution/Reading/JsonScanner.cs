using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Monitor.Gateway.Execution.Reading;

/// <summary>
/// Walks over JSON, strictly by the grammar of RFC 8259, and builds nothing: whoever asks knows by the position where a
/// value began and ended. The bytes must be valid UTF-8 already.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> json)
{
    /// <summary>Objects and lists within each other.</summary>
    public const int MaxDepth = 128;

    private readonly ReadOnlySpan<byte> json = json;

    /// <summary>Of the next byte that is not read yet.</summary>
    public int Position { get; private set; }

    /// <summary>The next byte; 0, which no JSON has between its strings, at the end.</summary>
    public readonly byte Next => (uint)Position < (uint)json.Length ? json[Position] : (byte)0;

    public readonly bool IsAtEnd => Position >= json.Length;

    /// <summary>The bytes from a position that was read before up to here.</summary>
    public readonly ReadOnlySpan<byte> From(int start) => json[start..Position];

    /// <summary>Goes back to where a value began.</summary>
    public void Return(int position) => Position = position;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipSpace()
    {
        if (Next <= (byte)' ')
        {
            SkipSpaces();
        }
    }

    /// <summary>Reads one byte if it comes next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(byte expected)
    {
        if (Next != expected)
        {
            return false;
        }
        Position++;
        return true;
    }

    /// <summary>Reads some bytes if exactly they come next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTake(ReadOnlySpan<byte> expected)
    {
        if (!json[Position..].StartsWith(expected))
        {
            return false;
        }
        Position += expected.Length;
        return true;
    }

    /// <exception cref="MalformedAnswerException">Something else comes next.</exception>
    public void Take(byte expected)
    {
        if (!TryTake(expected))
        {
            throw Malformed();
        }
    }

    /// <summary>Reads the comma before a next member or item, or the end of the object or list.</summary>
    /// <returns>True where another one follows.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TakeCommaOr(byte end)
    {
        SkipSpace();
        if (TryTake((byte)','))
        {
            SkipSpace();
            return true;
        }
        Take(end);
        return false;
    }

    /// <summary>Reads a member's name and the colon behind it.</summary>
    /// <returns>The name without its quotes, escapes undone.</returns>
    public ReadOnlySpan<byte> ReadName()
    {
        var start = Position + 1;
        var isPlain = SkipString();
        var name = json[start..(Position - 1)];
        SkipSpace();
        Take((byte)':');
        return isPlain ? name : JsonText.Unescape(name);
    }

    /// <summary>Reads a string.</summary>
    /// <returns>False where it has escapes.</returns>
    public bool SkipString()
    {
        Take((byte)'"');
        var isPlain = true;
        while (true)
        {
            Position += LengthOfPlainText(json[Position..]);
            if (TryTake((byte)'"'))
            {
                return isPlain;
            }
            SkipEscape();   // else the end, or a control character
            isPlain = false;
        }
    }

    /// <summary>Reads a number.</summary>
    /// <returns>True where it has neither fraction nor exponent.</returns>
    public bool SkipNumber()
    {
        TryTake((byte)'-');
        if (!TryTake((byte)'0'))
        {
            SkipDigits();
        }
        var isWhole = true;
        if (TryTake((byte)'.'))
        {
            isWhole = false;
            SkipDigits();
        }
        if ((Next | 0x20) == 'e')
        {
            isWhole = false;
            Position++;
            if (!TryTake((byte)'+'))
            {
                TryTake((byte)'-');
            }
            SkipDigits();
        }
        return isWhole;
    }

    /// <summary>Reads any value.</summary>
    /// <param name="depth">Objects and lists around it.</param>
    public void SkipValue(int depth)
    {
        switch (Next)
        {
            case (byte)'"':
                SkipString();
                break;
            case (byte)'{':
                SkipObject(depth);
                break;
            case (byte)'[':
                SkipList(depth);
                break;
            case (byte)'t':
                TakeWord("true"u8);
                break;
            case (byte)'f':
                TakeWord("false"u8);
                break;
            case (byte)'n':
                TakeWord("null"u8);
                break;
            default:
                SkipNumber();
                break;
        }
    }

    public void TakeWord(ReadOnlySpan<byte> word)
    {
        if (!TryTake(word))
        {
            throw Malformed();
        }
    }

    public readonly MalformedAnswerException Malformed() => new($"answered what is not JSON (byte {Position + 1})");

    public static void CheckDepth(int depth)
    {
        if (depth >= MaxDepth)
        {
            throw new MalformedAnswerException($"answered more than {MaxDepth} levels");
        }
    }

    private void SkipObject(int depth)
    {
        CheckDepth(depth);
        Position++;
        SkipSpace();
        if (TryTake((byte)'}'))
        {
            return;
        }
        do
        {
            SkipString();
            SkipSpace();
            Take((byte)':');
            SkipSpace();
            SkipValue(depth + 1);
        }
        while (TakeCommaOr((byte)'}'));
    }

    private void SkipList(int depth)
    {
        CheckDepth(depth);
        Position++;
        SkipSpace();
        if (TryTake((byte)']'))
        {
            return;
        }
        do
        {
            SkipValue(depth + 1);
        }
        while (TakeCommaOr((byte)']'));
    }

    private void SkipSpaces()
    {
        while (Next is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            Position++;
        }
    }

    private void SkipDigits()
    {
        var start = Position;
        while ((uint)(Next - '0') <= 9)
        {
            Position++;
        }
        if (Position == start)
        {
            throw Malformed();
        }
    }

    private void SkipEscape()
    {
        Take((byte)'\\');
        switch (Next)
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                Position++;
                break;
            case (byte)'u':
                Position++;
                for (var digit = 0; digit < 4; digit++)
                {
                    if (!char.IsAsciiHexDigit((char)Next))
                    {
                        throw Malformed();
                    }
                    Position++;
                }
                break;
            default:
                throw Malformed();
        }
    }

    /// <summary>How many bytes come before a quote, a backslash or a control character; else all.</summary>
    private static int LengthOfPlainText(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (text.Length - length >= Vector128<byte>.Count)
        {
            var block = Vector128.Create(text[length..]);
            var special = Vector128.Equals(block, Vector128.Create((byte)'"'))
                | Vector128.Equals(block, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(block, Vector128.Create((byte)' '));
            if (special != Vector128<byte>.Zero)
            {
                return length + BitOperations.TrailingZeroCount(special.ExtractMostSignificantBits());
            }
            length += Vector128<byte>.Count;
        }
        while (length < text.Length && text[length] is not ((byte)'"' or (byte)'\\' or < (byte)' '))
        {
            length++;
        }
        return length;
    }
}
