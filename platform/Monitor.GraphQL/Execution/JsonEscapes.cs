using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace Monitor.GraphQL.Execution;

/// <summary>What an encoder makes of each character, found once: most text passes through in long runs.</summary>
internal sealed class JsonEscapes
{
    private const int Together = 64;
    private const int LongestEscape = 6;

    private static readonly ConditionalWeakTable<JavaScriptEncoder, JsonEscapes> ByEncoder = [];

    private readonly JavaScriptEncoder encoder;
    private readonly SearchValues<char> plainAscii;
    private readonly byte[][] ascii = new byte[128][];
    private readonly bool[] isPlain = new bool[char.MaxValue + 1];

    private JsonEscapes(JavaScriptEncoder encoder)
    {
        this.encoder = encoder;
        for (var character = 0; character < isPlain.Length; character++)
        {
            isPlain[character] = !char.IsSurrogate((char)character) && !encoder.WillEncode(character);
        }

        for (var character = 0; character < ascii.Length; character++)
        {
            ascii[character] = Encoding.UTF8.GetBytes(encoder.Encode(((char)character).ToString()));
        }

        plainAscii = SearchValues.Create(
            [.. Enumerable.Range(0, 128).Where(character => isPlain[character]).Select(character => (char)character)]);
    }

    public static JsonEscapes Of(JavaScriptEncoder encoder) =>
        ByEncoder.GetValue(encoder, static key => new JsonEscapes(key));

    /// <summary>Whether all of it is ASCII that needs no escapes, as most text is.</summary>
    public bool IsPlain(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(plainAscii);

    /// <summary>Writes the text without its quotes.</summary>
    public void Write(ReadOnlySpan<char> text, JsonText json)
    {
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(plainAscii);
            if (plain < 0)
            {
                json.PlainAscii(text);
                return;
            }

            json.PlainAscii(text[..plain]);
            text = WriteEach(text[plain..], json);
        }
    }

    /// <summary>Writes some characters one by one, as odd ones often stand together; answers with the rest.</summary>
    private ReadOnlySpan<char> WriteEach(ReadOnlySpan<char> text, JsonText json)
    {
        var end = Math.Min(text.Length, Together);
        var room = json.Room(end * LongestEscape);
        var written = 0;
        var at = 0;
        for (; at < end; at++)
        {
            var character = text[at];
            if (character < ascii.Length)
            {
                var escape = ascii[character];
                if (escape.Length == 1)
                {
                    room[written++] = escape[0];
                }
                else
                {
                    escape.CopyTo(room[written..]);
                    written += escape.Length;
                }
            }
            else if (isPlain[character])
            {
                written += new Rune(character).EncodeToUtf8(room[written..]);
            }
            else
            {
                break;
            }
        }

        json.Advance(written);
        return at < end ? WriteEncoded(text[at..], json) : text[at..];
    }

    /// <summary>Writes up to the next ASCII character as the encoder says: surrogates stay together.</summary>
    private ReadOnlySpan<char> WriteEncoded(ReadOnlySpan<char> text, JsonText json)
    {
        var length = text.IndexOfAnyInRange('\0', '\x7f');
        length = length < 0 ? text.Length : length;
        json.Plain(encoder.Encode(text[..length].ToString()));
        return text[length..];
    }
}
