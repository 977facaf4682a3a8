using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace Monitor.Benchmark.Exchange;

/// <summary>By which headers an unchanged file is not sent twice (RFC 9110 §8.8, §13), and packing.</summary>
/// <param name="Fingerprint">Of all that the bytes follow from: the same fingerprint, the same bytes.</param>
/// <param name="ModifiedAt">When what it shows last changed; null where that is not kept.</param>
/// <param name="CacheControl">How caches may keep it.</param>
/// <param name="MayBePacked">Whether gzip makes it smaller on its way.</param>
internal sealed record Validators(
    string Fingerprint, DateTimeOffset? ModifiedAt, string CacheControl, bool MayBePacked)
{
    /// <summary>A short name for a text or bytes.</summary>
    public static string FingerprintOf(ReadOnlySpan<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes))[..32];

    public static string FingerprintOf(string text) => FingerprintOf(Encoding.UTF8.GetBytes(text));

    /// <summary>Writes the headers. The caller has it already: 304, and true.</summary>
    public bool Answer(HttpContext context, out bool isPacked)
    {
        var (request, response) = (context.Request, context.Response);
        isPacked = MayBePacked && TakesGzip(request);
        var tag = new EntityTagHeaderValue($"\"{Fingerprint}{(isPacked ? "-gzip" : "")}\"");
        var modified = LastModified();
        response.Headers.ETag = tag.ToString();
        response.Headers.LastModified = modified?.ToString("R", CultureInfo.InvariantCulture);
        response.Headers.CacheControl = CacheControl;
        response.Headers.Vary = CacheControl.StartsWith("public", StringComparison.Ordinal)
            ? "Accept-Encoding"
            : "Accept-Encoding, Authorization";
        response.Headers.XContentTypeOptions = "nosniff";
        if (IsUnchanged(request, tag, modified))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }

        if (isPacked)
        {
            response.Headers.ContentEncoding = "gzip";
        }

        return false;
    }

    // The header has seconds: rounded down, so that it is never in the future.
    private DateTimeOffset? LastModified()
    {
        var last = ModifiedAt < ExportContract.Since ? ExportContract.Since : ModifiedAt;
        return last?.ToUniversalTime().AddTicks(-(last.Value.Ticks % TimeSpan.TicksPerSecond));
    }

    /// <summary>RFC 9110 §13.2.2: a tag that was sent decides, and only without one a moment.</summary>
    private static bool IsUnchanged(HttpRequest request, EntityTagHeaderValue tag, DateTimeOffset? modified)
    {
        var headers = request.GetTypedHeaders();
        return headers.IfNoneMatch is { Count: > 0 } known
            ? known.Any(k => k.Equals(EntityTagHeaderValue.Any) || k.Compare(tag, useStrongComparison: false))
            : headers.IfModifiedSince is { } since && modified <= since;
    }

    private static bool TakesGzip(HttpRequest request) => request.GetTypedHeaders().AcceptEncoding
        .Any(e => e.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && e.Quality is null or > 0);
}
