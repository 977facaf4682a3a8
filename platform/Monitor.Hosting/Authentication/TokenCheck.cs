using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Hosting;

/// <summary>
/// Sets the caller from the bearer token. No token = anonymous; a token that does not hold = 401, on public routes
/// too: whoever sends one believes to be signed in. Every cause gets the same answer; the log has the cause.
/// </summary>
internal sealed class TokenCheck(RequestDelegate next, ILogger<TokenCheck> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization.Count == 0)
        {
            await next(context);
            return;
        }

        var result = await context.AuthenticateAsync(JwtBearerDefaults.AuthenticationScheme);
        if (!result.Succeeded)
        {
            log.TokenRefused(result.Failure?.GetType().Name ?? "not a bearer token");
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
            await Refusal.WriteAsync(context, StatusCodes.Status401Unauthorized, "UNAUTHENTICATED",
                "The token is not valid (any more): sign in again, or send none for what is public.");
            return;
        }

        context.User = result.Principal;
        await next(context);
    }
}
