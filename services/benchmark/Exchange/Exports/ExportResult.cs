using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// A page of a table in the form that was asked for: validators first (RFC 9110 §13), so that an unchanged file is not
/// made again; then links to other pages (RFC 8288); then rows as they are read.
/// </summary>
internal sealed class ExportResult(ExportTable table, ExportQuery query, IExportForm form) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        var isPacked = form.MayBePacked && TakesGzip(httpContext.Request);
        var tag = new EntityTagHeaderValue($"\"{Fingerprint()}{(isPacked ? "-gzip" : "")}\"");
        var modified = LastModified();
        response.Headers.ETag = tag.ToString();
        response.Headers.LastModified = modified.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = table.CacheControl;
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.XContentTypeOptions = "nosniff";
        if (IsUnchanged(httpContext.Request, tag, modified))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        if (await LinksAsync(httpContext.RequestAborted) is { Length: > 0 } links)
        {
            response.Headers.Link = links;
        }

        response.ContentType = form.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{table.Name}.{form.Name}\"";
        if (isPacked)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await WriteAsync(response.Body, isPacked, httpContext.RequestAborted);
        }
    }

    private async Task WriteAsync(Stream body, bool isPacked, CancellationToken cancellationToken)
    {
        var rows = table.Page(query.Page, cancellationToken);
        if (!isPacked)
        {
            await form.WriteAsync(body, table, rows, query, cancellationToken);
            return;
        }

        await using var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
        await form.WriteAsync(gzip, table, rows, query, cancellationToken);
    }

    /// <summary>Of all that the bytes follow from: the same fingerprint, the same bytes.</summary>
    private string Fingerprint()
    {
        var text = string.Join('\n', ExportContract.Version, table.State, query.Path, query.Canonical);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
    }

    private DateTimeOffset LastModified()
    {
        var last = table.ModifiedAt > ExportContract.Since ? table.ModifiedAt : ExportContract.Since;
        return last.ToUniversalTime().AddTicks(-(last.Ticks % TimeSpan.TicksPerSecond));   // the header has seconds
    }

    /// <summary>RFC 9110 §13.2.2: a tag that was sent decides, and only without one a moment.</summary>
    private static bool IsUnchanged(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset modified)
    {
        var headers = request.GetTypedHeaders();
        return headers.IfNoneMatch is { Count: > 0 } known
            ? known.Any(k => k.Equals(EntityTagHeaderValue.Any) || k.Compare(tag, useStrongComparison: false))
            : headers.IfModifiedSince is { } since && modified <= since;
    }

    private static bool TakesGzip(HttpRequest request) => request.GetTypedHeaders().AcceptEncoding
        .Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is null or > 0);

    private async Task<string> LinksAsync(CancellationToken cancellationToken)
    {
        var (offset, limit) = query.Page;
        if (query.Page == ExportPage.Whole && await table.CountAsync(cancellationToken) <= limit)
        {
            return "";
        }

        var count = await table.CountAsync(cancellationToken);
        var last = (int)Math.Max(0, (count - 1) / limit * limit);
        List<(string Relation, int Offset)> links = [("first", 0), ("last", last)];
        if (offset > 0)
        {
            links.Add(("prev", Math.Max(0, Math.Min(offset - limit, last))));
        }

        if (offset + (long)limit < count)
        {
            links.Add(("next", offset + limit));
        }

        return string.Join(", ", links.Select(
            link => $"<{query.AddressOf(link.Offset, limit, table.Pins)}>; rel=\"{link.Relation}\""));
    }
}
