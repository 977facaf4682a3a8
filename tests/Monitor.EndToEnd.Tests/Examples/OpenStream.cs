using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Monitor.EndToEnd.Tests.Examples;

/// <summary>A subscription over server-sent events, as a page of docs/examples opens it.</summary>
internal sealed class OpenStream : IDisposable
{
    private readonly HttpClient client;
    private readonly HttpResponseMessage response;
    private readonly StreamReader lines;

    private OpenStream(HttpClient client, HttpResponseMessage response, StreamReader lines)
    {
        this.client = client;
        this.response = response;
        this.lines = lines;
    }

    public static async Task<OpenStream> OpenAsync(
        Uri gateway, string query, IReadOnlyDictionary<string, JsonElement> variables, string? token)
    {
        var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, gateway)
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new OpenStream(client, response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next answer.</summary>
    /// <exception cref="OperationCanceledException">There is none in time.</exception>
    public async Task<JsonElement> NextAsync(TimeSpan limit)
    {
        using var time = new CancellationTokenSource(limit);
        while (await lines.ReadLineAsync(time.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                return JsonDocument.Parse(line["data: ".Length..]).RootElement;
            }
        }

        throw new OperationCanceledException("The stream ended.");
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
        client.Dispose();
    }
}
