using System.Security.Claims;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.AspNetCore;

namespace Monitor.Gateway.Shedding;

/// <summary>
/// Counts operations on WebSockets, of which the door has seen the handshake alone: each takes from the buckets of its
/// address and its subject, as a request does.
/// </summary>
internal sealed class OperationRate(RateLimits limits, IOptions<RateLimitOptions> options)
{
    /// <exception cref="RequestException">429 RATE_LIMITED.</exception>
    public void Count(GraphQLCall call)
    {
        if (!call.IsOnSocket || options.Value.Enabled != true)
        {
            return;
        }
        if (call.Http.Connection.RemoteIpAddress is { } address && limits.WaitOf(address) is { } wait)
        {
            throw TooOften("address", wait);
        }
        if (SubjectOf(call.Http.User) is { } subject && limits.WaitOf(subject) is { } longer)
        {
            throw TooOften("subject", longer);
        }
    }

    /// <summary>Whom a request counts for, whatever the token: null without one.</summary>
    public static string? SubjectOf(ClaimsPrincipal user) => user.Identity?.IsAuthenticated == true
        ? user.FindFirst("sub")?.Value
        : null;

    private static RequestException TooOften(string by, TimeSpan wait)
    {
        SheddingMetrics.Limited(by);
        return new RequestException(
            StatusCodes.Status429TooManyRequests, "RATE_LIMITED", "You ask too often: try again later.")
        {
            RetryAfter = wait,
        };
    }
}
