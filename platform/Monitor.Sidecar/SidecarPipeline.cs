using Microsoft.AspNetCore.Http.Features;

namespace Monitor.Sidecar;

/// <summary>The way of a request: whose sidecar it came in by, its token, and then the part that answers.</summary>
internal sealed class SidecarPipeline(
    SidecarApps apps, Invocation invocation, PublishRoute publishing, BulkPublishRoute bulkPublishing,
    Brokers brokers, SidecarArguments arguments)
{
    public Task HandleAsync(HttpContext http)
    {
        var app = apps.OfPort(http.Connection.LocalPort);
        var path = http.Request.Path.Value ?? "/";
        if (path == "/v1.0/healthz" && HttpMethods.IsGet(http.Request.Method))
        {
            return HealthRoute.AnswerAsync(http, app);
        }
        if (path == "/v1.0/healthz/outbound" && HttpMethods.IsGet(http.Request.Method))
        {
            return HealthRoute.AnswerWellAsync(http);
        }
        if (!app.IsApiToken(http.Request.Headers["dapr-api-token"]))
        {
            return RefuseTokenAsync(http);
        }
        if (http.Request.ContentLength > arguments.LargestBody)
        {
            http.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }
        return path.StartsWith("/v1.0/invoke/", StringComparison.Ordinal)
            ? InvokeAsync(http, app)
            : HandleOtherAsync(http, app, path);
    }

    private Task HandleOtherAsync(HttpContext http, SidecarApp app, string path)
    {
        var isWrite = HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPut(http.Request.Method);
        if (isWrite && (Match(path, "/v1.0/publish/bulk/") ?? Match(path, "/v1.0-alpha1/publish/bulk/")) is { } bulk)
        {
            return bulkPublishing.HandleAsync(http, app, bulk.PubSub, bulk.Topic);
        }
        if (isWrite && Match(path, "/v1.0/publish/") is { } publish)
        {
            return publishing.HandleAsync(http, app, publish.PubSub, publish.Topic);
        }
        if (path == "/v1.0/metadata" && HttpMethods.IsGet(http.Request.Method))
        {
            return MetadataRoute.AnswerAsync(http, app, brokers, arguments);
        }
        if (path.StartsWith("/v1.0/metadata/", StringComparison.Ordinal) && HttpMethods.IsPut(http.Request.Method))
        {
            return MetadataRoute.SetAsync(http, app, path["/v1.0/metadata/".Length..]);
        }
        return InvokeAsync(http, app);   // as in daprd: whatever the router does not know may name an app in a header
    }

    private Task InvokeAsync(HttpContext http, SidecarApp app) =>
        invocation.HandleAsync(http, app, http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);

    /// <summary>
    /// The rest of the path: the component up to the first slash, the topic after it, slashes and all.
    /// </summary>
    private static (string PubSub, string Topic)? Match(string path, string prefix)
    {
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }
        var slash = path.IndexOf('/', prefix.Length);
        return slash < 0 ? (path[prefix.Length..], "") : (path[prefix.Length..slash], path[(slash + 1)..]);
    }

    private static Task RefuseTokenAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync("invalid api token\n", http.RequestAborted);
    }
}
