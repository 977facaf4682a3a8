using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Monitor.GraphQL.Schema;

namespace Monitor.GraphQL.Execution;

/// <summary>An answer as UTF-8, put together in memory that is used again.</summary>
/// <remarks>It writes what <see cref="Utf8JsonWriter"/> would with the same encoder, with less to check.</remarks>
internal sealed class JsonText(JavaScriptEncoder encoder, int capacity) : IDisposable
{
    private const int LongestNumber = 64;

    private readonly JsonEscapes escapes = JsonEscapes.Of(encoder);
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(capacity);
    private int length;

    public ReadOnlySpan<byte> Written => buffer.AsSpan(0, length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    public void EndObject() => Byte((byte)'}');

    public void BeginList() => Byte((byte)'[');

    public void EndList() => Byte((byte)']');

    public void Comma() => Byte((byte)',');

    public void Null() => Raw("null"u8);

    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    public void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        length += json.Length;
    }

    public void Number(long value)
    {
        value.TryFormat(Room(LongestNumber), out var written, provider: CultureInfo.InvariantCulture);
        length += written;
    }

    public void Number(double value) => length += EcmaNumber.Format(value, Room(LongestNumber));

    public void Number(decimal value)
    {
        value.TryFormat(Room(LongestNumber), out var written, provider: CultureInfo.InvariantCulture);
        length += written;
    }

    /// <summary>A value whose text needs no escapes.</summary>
    public void Quoted<T>(T value, string format)
        where T : IUtf8SpanFormattable
    {
        var room = Room(LongestNumber + 2);
        room[0] = (byte)'"';
        value.TryFormat(room[1..], out var written, format, CultureInfo.InvariantCulture);
        room[written + 1] = (byte)'"';
        length += written + 2;
    }

    public void Text(string text)
    {
        if (escapes.IsPlain(text))
        {
            var room = Room(text.Length + 2);
            room[0] = (byte)'"';
            Ascii.FromUtf16(text, room[1..], out _);
            room[text.Length + 1] = (byte)'"';
            length += text.Length + 2;
        }
        else
        {
            Byte((byte)'"');
            escapes.Write(text, this);
            Byte((byte)'"');
        }
    }

    /// <summary>Text that needs no escapes.</summary>
    public void Plain(ReadOnlySpan<char> text)
    {
        Utf8.FromUtf16(text, Room(text.Length * 3), out _, out var written);
        length += written;
    }

    /// <summary>ASCII that needs no escapes.</summary>
    public void PlainAscii(ReadOnlySpan<char> text)
    {
        Ascii.FromUtf16(text, Room(text.Length), out var written);
        length += written;
    }

    /// <summary>A value as <see cref="ResultValue"/> writes it.</summary>
    public void Value(object? value)
    {
        switch (value)
        {
            case null:
                Null();
                break;
            case string text:
                Text(text);
                break;
            case bool truth:
                Boolean(truth);
                break;
            case int number:
                Number(number);
                break;
            case long number:
                Number(number);
                break;
            case double number:
                Number(number);
                break;
            case decimal number:
                Number(number);
                break;
            default:
                Rare(value);
                break;
        }
    }

    private void Rare(object value)
    {
        var json = new ArrayBufferWriter<byte>();
        var options = new JsonWriterOptions { Encoder = encoder, SkipValidation = true };
        using (var writer = new Utf8JsonWriter(json, options))
        {
            ResultValue.Write(writer, value);
        }

        Raw(json.WrittenSpan);
    }

    private void Byte(byte value)
    {
        Room(1)[0] = value;
        length++;
    }

    /// <summary>Room behind what is written, at least so much; <see cref="Advance"/> tells how much was used.</summary>
    public Span<byte> Room(int size)
    {
        if (buffer.Length - length < size)
        {
            Grow(size);
        }

        return buffer.AsSpan(length);
    }

    public void Advance(int written) => length += written;

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, length + size));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
