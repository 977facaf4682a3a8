using System.Buffers;
using System.Globalization;
using System.Text;

namespace Monitor.GraphQL.Language;

internal enum TokenKind
{
    StartOfFile,
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    ParenOpen,
    ParenClose,
    Spread,
    Colon,
    Equals,
    At,
    BracketOpen,
    BracketClose,
    BraceOpen,
    Pipe,
    BraceClose,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

/// <summary>
/// Walks the source token by token; the current token is in its properties. Holds no copy of the text: only a
/// string value is made, and only while its token is read. GraphQL 2025 §2.1.
/// </summary>
internal ref struct Lexer(string text)
{
    private const int NameBit = 0x80;
    private const int KindBits = NameBit - 1;

    private static readonly byte[] characters = Characters();
    private static readonly SearchValues<char> stringMarks = SearchValues.Create("\"\\\n\r");

    private readonly ReadOnlySpan<char> source = text;
    private int line = 1;
    private int lineStart;

    public TokenKind Kind { get; private set; } = TokenKind.StartOfFile;

    public int Start { get; private set; }

    public int End { get; private set; }

    public int Line { get; private set; }

    public int Column { get; private set; }

    /// <summary>Of a string or block string: escapes resolved, block strings dedented.</summary>
    public string StringValue { get; private set; } = "";

    /// <summary>The token as written.</summary>
    public readonly ReadOnlySpan<char> Text => source[Start..End];

    /// <summary>How messages name a kind: punctuators in quotes.</summary>
    public static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.StartOfFile => "<SOF>",
        TokenKind.EndOfFile => "<EOF>",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.ParenOpen => "\"(\"",
        TokenKind.ParenClose => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.Equals => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketOpen => "\"[\"",
        TokenKind.BracketClose => "\"]\"",
        TokenKind.BraceOpen => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.BraceClose => "\"}\"",
        _ => kind.ToString(),
    };

    /// <summary>The current token as messages name it: <c>Name "query"</c>.</summary>
    public readonly string Describe() => Kind switch
    {
        TokenKind.String or TokenKind.BlockString => $"{Kind} \"{StringValue}\"",
        TokenKind.Name or TokenKind.Int or TokenKind.Float => $"{Kind} \"{Text}\"",
        _ => Describe(Kind),
    };

    /// <summary>Reads the next token, past white space, commas and comments.</summary>
    public void Advance()
    {
        var text = source;
        var position = SkipIgnored(End);
        if ((uint)position >= (uint)text.Length)
        {
            Take(TokenKind.EndOfFile, position, 0);
            return;
        }

        var c = text[position];
        var kind = c < characters.Length ? (TokenKind)(characters[c] & KindBits) : TokenKind.StartOfFile;
        if (kind == TokenKind.Name)
        {
            var end = position;
            do
            {
                end++;
            }
            while ((uint)end < (uint)text.Length && IsNameContinue(text[end]));

            Take(kind, position, end - position);
        }
        else if (kind is > TokenKind.EndOfFile and < TokenKind.Name and not TokenKind.Spread)
        {
            Take(kind, position, 1);
        }
        else
        {
            ReadOther(kind, position);
        }
    }

    /// <summary>An error at a place in the source.</summary>
    public readonly SyntaxException Error(int position, string description, SyntaxLimit? exceeded = null)
    {
        var errorLine = 1;
        var errorLineStart = 0;
        for (var i = 0; i < position && i < source.Length; i++)
        {
            if (source[i] == '\n' || (source[i] == '\r' && At(i + 1) != '\n'))
            {
                errorLine++;
                errorLineStart = i + 1;
            }
        }

        var location = new Location(errorLine, position - errorLineStart + 1, position, position);
        return new SyntaxException($"Syntax Error: {description}", location) { Exceeded = exceeded };
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsNameContinue(char c) => c < characters.Length && (characters[c] & NameBit) != 0;

    /// <summary>For each ASCII character: what kind of token it begins, and whether a name goes on with it.</summary>
    private static byte[] Characters()
    {
        var characters = new byte[128];
        for (var c = '\0'; c < characters.Length; c++)
        {
            var isOfName = char.IsAsciiLetterOrDigit(c) || c == '_';
            characters[c] = (byte)((int)KindOf(c) | (isOfName ? NameBit : 0));
        }

        return characters;
    }

    /// <summary>StartOfFile where a character begins no token.</summary>
    private static TokenKind KindOf(char c) => c switch
    {
        '!' => TokenKind.Bang,
        '$' => TokenKind.Dollar,
        '&' => TokenKind.Ampersand,
        '(' => TokenKind.ParenOpen,
        ')' => TokenKind.ParenClose,
        '.' => TokenKind.Spread,
        ':' => TokenKind.Colon,
        '=' => TokenKind.Equals,
        '@' => TokenKind.At,
        '[' => TokenKind.BracketOpen,
        ']' => TokenKind.BracketClose,
        '{' => TokenKind.BraceOpen,
        '|' => TokenKind.Pipe,
        '}' => TokenKind.BraceClose,
        '"' => TokenKind.String,
        '-' or (>= '0' and <= '9') => TokenKind.Int,
        _ when IsNameStart(c) => TokenKind.Name,
        _ => TokenKind.StartOfFile,
    };

    /// <summary>Past white space, commas and comments.</summary>
    private int SkipIgnored(int position)
    {
        var text = source;
        while ((uint)position < (uint)text.Length)
        {
            var c = text[position];
            if (c == ' ')
            {
                position++;
            }
            else if (c == '\n')
            {
                StartLine(++position);
            }
            else if (c is ',' or '\t' or '\uFEFF')
            {
                position++;
            }
            else if (c == '\r')
            {
                position += At(position + 1) == '\n' ? 2 : 1;
                StartLine(position);
            }
            else if (c == '#')
            {
                position = SkipComment(position);
            }
            else
            {
                break;
            }
        }

        return position;
    }

    private void ReadOther(TokenKind kind, int position)
    {
        switch (kind)
        {
            case TokenKind.Int:
                ReadNumber(position);
                break;
            case TokenKind.String:
                ReadAnyString(position);
                break;
            case TokenKind.Spread:
                ReadSpread(position);
                break;
            default:
                throw Error(position, UnexpectedCharacter(position));
        }
    }

    private void StartLine(int position)
    {
        line++;
        lineStart = position;
    }

    /// <summary>The character at a position; NUL, which starts no token, past the end.</summary>
    private readonly char At(int position) => (uint)position < (uint)source.Length ? source[position] : '\0';

    private void Take(TokenKind kind, int start, int length)
    {
        Kind = kind;
        Start = start;
        End = start + length;
        Line = line;
        Column = start - lineStart + 1;
    }

    private readonly string UnexpectedCharacter(int position) => source[position] == '\''
        ? "Unexpected single quote character ('), did you mean to use a double quote (\")?"
        : ScalarLength(position) > 0
            ? $"Unexpected character: {DescribeCharacter(position)}."
            : $"Invalid character: {DescribeCharacter(position)}.";

    /// <summary>UTF-16 units of the character at a position; 0 for a surrogate that has lost its other half.</summary>
    private readonly int ScalarLength(int position)
    {
        var c = source[position];
        if (!char.IsSurrogate(c))
        {
            return 1;
        }

        return char.IsHighSurrogate(c) && char.IsLowSurrogate(At(position + 1)) ? 2 : 0;
    }

    private readonly string DescribeCharacter(int position)
    {
        if (position >= source.Length)
        {
            return "<EOF>";
        }

        var c = source[position];
        if (c == '"')
        {
            return "'\"'";
        }

        if (c is >= ' ' and <= '~')
        {
            return $"\"{c}\"";
        }

        var code = ScalarLength(position) == 2 ? char.ConvertToUtf32(c, source[position + 1]) : c;
        return "U+" + code.ToString("X4", CultureInfo.InvariantCulture);
    }

    private readonly int SkipComment(int position)
    {
        position++;
        while (position < source.Length && source[position] is not ('\n' or '\r'))
        {
            var length = ScalarLength(position);
            if (length == 0)
            {
                break;
            }

            position += length;
        }

        return position;
    }

    private void ReadSpread(int position)
    {
        if (At(position + 1) == '.' && At(position + 2) == '.')
        {
            Take(TokenKind.Spread, position, 3);
            return;
        }

        if (At(position + 1) == '.')
        {
            throw Error(position, "Unexpected \"..\", did you mean \"...\"?");
        }

        if (char.IsAsciiDigit(At(position + 1)))
        {
            var digits = source[(position + 1)..ReadDigits(position + 1)];
            throw Error(position, $"Invalid number, expected digit before \".\", did you mean \"0.{digits}\"?");
        }

        throw Error(position, UnexpectedCharacter(position));
    }

    private void ReadNumber(int start)
    {
        var position = At(start) == '-' ? start + 1 : start;
        var kind = TokenKind.Int;
        if (At(position) == '0')
        {
            position++;
            if (char.IsAsciiDigit(At(position)))
            {
                throw Error(
                    position, $"Invalid number, unexpected digit after 0: {DescribeCharacter(position)}.");
            }
        }
        else
        {
            position = ReadDigits(position);
        }

        if (At(position) == '.')
        {
            kind = TokenKind.Float;
            position = ReadDigits(position + 1);
        }

        if (At(position) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            position += At(position + 1) is '+' or '-' ? 2 : 1;
            position = ReadDigits(position);
        }

        // GraphQL 2025 §2.10.1: a number is not followed by a dot or the start of a name.
        if (At(position) == '.' || IsNameStart(At(position)))
        {
            throw Error(position, $"Invalid number, expected digit but got: {DescribeCharacter(position)}.");
        }

        Take(kind, start, position - start);
    }

    private readonly int ReadDigits(int position)
    {
        if (!char.IsAsciiDigit(At(position)))
        {
            throw Error(position, $"Invalid number, expected digit but got: {DescribeCharacter(position)}.");
        }

        while (char.IsAsciiDigit(At(position)))
        {
            position++;
        }

        return position;
    }

    private void ReadAnyString(int start)
    {
        if (At(start + 1) == '"' && At(start + 2) == '"')
        {
            ReadBlockString(start);
        }
        else
        {
            ReadString(start);
        }
    }

    private void ReadString(int start)
    {
        StringBuilder? value = null;   // only a string with escapes is put together from pieces
        var position = start + 1;
        var pieceStart = position;
        while (true)
        {
            var next = NextInString(position);
            CheckCharacters(position, next);
            position = next;
            switch (At(position))
            {
                case '"':
                    var last = source[pieceStart..position];
                    StringValue = value is null ? last.ToString() : value.Append(last).ToString();
                    Take(TokenKind.String, start, position + 1 - start);
                    return;
                case '\\':
                    value ??= new StringBuilder();
                    value.Append(source[pieceStart..position]);
                    position += ReadEscape(position, value);
                    pieceStart = position;
                    break;
                default:
                    throw Error(position, "Unterminated string.");
            }
        }
    }

    /// <summary>The next character that means something within a string, or the end of the source.</summary>
    private readonly int NextInString(int position)
    {
        var length = source[position..].IndexOfAny(stringMarks);
        return length < 0 ? source.Length : position + length;
    }

    /// <exception cref="SyntaxException">A part of a string has a surrogate without its other half.</exception>
    private readonly void CheckCharacters(int start, int end)
    {
        var surrogate = source[start..end].IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var position = start + surrogate; surrogate >= 0 && position < end;)
        {
            position += CheckedLength(position);
        }
    }

    private readonly int CheckedLength(int position)
    {
        var length = ScalarLength(position);
        return length > 0
            ? length
            : throw Error(position, $"Invalid character within String: {DescribeCharacter(position)}.");
    }

    /// <summary>Appends the character that an escape stands for; answers the escape's length.</summary>
    private readonly int ReadEscape(int position, StringBuilder value)
    {
        if (At(position + 1) == 'u')
        {
            return At(position + 2) == '{'
                ? ReadUnicodeOfAnyWidth(position, value)
                : ReadUnicodeOfFourDigits(position, value);
        }

        var c = At(position + 1) switch
        {
            '"' => '"',
            '\\' => '\\',
            '/' => '/',
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => throw Error(position, $"Invalid character escape sequence: \"{Slice(position, 2)}\"."),
        };
        value.Append(c);
        return 2;
    }

    private readonly int ReadUnicodeOfAnyWidth(int position, StringBuilder value)
    {
        const int longest = 12;   // \u{00000000}
        var point = 0;
        var size = 3;
        while (size < longest)
        {
            var c = At(position + size++);
            if (c == '}')
            {
                if (size < 5 || !Rune.IsValid(point))
                {
                    break;
                }

                value.Append(new Rune(point).ToString());
                return size;
            }

            point = (point << 4) | HexDigit(c);
            if (point < 0)
            {
                break;
            }
        }

        throw Error(position, $"Invalid Unicode escape sequence: \"{Slice(position, size)}\".");
    }

    private readonly int ReadUnicodeOfFourDigits(int position, StringBuilder value)
    {
        var code = FourHexDigits(position + 2);
        if (Rune.IsValid(code))
        {
            value.Append((char)code);
            return 6;
        }

        // GraphQL 2025 §2.10.4: two escapes may together stand for one supplementary character.
        if (code >= 0 && char.IsHighSurrogate((char)code) && At(position + 6) == '\\' && At(position + 7) == 'u')
        {
            var trailing = FourHexDigits(position + 8);
            if (trailing >= 0 && char.IsLowSurrogate((char)trailing))
            {
                value.Append((char)code).Append((char)trailing);
                return 12;
            }
        }

        throw Error(position, $"Invalid Unicode escape sequence: \"{Slice(position, 6)}\".");
    }

    /// <summary>Negative where one of the four is no digit.</summary>
    private readonly int FourHexDigits(int position) =>
        (HexDigit(At(position)) << 12)
        | (HexDigit(At(position + 1)) << 8)
        | (HexDigit(At(position + 2)) << 4)
        | HexDigit(At(position + 3));

    private static int HexDigit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'A' and <= 'F' => c - 'A' + 10,
        >= 'a' and <= 'f' => c - 'a' + 10,
        _ => -1,
    };

    private readonly string Slice(int position, int length) =>
        source[position..Math.Min(position + length, source.Length)].ToString();

    private void ReadBlockString(int start)
    {
        var position = start + 3;
        var newLine = line;
        var newLineStart = lineStart;
        while (true)
        {
            position = NextInString(position);
            switch (At(position))
            {
                case '"' when At(position + 1) == '"' && At(position + 2) == '"':
                    CheckCharacters(start + 3, position);
                    StringValue = BlockString.Dedent(source[(start + 3)..position]);
                    Take(TokenKind.BlockString, start, position + 3 - start);
                    line = newLine;
                    lineStart = newLineStart;
                    return;
                case '"':
                    position++;
                    break;
                case '\\':
                    position += source[position..].StartsWith("\\\"\"\"") ? 4 : 1;
                    break;
                case '\n' or '\r':
                    position += source[position] == '\r' && At(position + 1) == '\n' ? 2 : 1;
                    newLine++;
                    newLineStart = position;
                    break;
                default:
                    CheckCharacters(start + 3, position);
                    throw Error(position, "Unterminated string.");
            }
        }
    }
}
