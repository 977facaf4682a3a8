using System.Text.Json;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>
/// The value of <c>data</c> as bytes, for a handler that has them already. What stands around it in an answer without
/// errors and extensions stands there from the beginning, so that such an answer is sent as it is.
/// </summary>
/// <param name="capacity">Bytes that the value likely takes.</param>
public sealed class AnswerData(int capacity) : IDisposable
{
    private static readonly byte[] Before = "{\"data\":"u8.ToArray();

    private readonly PooledBuffer body = Begin(capacity);

    /// <summary>Takes the value.</summary>
    public PooledBuffer Body => body;

    /// <summary>Where the value begins in <see cref="Body"/>.</summary>
    public static int Start => Before.Length;

    /// <summary>The whole answer, where there is nothing else in it.</summary>
    internal ReadOnlyMemory<byte> Alone => body.Written;

    /// <summary>The value is written.</summary>
    public void End() => body.Write((byte)'}');

    /// <summary>Writes the value.</summary>
    public void WriteTo(Utf8JsonWriter json) =>
        json.WriteRawValue(body.Written.Span[Start..^1], skipInputValidation: true);

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => body.Dispose();

    private static PooledBuffer Begin(int capacity)
    {
        var body = new PooledBuffer(capacity + Before.Length + 1);
        body.Write(Before);
        return body;
    }
}
