using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using Monitor.Dapr;
using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Subgraphs;

/// <summary>Carries a request to a subgraph, and its answer back, whatever the answer's status.</summary>
internal interface ISubgraphTransport
{
    /// <exception cref="SubgraphUnreachableException">The subgraph has not answered.</exception>
    Task<HttpResponseMessage> SendAsync(
        Subgraph subgraph, HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Carries a request to another address of the subgraph's service than its /graphql.</summary>
    /// <param name="service">The subgraph.</param>
    /// <param name="target">Path and query, from the first slash.</param>
    /// <param name="request">Without an address; its body streams.</param>
    /// <param name="cancellationToken">All that limits the call.</param>
    /// <exception cref="SubgraphUnreachableException">The service has not answered.</exception>
    Task<HttpResponseMessage> ForwardAsync(
        Subgraph service, string target, HttpRequestMessage request, CancellationToken cancellationToken);
}

/// <summary>The call itself failed. The message is for the log.</summary>
/// <param name="message">What happened.</param>
/// <param name="wasUnanswered">Nothing of an answer had come: another try may reach the subgraph.</param>
/// <param name="inner">The cause.</param>
internal sealed class SubgraphUnreachableException(string message, bool wasUnanswered, Exception? inner = null)
    : Exception(message, inner)
{
    public bool WasUnanswered => wasUnanswered;
}

/// <summary>Through the sidecar; the subgraph's name is its app id.</summary>
internal sealed class DaprTransport(DaprClient dapr) : ISubgraphTransport
{
    public async Task<HttpResponseMessage> SendAsync(
        Subgraph subgraph, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri("/graphql", UriKind.Relative);
        try
        {
            return await dapr.InvokeAsync(subgraph.Name, request, cancellationToken);
        }
        catch (DaprException failure)
        {
            throw Unreachable(failure);
        }
    }

    public async Task<HttpResponseMessage> ForwardAsync(
        Subgraph service, string target, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(target, UriKind.Relative);
        try
        {
            return await dapr.InvokeAsync(service.Name, request, Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (DaprException failure)
        {
            throw Unreachable(failure);
        }
    }

    /// <summary>A sidecar that does not let the call through would not do so a second time either.</summary>
    private static SubgraphUnreachableException Unreachable(DaprException failure) => new(
        failure.Message,
        wasUnanswered: failure.Status is not (HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized),
        failure);
}

/// <summary>To the address in the supergraph.</summary>
internal sealed class DirectTransport : ISubgraphTransport, IDisposable
{
    /// <summary>Of all headers of an answer together.</summary>
    private const int AnswerHeaderKibibytes = 32;

    private readonly ConcurrentDictionary<string, Uri> addresses = new(StringComparer.Ordinal);
    private readonly HttpMessageInvoker http;
    private readonly string? key;

    /// <param name="options">How many connections.</param>
    /// <param name="settings"><c>Direct:Key</c>: what our own services know the gateway by; null for others.</param>
    public DirectTransport(IOptions<GatewayOptions> options, IConfiguration settings)
    {
        key = settings["Direct:Key"] is { Length: > 0 } given ? given : null;
        http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,   // none is asked for; a bomb stays packed
            ActivityHeadersPropagator = null,                     // RequestHeaders writes the trace, once
            ConnectTimeout = TimeSpan.FromSeconds(2),
            MaxConnectionsPerServer = options.Value.Connections,
            EnableMultipleHttp2Connections = true,
            MaxResponseHeadersLength = AnswerHeaderKibibytes,
            MaxResponseDrainSize = 0,                             // what is not read is not waited for
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),   // so that changes of DNS are seen
        });
    }

    public async Task<HttpResponseMessage> SendAsync(
        Subgraph subgraph, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = addresses.GetOrAdd(subgraph.Url, AddressOf);
        return await SendAsync(request, cancellationToken);
    }

    public async Task<HttpResponseMessage> ForwardAsync(
        Subgraph service, string target, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(AddressOf(service.Url).GetLeftPart(UriPartial.Authority) + target);
        return await SendAsync(request, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private static Uri AddressOf(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? address
            : throw new SubgraphUnreachableException($"{url} is no address", wasUnanswered: false);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("monitor-direct-key", key);
        }
        try
        {
            return await http.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new SubgraphUnreachableException(failure.Message, WasUnanswered(failure), failure);
        }
    }

    /// <summary>An answer that begins as nonsense is an answer: another would be no better.</summary>
    private static bool WasUnanswered(HttpRequestException failure) => failure.HttpRequestError is
        HttpRequestError.ConnectionError or HttpRequestError.ResponseEnded or HttpRequestError.NameResolutionError
        or HttpRequestError.Unknown;
}
