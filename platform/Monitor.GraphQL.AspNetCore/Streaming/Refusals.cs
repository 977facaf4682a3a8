using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>What is refused before a stream begins.</summary>
internal static class Refusals
{
    public static RequestException TooManyStreams() => new(
        StatusCodes.Status503ServiceUnavailable, "OVERLOADED", "Too many streams are open: try again later.")
    {
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    public static RequestException TooManyOperations() => new(
        StatusCodes.Status429TooManyRequests,
        "TOO_MANY_OPERATIONS",
        "Too many operations run on this socket: complete some, or open another.");

    public static RequestException TokenExpired() => new(
        StatusCodes.Status401Unauthorized, "UNAUTHENTICATED", "The token has expired: connect with a new one.");

    public static RequestException WrongOrigin() => new(
        StatusCodes.Status403Forbidden, "ORIGIN_NOT_ALLOWED", "Pages of this origin may not open sockets here.");
}
