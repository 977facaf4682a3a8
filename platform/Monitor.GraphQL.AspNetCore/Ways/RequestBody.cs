using System.IO.Compression;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>Reads requests from the body of an HTTP request: JSON in UTF-8, compressed or not.</summary>
internal static class RequestBody
{
    private const string Encodings = "gzip, br";

    /// <summary>Reads the body whole.</summary>
    /// <param name="request">A POST; only one of JSON is a GraphQL request.</param>
    /// <param name="options">How large it may be, unpacked too, and how many requests it may hold.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RequestException">
    /// It is no GraphQL request: the exception says which status and why.
    /// </exception>
    /// <exception cref="BadHttpRequestException">The client has gone in the middle of it.</exception>
    public static async Task<PostedRequests> ReadAsync(
        HttpRequest request, GraphQLOptions options, CancellationToken cancellationToken)
    {
        CheckContentType(request);
        if (request.ContentLength > options.MaxRequestBytes)
        {
            throw TooLarge();
        }

        try
        {
            return await ReadUnpackedAsync(request, options, cancellationToken);
        }
        catch (BadHttpRequestException refused)
        {
            throw Refused(request, refused);
        }
    }

    private static async Task<PostedRequests> ReadUnpackedAsync(
        HttpRequest request, GraphQLOptions options, CancellationToken cancellationToken)
    {
        var encoding = request.Headers.ContentEncoding;
        if (encoding.Count == 0 || encoding is ["identity"])
        {
            return await ReadAsync(request.BodyReader, options, cancellationToken);
        }

        // A bomb is cut off as soon as it has unfolded to more than a body may have: no more of it is unpacked.
        await using var unpacked = Unpack(request.Body, encoding.ToString());
        var reader = PipeReader.Create(unpacked);
        try
        {
            return await ReadAsync(reader, options, cancellationToken);
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            // Gzip says the one, brotli the other.
            throw RequestException.BadRequest("The body is not packed as the header Content-Encoding says.");
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private static Stream Unpack(Stream body, string encoding) => encoding switch
    {
        _ when encoding.Equals("gzip", StringComparison.OrdinalIgnoreCase) =>
            new GZipStream(body, CompressionMode.Decompress, leaveOpen: true),
        _ when encoding.Equals("br", StringComparison.OrdinalIgnoreCase) =>
            new BrotliStream(body, CompressionMode.Decompress, leaveOpen: true),
        _ => throw new RequestException(
            StatusCodes.Status415UnsupportedMediaType,
            "UNSUPPORTED_MEDIA_TYPE",
            "Send the body plain, or packed once: Content-Encoding gzip or br.") { AcceptEncoding = Encodings },
    };

    private static async Task<PostedRequests> ReadAsync(
        PipeReader reader, GraphQLOptions options, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var isTooLarge = read.Buffer.Length > options.MaxRequestBytes;
            if (!isTooLarge && !read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return isTooLarge ? throw TooLarge() : RequestJson.ReadBody(read.Buffer, options.MaxBatch);
            }
            finally
            {
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static void CheckContentType(HttpRequest request)
    {
        var written = request.ContentType;
        if (written is "application/json" or "application/json; charset=utf-8")
        {
            return;
        }

        if (!MediaTypeHeaderValue.TryParse(written, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !IsUtf8(type)))
        {
            throw new RequestException(
                StatusCodes.Status415UnsupportedMediaType,
                "UNSUPPORTED_MEDIA_TYPE",
                "Send the request as JSON in UTF-8, with the header Content-Type: application/json.");
        }
    }

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    /// <summary>What the server itself stopped reading: it names only the status.</summary>
    private static Exception Refused(HttpRequest request, BadHttpRequestException refused) => refused.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLarge(),
        StatusCodes.Status408RequestTimeout => new RequestException(
            refused.StatusCode, "REQUEST_TIMEOUT", "The body came too slowly."),

        // A body of known length can only end early: the client has gone, and the server knows how to end this.
        _ when request.ContentLength is not null => refused,
        _ => new RequestException(refused.StatusCode, "BAD_REQUEST", "The body ends early or is malformed.")
        {
            EndsConnection = true,
        },
    };

    private static RequestException TooLarge() => new(
        StatusCodes.Status413PayloadTooLarge, "PAYLOAD_TOO_LARGE", "The body is too large.");
}
