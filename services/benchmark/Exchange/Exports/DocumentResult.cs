using System.IO.Compression;

namespace Monitor.Benchmark.Exchange;

/// <summary>A JSON document of everybody's, small enough to be held: with validators like every file.</summary>
internal sealed class DocumentResult(byte[] json, DateTimeOffset modifiedAt) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var validators = new Validators(
            Validators.FingerprintOf(json), modifiedAt, ExportContract.Public, MayBePacked: true);
        if (validators.Answer(httpContext, out var isPacked))
        {
            return;
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        if (HttpMethods.IsHead(httpContext.Request.Method))
        {
            return;
        }

        var body = httpContext.Response.Body;
        if (!isPacked)
        {
            await body.WriteAsync(json, httpContext.RequestAborted);
            return;
        }

        await using var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
        await gzip.WriteAsync(json, httpContext.RequestAborted);
    }
}
