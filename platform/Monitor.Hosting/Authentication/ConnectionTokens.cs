using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using Monitor.GraphQL.AspNetCore.Streaming;

namespace Monitor.Hosting;

/// <summary>
/// Takes a socket's bearer token from its <c>connection_init</c>: <c>{"Authorization": "Bearer …"}</c>, as browsers
/// cannot set the header. The token is held to the same rules, and stands in the header of each operation.
/// </summary>
internal sealed class ConnectionTokens(ILogger<ConnectionTokens> log) : IConnectionAuthentication
{
    public async Task<ClaimsPrincipal?> AuthenticateAsync(
        HttpContext request, IReadOnlyDictionary<string, object?>? payload, CancellationToken cancellationToken)
    {
        var sent = payload?.Where(entry => entry.Key.Equals("authorization", StringComparison.OrdinalIgnoreCase))
            .Select(entry => entry.Value).ToArray() ?? [];
        if (sent is [])
        {
            return request.User;   // of the handshake's header, which the door has checked; else nobody
        }

        if (sent is not [string token] || IsAnother(request.Request.Headers.Authorization, token))
        {
            log.TokenRefused("not a text, or more than one in connection_init and header");
            return null;
        }

        request.Request.Headers.Authorization = token;
        var result = await request.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!result.Succeeded)
        {
            log.TokenRefused(result.Failure?.GetType().Name ?? "not a bearer token");
        }

        return result.Principal;
    }

    /// <summary>Someone who shows two tokens would be taken for one of two.</summary>
    private static bool IsAnother(StringValues header, string token) =>
        header.Count > 0 && !header.All(shown => shown == token);
}
