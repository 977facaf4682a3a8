using Microsoft.Extensions.Options;

namespace Monitor.Identity;

/// <summary>Which browser is signed in as whom, by a cookie.</summary>
internal sealed class BrowserSessions(IOptions<IdentityOptions> options, TimeProvider clock)
{
    // Cookies know no ports: two clones on one machine would take each other's.
    private readonly string _suffix = new Uri(options.Value.Issuer).Port.ToString(
        System.Globalization.CultureInfo.InvariantCulture);

    private readonly Shelf<SignIn> _sessions = new(clock);

    public SignIn? Find(HttpContext context) => _sessions.Find(context.Request.Cookies[$"session-{_suffix}"]);

    /// <summary>Signs the browser in under a new cookie: one that somebody set before counts for nothing.</summary>
    public void Begin(HttpContext context, SignIn signIn)
    {
        End(context);
        var id = Secret.New();
        _sessions.Put(id, signIn, options.Value.Session);
        context.Response.Cookies.Append($"session-{_suffix}", id, Cookie(options.Value.Session));
    }

    public void End(HttpContext context)
    {
        _sessions.Take(context.Request.Cookies[$"session-{_suffix}"]);
        context.Response.Cookies.Delete($"session-{_suffix}", Cookie(null));
    }

    /// <summary>Tells this browser from others: a form that another site fills in does not carry it.</summary>
    public string BrowserOf(HttpContext context)
    {
        if (context.Request.Cookies[$"browser-{_suffix}"] is { Length: > 0 } known)
        {
            return known;
        }

        var made = Secret.New();
        context.Response.Cookies.Append($"browser-{_suffix}", made, Cookie(null));
        return made;
    }

    // Without Secure: the provider speaks http, on this machine only.
    private static CookieOptions Cookie(TimeSpan? age) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = age, IsEssential = true,
    };
}
