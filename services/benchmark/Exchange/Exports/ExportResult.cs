using System.IO.Compression;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// A page of a table in the form that was asked for: validators first, so that an unchanged file is not made again;
/// then links to other pages (RFC 8288); then rows as they are read.
/// </summary>
internal sealed class ExportResult(ExportTable table, ExportQuery query, IExportForm form) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        var validators = new Validators(
            Validators.FingerprintOf(
                string.Join('\n', ExportContract.Version, table.State, query.Path, query.Canonical)),
            table.ModifiedAt, table.CacheControl, form.MayBePacked);
        if (validators.Answer(httpContext, out var isPacked))
        {
            return;
        }

        if (await LinksAsync(httpContext.RequestAborted) is { Length: > 0 } links)
        {
            response.Headers.Link = links;
        }

        response.ContentType = form.ContentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{table.Name}.{form.Name}\"";
        if (!HttpMethods.IsHead(httpContext.Request.Method))
        {
            await WriteAsync(response.Body, isPacked, httpContext.RequestAborted);
        }
    }

    private async Task WriteAsync(Stream body, bool isPacked, CancellationToken cancellationToken)
    {
        var rows = table.Rows(query.Page, cancellationToken);
        if (!isPacked)
        {
            await form.WriteAsync(body, table, rows, query, cancellationToken);
            return;
        }

        await using var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true);
        await form.WriteAsync(gzip, table, rows, query, cancellationToken);
    }

    private async Task<string> LinksAsync(CancellationToken cancellationToken)
    {
        var (offset, limit) = query.Page;
        var count = await table.CountAsync(cancellationToken);
        if (query.Page == ExportPage.Whole && count <= limit)
        {
            return "";
        }

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
