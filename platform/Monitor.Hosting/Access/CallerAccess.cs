using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Monitor.Hosting;

/// <summary>Which apps may call a route; a route without this is open to outsiders.</summary>
/// <param name="Apps">Dapr app ids; empty = the process's own sidecar itself (subscriptions, deliveries).</param>
public sealed record AllowedCallers(IReadOnlyList<string> Apps);

/// <summary>Says, beside the route, who may call it.</summary>
public static class AllowCallersExtension
{
    /// <summary>
    /// Lets only these apps call the route, through their sidecars: the request carries <c>dapr-api-token</c>, as set
    /// in APP_API_TOKEN, and <c>dapr-caller-app-id</c>, which the sidecars set. Others get 403 CALLER_NOT_ALLOWED.
    /// </summary>
    public static TBuilder AllowCallers<TBuilder>(this TBuilder route, params string[] apps)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfZero(apps.Length);
        return route.WithMetadata(new AllowedCallers(apps));
    }

    /// <summary>Lets only this process's own sidecar call the route: event deliveries and /dapr/subscribe.</summary>
    public static TBuilder AllowSidecar<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new AllowedCallers([]));
}

/// <summary>Turns away calls from apps that a route does not name.</summary>
internal sealed class CallerAccess(
    RequestDelegate next, IOptions<AccessOptions> options, IHostEnvironment environment, ILogger<CallerAccess> log)
{
    private const string Gateway = "gateway";
    private readonly AccessOptions _options = options.Value;
    private readonly bool _isProduction = environment.IsProduction();

    public async Task InvokeAsync(HttpContext context)
    {
        var allowed = context.GetEndpoint()?.Metadata.GetMetadata<AllowedCallers>();
        if (allowed is null || IsAllowed(context.Request, allowed))
        {
            await next(context);
            return;
        }

        log.CallerRefused(CallerOf(context.Request) ?? "(none)", context.Request.Path);
        await Refusal.WriteAsync(context, StatusCodes.Status403Forbidden, "CALLER_NOT_ALLOWED",
            "This address takes calls from named services only; outsiders call the gateway.");
    }

    private bool IsAllowed(HttpRequest request, AllowedCallers allowed)
    {
        if (Carries(request, "dapr-api-token", _options.AppApiToken))
        {
            // A sidecar names the caller on every invocation, and on nothing that it asks or delivers itself.
            return allowed.Apps.Count == 0
                ? !request.Headers.ContainsKey("dapr-caller-app-id")
                : CallerOf(request) is { } caller && allowed.Apps.Contains(caller);
        }

        // Without a sidecar there is no proof of who calls: the direct key stands for the gateway alone.
        if (!_isProduction && Carries(request, "monitor-direct-key", _options.DirectKey))
        {
            return allowed.Apps.Contains(Gateway);
        }

        return _options.AppApiToken is null && _options.AnyCaller && !_isProduction;
    }

    private static string? CallerOf(HttpRequest request) =>
        request.Headers["dapr-caller-app-id"] is [{ Length: > 0 } caller] ? caller : null;

    private static bool Carries(HttpRequest request, string header, string? secret) =>
        secret is not null
        && request.Headers[header] is [{ } value]
        && CryptographicOperations.FixedTimeEquals(Digest(value), Digest(secret));

    // Digests are of one length, so that the comparison tells nothing about the secret's.
    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
