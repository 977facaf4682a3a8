using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>
/// A request made of another: for each operation on a socket, and for each event of a stream. It has the caller and the
/// headers of the first, and services of its own, which end with it.
/// </summary>
internal sealed class RequestOfItsOwn : IAsyncDisposable
{
    /// <summary>What belongs to the handshake, or to one mutation, and not to what comes after.</summary>
    private static readonly string[] NotPassedOn =
    [
        HeaderNames.Connection, HeaderNames.Upgrade, HeaderNames.SecWebSocketKey, HeaderNames.SecWebSocketVersion,
        HeaderNames.SecWebSocketExtensions, HeaderNames.SecWebSocketProtocol, HeaderNames.ContentLength,
        HeaderNames.TransferEncoding, "Idempotency-Key",
    ];

    private readonly AsyncServiceScope scope;
    private readonly CancellationTokenSource? time;
    private readonly IDisposable? place;

    private RequestOfItsOwn(
        AsyncServiceScope scope, HttpContext http, CancellationTokenSource? time, IDisposable? place)
    {
        this.scope = scope;
        this.time = time;
        this.place = place;
        Http = http;
        TimeIsUp = time?.Token ?? CancellationToken.None;
    }

    public HttpContext Http { get; }

    /// <summary>Cancelled when the request has taken as long as it may.</summary>
    public CancellationToken TimeIsUp { get; }

    /// <param name="origin">Only read, so that many may be made of it at once.</param>
    /// <param name="aborted">Cancelled when nobody waits for the answer any more.</param>
    /// <param name="limit">How long it may take, from now; null for no such limit.</param>
    /// <param name="clock">Measures that.</param>
    /// <param name="place">Given back with it; null where it holds none.</param>
    public static RequestOfItsOwn Of(
        HttpContext origin,
        CancellationToken aborted,
        TimeSpan? limit = null,
        TimeProvider? clock = null,
        IDisposable? place = null)
    {
        var scope = origin.RequestServices.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(RequestFeature(origin.Request));
        features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        features.Set<IHttpConnectionFeature>(ConnectionFeature(origin.Connection));
        features.Set<IHttpRequestIdentifierFeature>(
            new HttpRequestIdentifierFeature { TraceIdentifier = origin.TraceIdentifier });
        features.Set<IHttpRequestLifetimeFeature>(new HttpRequestLifetimeFeature { RequestAborted = aborted });
        features.Set<IHttpAuthenticationFeature>(new HttpAuthenticationFeature { User = origin.User });
        features.Set<IServiceProvidersFeature>(new Services(scope.ServiceProvider));
        var http = new DefaultHttpContext(features);
        http.SetEndpoint(origin.GetEndpoint());
        var time = limit is { } most ? new CancellationTokenSource(most, clock ?? TimeProvider.System) : null;
        return new RequestOfItsOwn(scope, http, time, place);
    }

    public ValueTask DisposeAsync()
    {
        time?.Dispose();
        place?.Dispose();
        return scope.DisposeAsync();
    }

    private static HttpRequestFeature RequestFeature(HttpRequest origin)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in origin.Headers)
        {
            headers[name] = value;
        }

        foreach (var name in NotPassedOn)
        {
            headers.Remove(name);
        }

        return new HttpRequestFeature
        {
            Protocol = origin.Protocol,
            Scheme = origin.Scheme,
            Method = HttpMethods.Post,
            PathBase = origin.PathBase,
            Path = origin.Path,
            QueryString = origin.QueryString.Value ?? "",
            Headers = headers,
        };
    }

    private static HttpConnectionFeature ConnectionFeature(ConnectionInfo origin) => new()
    {
        ConnectionId = origin.Id,
        LocalIpAddress = origin.LocalIpAddress,
        LocalPort = origin.LocalPort,
        RemoteIpAddress = origin.RemoteIpAddress,
        RemotePort = origin.RemotePort,
    };

    private sealed class Services(IServiceProvider provider) : IServiceProvidersFeature
    {
        public IServiceProvider RequestServices { get; set; } = provider;
    }
}
