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
internal sealed class SubgraphUnreachableException(string message, Exception? inner = null) : Exception(message, inner);

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
            throw new SubgraphUnreachableException(failure.Message, failure);
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
            throw new SubgraphUnreachableException(failure.Message, failure);
        }
    }
}

/// <summary>To the address in the supergraph.</summary>
internal sealed class DirectTransport : ISubgraphTransport, IDisposable
{
    private readonly HttpClient http;
    private readonly string? key;

    /// <param name="options">How many connections.</param>
    /// <param name="settings"><c>Direct:Key</c>: what our own services know the gateway by; null for others.</param>
    public DirectTransport(IOptions<GatewayOptions> options, IConfiguration settings)
    {
        key = settings["Direct:Key"] is { Length: > 0 } given ? given : null;
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(2),
            MaxConnectionsPerServer = options.Value.Connections,
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,   // SubgraphClient limits each call
        };
    }

    public async Task<HttpResponseMessage> SendAsync(
        Subgraph subgraph, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(subgraph.Url);
        return await SendAsync(request, cancellationToken);
    }

    public async Task<HttpResponseMessage> ForwardAsync(
        Subgraph service, string target, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(new Uri(service.Url).GetLeftPart(UriPartial.Authority) + target);
        return await SendAsync(request, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (key is not null)
        {
            request.Headers.Add("monitor-direct-key", key);
        }
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new SubgraphUnreachableException(failure.Message, failure);
        }
    }
}
