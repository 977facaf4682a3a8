using Microsoft.AspNetCore.Http;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>
/// The idempotency key of one mutation on a socket: no header can be set there, so it stands in
/// <c>extensions.idempotencyKey</c> of the operation, and becomes the header of its request.
/// </summary>
internal static class SocketIdempotency
{
    private const string Header = "Idempotency-Key";
    private const string Member = "idempotencyKey";
    private const int Longest = 200;

    /// <exception cref="RequestException">400 BAD_REQUEST: it is no key.</exception>
    public static void Apply(GraphQLRequest operation, HttpRequest request)
    {
        if (operation.Extensions?.TryGetValue(Member, out var given) != true || given is null)
        {
            return;
        }

        request.Headers[Header] = given is string key && IsWellFormed(key)
            ? key
            : throw RequestException.BadRequest(
                $"extensions.{Member} takes a text of 1 to {Longest} visible ASCII characters.");
    }

    private static bool IsWellFormed(string key) =>
        key.Length is >= 1 and <= Longest && key.All(character => character is > ' ' and <= '~');
}
