using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>
/// Tells who opens a socket, from what <c>connection_init</c> carries: browsers cannot set headers on a WebSocket.
/// Where none is registered as a service, the caller is who the handshake's headers say.
/// </summary>
public interface IConnectionAuthentication
{
    /// <summary>Checks the payload of <c>connection_init</c>.</summary>
    /// <param name="request">
    /// The handshake as a request of its own. The headers that are set on it, and the user, hold for every operation
    /// on the socket.
    /// </param>
    /// <param name="payload">Null where there is none; values as in <see cref="GraphQLRequest.Variables"/>.</param>
    /// <param name="cancellationToken">The client has gone.</param>
    /// <returns>
    /// The caller; null refuses the socket. Where the caller has a claim <c>exp</c>, the socket is closed then.
    /// </returns>
    Task<ClaimsPrincipal?> AuthenticateAsync(
        HttpContext request, IReadOnlyDictionary<string, object?>? payload, CancellationToken cancellationToken);
}
