using System.Globalization;
using Monitor.Community.Storage;
using Monitor.Hosting;

namespace Monitor.Community;

/// <summary>
/// <c>POST /internal/callers/find</c>: for the gateway, which has checked an outer token and makes the internal one.
/// </summary>
internal static class CallerRoute
{
    /// <summary>Longer than any provider's: OpenID Connect Core §2 ends a subject at 255 characters.</summary>
    private const int LongestText = 500;

    public static void MapCallerRoute(this IEndpointRouteBuilder app) =>
        app.MapPost("/internal/callers/find", FindAsync).AllowCallers("gateway");

    /// <summary>Never 404: who is not known may nothing. 400 where it is not said who is meant.</summary>
    private static async Task<IResult> FindAsync(
        CallerAsked asked, CallerStore callers, CancellationToken cancellationToken)
    {
        var found = asked switch
        {
            { Issuer: { } issuer, Subject: { } subject, Client: null } when IsText(issuer) && IsText(subject) =>
                await callers.PersonAsync(issuer, subject, cancellationToken),
            { Issuer: { } issuer, Client: { } client, Subject: null } when IsText(issuer) && IsText(client) =>
                await callers.MachineAsync(issuer, client, cancellationToken),
            _ => null,
        };
        return found is null ? Results.BadRequest() : Results.Json(new
        {
            member = found.Id.ToString("N", CultureInfo.InvariantCulture),
            found.Municipality,
            found.Roles,
            found.Scopes,
            found.Revision,
        });
    }

    private static bool IsText(string text) =>
        text.Length is > 0 and <= LongestText && !text.Contains('\0', StringComparison.Ordinal);

    private sealed record CallerAsked(string? Issuer, string? Subject, string? Client);
}
