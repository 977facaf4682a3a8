using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Monitor.GraphQL.AspNetCore.Ways;

namespace Monitor.GraphQL.AspNetCore.GraphiQL;

/// <summary>Serves GraphiQL, and the files that it consists of, from the endpoint's own origin.</summary>
/// <param name="endpoint">Path of the endpoint: <c>/graphql</c>.</param>
internal sealed class GraphiQLPage(string endpoint) : IWayIn
{
    /// <summary>
    /// Scripts, workers and calls of our own origin only. The editor sets styles on its elements, and its style sheet
    /// holds fonts.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; "
        + "img-src 'self' data:; connect-src 'self'; worker-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly byte[] page = Encoding.UTF8.GetBytes((GraphiQLFiles.Template ?? Plain)
        .Replace("{{endpoint}}", WebUtility.HtmlEncode(endpoint), StringComparison.Ordinal)
        .Replace("{{base}}", WebUtility.HtmlEncode(endpoint + "/graphiql"), StringComparison.Ordinal));

    private static string Plain => """
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>Monitor: query the graph</title>
        </head>
        <body>
          <h1>Monitor: query the graph</h1>
          <p>This build has no GraphiQL: it was made on a machine without Node. Build again with Node 20 or newer.</p>
          <p>The schema is at <a href="{{endpoint}}/schema.graphql">{{endpoint}}/schema.graphql</a>. A first query:</p>
          <pre>curl {{endpoint}} -H 'content-type: application/json' -d '{"query": "{ __typename }"}'</pre>
        </body>
        </html>
        """;

    /// <summary>Every page may link to this one: it holds nothing, and asks only from our own origin.</summary>
    public bool NeedsPreflight => false;

    /// <summary>Whether a request is a browser's that opens the endpoint: it names HTML among what it takes.</summary>
    public bool Takes(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
        && accepted.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase)
            && type.Quality is null or > 0);

    /// <summary>Answers with the page, or with a plain one that says why there is none.</summary>
    public Task AnswerAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers["Referrer-Policy"] = "no-referrer";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept";
        return WriteAsync(context, page, "text/html; charset=utf-8");
    }

    /// <summary>Answers with one of the page's files; their names change with their content.</summary>
    public static Task WriteFileAsync(HttpContext context)
    {
        var name = (string)context.GetRouteValue("file")!;
        if (GraphiQLFiles.Find(name) is not { } packed)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        var content = packed;
        if (TakesGzip(context.Request))
        {
            headers.ContentEncoding = "gzip";
        }
        else
        {
            content = GraphiQLFiles.Unpack(packed);
        }

        return WriteAsync(context, content, TypeOf(name));
    }

    private static Task WriteAsync(HttpContext context, byte[] content, string type)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = content.Length;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return HttpMethods.IsHead(context.Request.Method)
            ? Task.CompletedTask
            : context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static bool TakesGzip(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var encodings)
        && encodings.Any(encoding => encoding.Value == "gzip" && encoding.Quality is null or > 0);

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".ttf" => "font/ttf",
        _ => "application/octet-stream",
    };
}
