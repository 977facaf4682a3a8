using Microsoft.Extensions.Logging;

namespace Monitor.GraphQL.AspNetCore;

/// <summary>Every message of this library; numbers 1000 to 1099.</summary>
internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Error, "Field {Coordinate} failed; the client was told {TraceId}")]
    public static partial void FieldFailed(this ILogger log, string coordinate, string traceId, Exception cause);

    [LoggerMessage(1002, LogLevel.Error, "A GraphQL request failed; the client was told {TraceId}")]
    public static partial void RequestFailed(this ILogger log, string traceId, Exception cause);
}
