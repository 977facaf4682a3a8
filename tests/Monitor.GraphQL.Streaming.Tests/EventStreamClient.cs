using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>One event stream, read line by line.</summary>
internal sealed class EventStreamClient : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly CancellationTokenSource limit;
    private readonly StreamReader? lines;

    private EventStreamClient(HttpResponseMessage response, CancellationTokenSource limit, StreamReader? lines)
    {
        this.response = response;
        this.limit = limit;
        this.lines = lines;
    }

    public HttpStatusCode Status => response.StatusCode;

    public HttpResponseHeaders Headers => response.Headers;

    public string? ContentType => response.Content.Headers.ContentType?.ToString();

    public static Task<EventStreamClient> PostAsync(
        StreamSubgraph subgraph, string query, string accept = "text/event-stream") =>
        SendAsync(subgraph, Post(System.Text.Json.JsonSerializer.Serialize(new { query }), accept));

    public static HttpRequestMessage Post(string body, string accept = "text/event-stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return request;
    }

    public static async Task<EventStreamClient> SendAsync(StreamSubgraph subgraph, HttpRequestMessage request)
    {
        var limit = new CancellationTokenSource(Eventually.Limit);
        var response = await subgraph.Client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        return new EventStreamClient(
            response, limit, new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token)));
    }

    /// <summary>The next event as written, lines parted by "|"; a comment is ":"; null where the stream ends.</summary>
    public async Task<string?> ReadAnyAsync()
    {
        var parts = new List<string>();
        while (await lines!.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.Length == 0)
            {
                return string.Join('|', parts);
            }

            parts.Add(line);
        }

        return parts.Count == 0 ? null : throw new EndOfStreamException(string.Join('|', parts));
    }

    /// <summary>The next event that is no comment.</summary>
    public async Task<string?> ReadAsync()
    {
        string? text;
        do
        {
            text = await ReadAnyAsync();
        }
        while (text == ":");

        return text;
    }

    public async Task<IReadOnlyList<string?>> ReadAllAsync()
    {
        var events = new List<string?>();
        while (await ReadAsync() is { } text)
        {
            events.Add(text);
        }

        return events;
    }

    public Task<string> BodyAsync() => lines!.ReadToEndAsync(limit.Token);

    public void Dispose()
    {
        lines?.Dispose();
        response.Dispose();
        limit.Dispose();
    }
}
