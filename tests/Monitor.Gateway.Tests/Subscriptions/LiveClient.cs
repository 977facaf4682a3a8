using System.Net;
using System.Text;
using System.Text.Json;

namespace Monitor.Gateway.Tests.Subscriptions;

/// <summary>A client of one subscription over an event stream.</summary>
internal sealed class LiveClient : IDisposable
{
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;
    private readonly CancellationTokenSource limit;

    private LiveClient(HttpResponseMessage response, StreamReader lines, CancellationTokenSource limit)
    {
        this.response = response;
        this.lines = lines;
        this.limit = limit;
    }

    public HttpStatusCode Status => response.StatusCode;

    public static async Task<LiveClient> OpenAsync(
        HttpClient http,
        string query,
        object? variables = null,
        string? token = null,
        CancellationToken leaving = default)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(leaving);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new { query, variables }), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "text/event-stream");
        if (token is not null)
        {
            request.Headers.Add("Authorization", $"Bearer {token}");
        }
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        return new LiveClient(
            response, new StreamReader(await response.Content.ReadAsStreamAsync(limit.Token)), limit);
    }

    /// <summary>The next answer, as written; null where the stream is complete.</summary>
    public async Task<string?> ReadAsync()
    {
        string? name = null;
        while (await lines.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
            {
                name = line[7..];
            }
            else if (name == "complete")
            {
                return null;
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return line[6..];
            }
        }
        throw new EndOfStreamException("The stream broke off.");
    }

    /// <summary>Reads until this answer comes.</summary>
    /// <returns>How many came before it.</returns>
    public async Task<int> HearAsync(string answer)
    {
        var before = 0;
        while (await ReadAsync() is { } heard)
        {
            if (heard == answer)
            {
                return before;
            }
            before++;
        }
        throw new EndOfStreamException($"The stream ended without {answer}.");
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
        limit.Dispose();
    }
}
