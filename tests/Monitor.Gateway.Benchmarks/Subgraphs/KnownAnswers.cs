using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Monitor.GraphQL.AspNetCore;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Benchmarks.Subgraphs;

/// <summary>
/// Ready HTTP answers by the bytes of the request's body. The data never change, so that an answer depends on nothing
/// else: whoever asks the same again, in whatever words, gets the same bytes without any work.
/// </summary>
internal sealed class KnownAnswers(GraphQLAnswers answers)
{
    private readonly ConcurrentDictionary<byte[], byte[]> known = new(Bytes.Comparer);

    public bool TryGet(ReadOnlySpan<byte> body, [NotNullWhen(true)] out byte[]? answer) =>
        known.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(body, out answer);

    /// <summary>Works the answer out, and keeps it.</summary>
    public async Task<byte[]> MakeAsync(byte[] body)
    {
        byte[] json;
        try
        {
            json = await answers.AnswerAsync(body);
        }
        catch (Exception fault) when (fault is JsonException or SyntaxException or RequestException)
        {
            json = JsonSerializer.SerializeToUtf8Bytes(new { errors = new[] { new { message = fault.Message } } });
        }

        return known[body] = Http(json);
    }

    /// <summary>A whole answer, head and body.</summary>
    public static byte[] Http(byte[] json) =>
    [
        .. Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n"),
        .. json,
    ];
}
