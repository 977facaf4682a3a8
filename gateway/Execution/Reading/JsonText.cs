using System.Text;
using System.Text.Json;

namespace Monitor.Gateway.Execution.Reading;

/// <summary>Strings of JSON, between their quotes.</summary>
internal static class JsonText
{
    /// <summary>The text of a string that has escapes.</summary>
    public static ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> escaped)
    {
        var quoted = new byte[escaped.Length + 2];
        quoted[0] = quoted[^1] = (byte)'"';
        escaped.CopyTo(quoted.AsSpan(1));
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        try
        {
            var text = new byte[escaped.Length];
            return text.AsSpan(0, reader.CopyString(text));
        }
        catch (InvalidOperationException)
        {
            throw new MalformedAnswerException("answered half a character");
        }
    }

    /// <summary>A name as JSON writes it: <c>"code"</c>. GraphQL's names need no escapes.</summary>
    public static byte[] Quote(string name, string before = "", string after = "") =>
        Encoding.UTF8.GetBytes($"{before}\"{name}\"{after}");
}
