using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Hosting;

/// <summary>
/// Sets the caller from the bearer token. No token = anonymous; a token that does not hold = 401, on public routes
/// too: whoever sends one believes to be signed in. So do two tokens, and one in the address, where it would end up in
/// logs (RFC 9700 §4.3.2). Every cause gets the same answer; the log has the cause.
/// </summary>
internal sealed class TokenCheck(RequestDelegate next, ILogger<TokenCheck> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var shown = context.Request.Headers.Authorization.Count;
        if (context.Request.Query.ContainsKey("access_token"))
        {
            await RefuseAsync(context, "in the address");
            return;
        }

        if (shown == 0)
        {
            await next(context);
            return;
        }

        if (shown > 1)
        {
            await RefuseAsync(context, "more than one");
            return;
        }

        var result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!result.Succeeded)
        {
            await RefuseAsync(context, result.Failure?.GetType().Name ?? "not a bearer token");
            return;
        }

        context.User = result.Principal;
        await next(context);
    }

    private async Task RefuseAsync(HttpContext context, string reason)
    {
        log.TokenRefused(reason);
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        await Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "UNAUTHENTICATED",
            "The token is not valid (any more): sign in again, or send none for what is public.");
    }
}
