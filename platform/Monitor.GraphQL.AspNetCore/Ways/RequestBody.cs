using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Monitor.GraphQL.AspNetCore.Ways;

/// <summary>Reads a GraphQL request from the body of an HTTP request: JSON in UTF-8, strictly.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = 128,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads the body whole.</summary>
    /// <param name="request">A POST; only one of JSON is a GraphQL request.</param>
    /// <param name="maxBytes">Bytes that the body may have.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="RequestException">
    /// It is no GraphQL request: the exception says which status and why.
    /// </exception>
    public static async Task<GraphQLRequest> ReadAsync(
        HttpRequest request, int maxBytes, CancellationToken cancellationToken)
    {
        CheckContentType(request);
        if (request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        try
        {
            return await ReadBodyAsync(request.BodyReader, maxBytes, cancellationToken);
        }
        catch (BadHttpRequestException refused)
        {
            throw Refused(refused.StatusCode, maxBytes);
        }
    }

    private static async Task<GraphQLRequest> ReadBodyAsync(
        PipeReader reader, int maxBytes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellationToken);
            var isTooLarge = read.Buffer.Length > maxBytes;
            if (!isTooLarge && !read.IsCompleted)
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return isTooLarge ? throw TooLarge(maxBytes) : Parse(read.Buffer);
            }
            finally
            {
                reader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static void CheckContentType(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new RequestException(
                StatusCodes.Status415UnsupportedMediaType,
                "UNSUPPORTED_MEDIA_TYPE",
                "Send the request as JSON in UTF-8, with the header Content-Type: application/json.");
        }
    }

    /// <summary>What the server itself stopped reading: it names only the status.</summary>
    private static RequestException Refused(int status, int maxBytes) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => TooLarge(maxBytes),
        StatusCodes.Status408RequestTimeout => new RequestException(
            status, "REQUEST_TIMEOUT", "The body came too slowly."),
        _ => new RequestException(status, "BAD_REQUEST", "The body ends early or is malformed."),
    };

    private static RequestException TooLarge(int maxBytes) => new(
        StatusCodes.Status413PayloadTooLarge, "PAYLOAD_TOO_LARGE", $"A request may have at most {maxBytes} bytes.");

    private static GraphQLRequest Parse(ReadOnlySequence<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body, Strict);
            return Parse(json.RootElement);
        }
        catch (JsonException fault)
        {
            throw RequestException.BadRequest(fault.LineNumber is { } line
                ? $"The body is not valid JSON (line {line + 1}, byte {fault.BytePositionInLine + 1})."
                : "The body is not valid JSON: an object has two members of one name.");
        }
        catch (InvalidOperationException)
        {
            // Names are unescaped here, to be compared; a value only where it is read.
            throw JsonInput.NotUnicode();
        }
    }

    private static GraphQLRequest Parse(JsonElement body)
    {
        if (body.ValueKind == JsonValueKind.Array)
        {
            throw RequestException.BadRequest("Send one operation per request: a list of operations is not supported.");
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            throw RequestException.BadRequest("The body must be a JSON object with the field \"query\".");
        }

        return new GraphQLRequest(
            Text(body, "query") ?? throw RequestException.BadRequest("The body needs the field \"query\"."),
            Text(body, "operationName"),
            Map(body, "variables"),
            Map(body, "extensions"));
    }

    private static string? Text(JsonElement body, string name) => Property(body, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => JsonInput.ReadText(text),
        _ => throw RequestException.BadRequest($"The field \"{name}\" must be a string."),
    };

    private static Dictionary<string, object?>? Map(JsonElement body, string name) => Property(body, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } map => JsonInput.ReadObject(map),
        _ => throw RequestException.BadRequest($"The field \"{name}\" must be an object."),
    };

    private static JsonElement? Property(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
