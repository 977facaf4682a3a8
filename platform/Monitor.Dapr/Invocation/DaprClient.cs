using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

using Microsoft.Extensions.Options;

namespace Monitor.Dapr;

/// <summary>
/// Dapr's HTTP API: calls other apps and publishes, through the sidecar beside this process. An answer begins within
/// <see cref="DaprOptions.CallTimeout"/> or the call has failed; no call is repeated here.
/// </summary>
public sealed class DaprClient : IDisposable
{
    private const int LongestBodyInException = 4096;

    private readonly HttpClient http;
    private readonly DaprOptions options;

    public DaprClient(IOptions<DaprOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options.Value;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{this.options.HttpPort ?? 0}/"),
            Timeout = Timeout.InfiniteTimeSpan,   // each call has its own limit
        };
        if (!string.IsNullOrEmpty(this.options.ApiToken))
        {
            http.DefaultRequestHeaders.Add("dapr-api-token", this.options.ApiToken);
        }
    }

    /// <summary>GET of a JSON document (web defaults, camelCase) from another app.</summary>
    /// <exception cref="DaprException">The call failed, or the callee answered another status than 2xx.</exception>
    public async Task<T> GetAsync<T>(string appId, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await AskAsync<T>(appId, path, request, JsonSerializerOptions.Web, cancellationToken);
    }

    /// <summary>POST of a JSON document to another app, for a question that an address cannot hold.</summary>
    /// <exception cref="DaprException">The call failed, or the callee answered another status than 2xx.</exception>
    public async Task<TAnswer> PostAsync<TQuestion, TAnswer>(
        string appId, string path, TQuestion question, JsonSerializerOptions form, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(question, options: form);
        await content.LoadIntoBufferAsync(cancellationToken);   // with its length, as sidecars like it
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        return await AskAsync<TAnswer>(appId, path, request, form, cancellationToken);
    }

    /// <summary>
    /// Sends a request to another app and gives back its answer, whatever the status. The request's address is the
    /// path (and query) at the callee: <c>new HttpRequestMessage(HttpMethod.Post, "/graphql")</c>.
    /// </summary>
    /// <remarks>Returns once the headers are there: the body streams. The caller disposes the answer.</remarks>
    /// <exception cref="DaprException">The call itself failed: the callee has not answered.</exception>
    public Task<HttpResponseMessage> InvokeAsync(
        string appId, HttpRequestMessage request, CancellationToken cancellationToken) =>
        InvokeAsync(appId, request, options.CallTimeout, cancellationToken);

    /// <summary>As the other, for a call that may take longer than most to begin to answer.</summary>
    /// <exception cref="DaprException">The call itself failed: the callee has not answered.</exception>
    public async Task<HttpResponseMessage> InvokeAsync(
        string appId, HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(appId);
        ArgumentNullException.ThrowIfNull(request);

        var path = request.RequestUri?.OriginalString ?? "/";
        request.RequestUri = new Uri(
            $"v1.0/invoke/{Uri.EscapeDataString(appId)}/method/{path.TrimStart('/')}", UriKind.Relative);
        var response = await SendAsync(request, $"invoke {appId} {path}", timeout, cancellationToken);
        await ThrowIfCallFailedAsync(response, appId, cancellationToken);
        return response;
    }

    /// <summary>Publishes one CloudEvent as it stands; returns once the broker has it.</summary>
    /// <param name="topic">Topic of the component <see cref="DaprOptions.PubSub"/>.</param>
    /// <param name="cloudEvent">A whole CloudEvent 1.0 in JSON, with its id.</param>
    /// <param name="cancellationToken">Ends the wait; the broker may then have it or not.</param>
    /// <exception cref="DaprException">The broker, or the sidecar, has not taken it.</exception>
    public async Task PublishAsync(
        string topic, ReadOnlyMemory<byte> cloudEvent, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(topic);

        using var content = new ReadOnlyMemoryContent(cloudEvent);
        content.Headers.ContentType = new("application/cloudevents+json");
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"v1.0/publish/{options.PubSub}/{topic}", UriKind.Relative))
        {
            Content = content,
        };
        using var response = await SendAsync(request, $"publish {topic}", options.CallTimeout, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            var body = await ReadStartAsync(response, cancellationToken);
            throw new DaprException($"The sidecar answered {(int)response.StatusCode} to publish {topic}: {body}")
            {
                CallFailed = true,
                Status = response.StatusCode,
                ErrorCode = ErrorCodeOf(body),
            };
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<T> AskAsync<T>(
        string appId, string path, HttpRequestMessage request, JsonSerializerOptions form,
        CancellationToken cancellationToken)
    {
        var method = request.Method;
        using var response = await InvokeAsync(appId, request, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.CallTimeout);
        try
        {
            if (!response.IsSuccessStatusCode)
            {
                var body = await ReadStartAsync(response, limit.Token);
                throw new DaprException($"{appId} answered {(int)response.StatusCode} to {method} {path}.")
                {
                    CallFailed = false,
                    Status = response.StatusCode,
                    Body = body,
                };
            }
            return await response.Content.ReadFromJsonAsync<T>(form, limit.Token)
                ?? throw new DaprException($"{appId} answered null to {method} {path}.")
                {
                    CallFailed = false,
                    Status = response.StatusCode,
                };
        }
        catch (Exception broken) when (
            broken is HttpRequestException or IOException or JsonException
            || (broken is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new DaprException($"The answer of {appId} to {method} {path} is broken off, or no JSON.", broken)
            {
                CallFailed = true,
                Status = response.StatusCode,
            };
        }
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, string what, TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (options.HttpPort is null)
        {
            throw new DaprException($"Cannot {what}: no sidecar; set DAPR_HTTP_PORT.") { CallFailed = true };
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        }
        catch (HttpRequestException failure)
        {
            throw new DaprException(
                $"Cannot {what}: the sidecar on port {options.HttpPort} does not answer.", failure)
            {
                CallFailed = true,
            };
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DaprException(
                $"Cannot {what}: no answer within {timeout.TotalSeconds} s.", late)
            {
                CallFailed = true,
            };
        }
    }

    /// <summary>
    /// Dapr's own failures are JSON with errorCode ERR_DIRECT_INVOKE, or 401 in plain text: the status alone does not
    /// tell them from a callee's answer.
    /// </summary>
    private static async Task ThrowIfCallFailedAsync(
        HttpResponseMessage response, string appId, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode || !MayBeDaprs(response))
        {
            return;
        }

        // Buffers the content: a stream read here would be at its end when the caller reads it.
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var code = ErrorCodeOf(body);
        var tokenRefused = response.StatusCode == HttpStatusCode.Unauthorized && body.Trim() == "invalid api token";
        if (code == "ERR_DIRECT_INVOKE" || tokenRefused)
        {
            var status = response.StatusCode;
            response.Dispose();
            throw new DaprException($"Invoking {appId} failed: {body}")
            {
                CallFailed = true,
                Status = status,
                ErrorCode = code,
            };
        }
    }

    private static bool MayBeDaprs(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.InternalServerError or HttpStatusCode.Forbidden
            or HttpStatusCode.NotFound or HttpStatusCode.Unauthorized
        && response.Content.Headers.ContentType?.MediaType is "application/json" or "text/plain"
        && response.Content.Headers.ContentLength is null or <= LongestBodyInException;

    private static string? ErrorCodeOf(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("errorCode", out var code)
                && code.ValueKind == JsonValueKind.String
                ? code.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async Task<string> ReadStartAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var start = new char[LongestBodyInException];
        var read = await reader.ReadBlockAsync(start.AsMemory(), cancellationToken);
        return new string(start, 0, read);
    }
}
