namespace Monitor.Sidecar;

/// <summary>The connections to all apps: kept open and used again, no redirects followed, nothing unpacked.</summary>
internal sealed class AppConnections : IDisposable
{
    private readonly HttpMessageInvoker invoker = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
    });

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        invoker.SendAsync(request, cancellationToken);

    /// <summary>An address taken as it is written: escapes stay as the caller made them.</summary>
    public static Uri AddressOf(SidecarApp app, string pathAndQuery) => new(
        app.Origin + pathAndQuery,
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    public void Dispose() => invoker.Dispose();
}
