using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Monitor.GraphQL.AspNetCore.Answers;

/// <summary>Packs answers for clients that ask for it. RFC 9110 §12.5.3</summary>
/// <remarks>
/// BREACH needs a victim's browser that signs in by itself (a cookie) and asks what a stranger's page has it ask. An
/// answer to a request with a cookie is therefore never packed.
/// </remarks>
internal static class Compression
{
    // Beyond this brotli takes longer than most networks save.
    private static readonly BrotliCompressionOptions Brotli = new() { Quality = 4 };

    private const int ServerPiece = 4_096;

    /// <param name="context">Its answer has its status and content type.</param>
    /// <param name="body">The whole answer.</param>
    /// <param name="fromBytes">Smaller answers are sent as they are; 0: all are.</param>
    public static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body, int fromBytes)
    {
        var response = context.Response;
        if (fromBytes > 0)
        {
            response.Headers.AppendCommaSeparatedValues("Vary", "Accept-Encoding");
        }

        if (fromBytes == 0 || body.Length < fromBytes || EncodingFor(context.Request) is not { } encoding)
        {
            response.ContentLength = body.Length;
            await WritePlainAsync(context, body);
            return;
        }

        response.Headers.ContentEncoding = encoding;
        await using Stream packed = encoding == "br"
            ? new BrotliStream(response.Body, Brotli, leaveOpen: true)
            : new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await packed.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>
    /// The server's own pieces have 4 KiB, each with a lock, a block and a pinned segment of the message that is sent:
    /// a larger answer is given to it in one.
    /// </summary>
    private static async ValueTask WritePlainAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var writer = context.Response.BodyWriter;
        if (body.Length <= ServerPiece || HttpMethods.IsHead(context.Request.Method))
        {
            await writer.WriteAsync(body, context.RequestAborted);
            return;
        }

        await context.Response.StartAsync(context.RequestAborted);   // before it, the server would copy the piece
        body.Span.CopyTo(writer.GetSpan(body.Length));
        writer.Advance(body.Length);
        await writer.FlushAsync(context.RequestAborted);
    }

    private static string? EncodingFor(HttpRequest request)
    {
        var accept = request.Headers.AcceptEncoding;
        if (accept.Count == 0
            || request.Headers.Cookie.Count > 0
            || !StringWithQualityHeaderValue.TryParseList([.. accept.OfType<string>()], out var encodings))
        {
            return null;
        }

        var brotli = QualityOf(encodings, "br");
        var gzip = QualityOf(encodings, "gzip");
        return Math.Max(brotli, gzip) <= 0 ? null
            : brotli >= gzip ? "br"
            : "gzip";
    }

    private static double QualityOf(IList<StringWithQualityHeaderValue> encodings, string name)
    {
        double? any = null;
        foreach (var encoding in encodings)
        {
            if (encoding.Value.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return encoding.Quality ?? 1;
            }

            if (encoding.Value.Equals("*", StringComparison.Ordinal))
            {
                any = encoding.Quality ?? 1;
            }
        }

        return any ?? 0;
    }
}
