using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Monitor.GraphQL.Execution;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Writes GraphQL answers over HTTP, in the media type that the client accepts.</summary>
public static class GraphQLResponseWriter
{
    /// <summary>The media type of GraphQL over HTTP, whose status tells whether the request was executed.</summary>
    public const string ResponseType = "application/graphql-response+json";

    private const string JsonType = "application/json";

    /// <summary>Answers a request that was not executed: only errors, no <c>data</c>.</summary>
    /// <param name="context">The HTTP request.</param>
    /// <param name="statusCode">
    /// Status of the answer. A document that does not parse or fit answers 400 only as
    /// <c>application/graphql-response+json</c>, and 200 as <c>application/json</c>: see <see cref="RefusalStatus"/>.
    /// </param>
    /// <param name="errors">At least one.</param>
    public static Task WriteErrorsAsync(HttpContext context, int statusCode, params IReadOnlyList<GraphQLError> errors)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Remove(CacheHeaders.GroupsHeader);
        return WriteAsync(context, statusCode, errors, writeData: null);
    }

    /// <summary>Answers an HTTP request that is no GraphQL request.</summary>
    public static Task WriteRefusalAsync(HttpContext context, RequestException refused)
    {
        if (refused.StatusCode == StatusCodes.Status405MethodNotAllowed)
        {
            context.Response.Headers.Allow = HttpMethods.Post;
        }

        return WriteErrorsAsync(context, refused.StatusCode, refused.ToError());
    }

    /// <summary>Answers a request that failed, with nothing of the cause but where to find it in the log.</summary>
    /// <param name="context">The HTTP request.</param>
    /// <param name="log">Writes the cause with this trace id.</param>
    public static Task WriteFailureAsync(HttpContext context, Action<string> log)
    {
        var traceId = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        log(traceId);
        return WriteErrorsAsync(context, StatusCodes.Status500InternalServerError, GraphQLError.Internal(traceId));
    }

    /// <summary>Answers a request; <paramref name="writeData"/> writes the value of <c>data</c>.</summary>
    public static async Task WriteAsync(
        HttpContext context, int statusCode, IReadOnlyList<GraphQLError> errors, Action<Utf8JsonWriter>? writeData)
    {
        // Written whole before the first byte is sent: a failure while writing can still be answered as one.
        using var body = new PooledBuffer();
        using (var json = new Utf8JsonWriter(body, JsonOutput.Options))
        {
            WriteBody(json, errors, writeData);
        }

        context.Response.StatusCode = statusCode;
        context.Response.ContentType =
            $"{(AcceptsResponseType(context.Request) ? ResponseType : JsonType)}; charset=utf-8";
        context.Response.ContentLength = body.Written.Length;
        await context.Response.BodyWriter.WriteAsync(body.Written, context.RequestAborted);
    }

    /// <summary>The status for a well-formed request whose document or variables are refused.</summary>
    public static int RefusalStatus(HttpRequest request) =>
        AcceptsResponseType(request) ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;

    /// <summary>Writes a list of errors. §7.1.2</summary>
    public static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<GraphQLError> errors)
    {
        json.WriteStartArray();
        foreach (var error in errors)
        {
            WriteError(json, error);
        }

        json.WriteEndArray();
    }

    private static void WriteBody(
        Utf8JsonWriter json, IReadOnlyList<GraphQLError> errors, Action<Utf8JsonWriter>? writeData)
    {
        json.WriteStartObject();
        if (errors.Count > 0)
        {
            json.WritePropertyName("errors");
            WriteErrors(json, errors);
        }

        if (writeData is not null)
        {
            json.WritePropertyName("data");
            writeData(json);
        }

        json.WriteEndObject();
    }

    private static void WriteError(Utf8JsonWriter json, GraphQLError error)
    {
        json.WriteStartObject();
        json.WriteString("message", error.Message);
        if (error.Locations is { Count: > 0 } locations)
        {
            json.WriteStartArray("locations");
            foreach (var location in locations)
            {
                json.WriteStartObject();
                json.WriteNumber("line", location.Line);
                json.WriteNumber("column", location.Column);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            json.WritePropertyName("path");
            ResultValue.Write(json, path);
        }

        if (error.Extensions is { Count: > 0 } extensions)
        {
            json.WritePropertyName("extensions");
            ResultValue.Write(json, extensions);
        }

        json.WriteEndObject();
    }

    /// <summary>Whether the client names the response type; a client that takes anything gets plain JSON.</summary>
    private static bool AcceptsResponseType(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted))
        {
            return false;
        }

        var response = QualityOf(accepted, ResponseType);
        return response > 0 && response >= QualityOf(accepted, JsonType);
    }

    private static double QualityOf(IList<MediaTypeHeaderValue> accepted, string type) => accepted
        .Where(candidate => candidate.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase))
        .Select(candidate => candidate.Quality ?? 1)
        .DefaultIfEmpty(0)
        .Max();
}
