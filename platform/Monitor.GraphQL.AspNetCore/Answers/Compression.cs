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
            await response.BodyWriter.WriteAsync(body, context.RequestAborted);
            return;
        }

        response.Headers.ContentEncoding = encoding;
        await using Stream packed = encoding == "br"
            ? new BrotliStream(response.Body, Brotli, leaveOpen: true)
            : new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
        await packed.WriteAsync(body, context.RequestAborted);
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
