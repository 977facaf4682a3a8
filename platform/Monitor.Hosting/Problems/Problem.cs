using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Monitor.Hosting;

/// <summary>
/// A failure told outside GraphQL, as application/problem+json (RFC 9457): status, title, detail, and the stable
/// <c>code</c> on which clients branch. Never kept by a cache.
/// </summary>
/// <param name="Status">Of the HTTP answer.</param>
/// <param name="Code">Upper case with underscores, as in GraphQL's <c>extensions.code</c>.</param>
/// <param name="Detail">A sentence that says what to do; holds nothing that the caller may not know.</param>
public sealed record Problem(int Status, string Code, string Detail)
{
    public const string ContentType = "application/problem+json";

    /// <summary>Further facts, as members of their own; null where there are none.</summary>
    public IReadOnlyDictionary<string, object?>? Details { get; init; }

    /// <summary>A refusal of the domain, with the status that belongs to its code.</summary>
    public static Problem Of(ClientException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new Problem(StatusOf(refusal.Code), refusal.Code, refusal.Message) { Details = refusal.Details };
    }

    /// <summary>Writes it as the whole answer; nothing may have been written before.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var body = JsonSerializer.SerializeToUtf8Bytes(Members(), JsonSerializerOptions.Web);
        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        context.Response.ContentLength = body.Length;
        if (Challenge is { } challenge && context.Response.Headers.WWWAuthenticate.Count == 0)
        {
            context.Response.Headers.WWWAuthenticate = challenge;
        }

        // Not RequestAborted: when a request took too long, that is what ended it.
        await context.Response.Body.WriteAsync(body, CancellationToken.None);
    }

    /// <summary>RFC 6750 §3, RFC 9470 §3: how to do better; without a token no more than that one is needed.</summary>
    private string? Challenge => Code switch
    {
        "UNAUTHENTICATED" => "Bearer",
        "INSUFFICIENT_SCOPE" =>
            $"Bearer error=\"insufficient_scope\", scope=\"{Details?.GetValueOrDefault("scope")}\"",
        "STEP_UP_REQUIRED" =>
            "Bearer error=\"insufficient_user_authentication\", "
            + $"acr_values=\"{Details?.GetValueOrDefault("acr_values")}\", "
            + $"max_age={Details?.GetValueOrDefault("max_age")}",
        _ => null,
    };

    private static int StatusOf(string code) => code switch
    {
        "UNAUTHENTICATED" or "STEP_UP_REQUIRED" => StatusCodes.Status401Unauthorized,
        "FORBIDDEN" or "NOT_YOURS" or "NOT_SHARING" or "INSUFFICIENT_SCOPE" => StatusCodes.Status403Forbidden,
        "NOT_FOUND" => StatusCodes.Status404NotFound,
        "ROUND_CLOSED" or "ROUND_NOT_OPEN" or "NOT_RELEASED" or "CHANGED_MEANWHILE" => StatusCodes.Status409Conflict,
        "SUBGRAPH_UNAVAILABLE" => StatusCodes.Status503ServiceUnavailable,
        _ when code.StartsWith("UNKNOWN_", StringComparison.Ordinal) => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status400BadRequest,
    };

    private Dictionary<string, object?> Members()
    {
        var members = new Dictionary<string, object?>
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(Status),
            ["status"] = Status,
            ["detail"] = Detail,
            ["code"] = Code,
        };
        foreach (var (name, value) in Details ?? new Dictionary<string, object?>())
        {
            members.TryAdd(name, value);
        }

        return members;
    }
}
