using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Monitor.Identity;

/// <summary>
/// <c>/authorize</c> and <c>/sign-in</c>: sends a browser that is signed in well enough back with a code, and any other
/// to the page on which one chooses who to be.
/// </summary>
internal sealed class AuthorizeEndpoint(
    AuthorizationReader reader,
    BrowserSessions sessions,
    Codes codes,
    PersonaBook personas,
    IOptions<IdentityOptions> options,
    TimeProvider clock)
{
    private static readonly TimeSpan patience = TimeSpan.FromMinutes(30);
    private readonly Shelf<Pending> _pending = new(clock);

    /// <param name="Request">To go on with once somebody is chosen.</param>
    /// <param name="Browser">The one that it came from; no other may go on with it.</param>
    private sealed record Pending(AuthorizationRequest Request, string Browser);

    public async Task<IResult> AuthorizeAsync(HttpContext context)
    {
        switch (await reader.ReadAsync(await Parameters.ReadAsync(context)))
        {
            case Reading.Untrusted(var sentence):
                return Page.Result(context, Page.Fault(sentence), StatusCodes.Status400BadRequest);
            case Reading.Refused(var redirect, var state, var error):
                return SendBack(redirect, state, ("error", error.Code), ("error_description", error.Description));
            case Reading.Good(var request):
                return Decide(context, request);
            default:
                throw new InvalidOperationException("A reading is one of three.");
        }
    }

    /// <summary>The page: GET, and again with each search.</summary>
    public IResult Choose(HttpContext context)
    {
        var id = context.Request.Query["request"].ToString();
        if (PendingOf(context, id) is not { } request)
        {
            return Page.Result(context, Page.Fault(Stale), StatusCodes.Status400BadRequest);
        }

        var search = context.Request.Query["q"].ToString();
        var current = personas.Find(sessions.Find(context)?.Subject) ?? personas.Find(request.LoginHint);
        return Page.Result(
            context,
            SignInPage.Write(id, request, personas, search, current),
            formTarget: new Uri(request.Redirect).GetLeftPart(UriPartial.Authority));
    }

    /// <summary>The choice: POST of the page's form.</summary>
    public async Task<IResult> ChosenAsync(HttpContext context)
    {
        var form = await Parameters.ReadFormAsync(context);
        if (PendingOf(context, form?["request"]) is not { } request
            || personas.Find(form!["subject"]) is not { } persona
            || form["acr"] is not { } acr || !Levels.All.Contains(acr))
        {
            return Page.Result(context, Page.Fault(Stale), StatusCodes.Status400BadRequest);
        }

        var signIn = new SignIn(persona.Subject, acr, Now);
        sessions.Begin(context, signIn);
        _pending.Take(form["request"]);
        return request.ExpectedSubject is { } expected && expected != persona.Subject
            ? SendBack(request.Redirect, request.State, ("error", "login_required"))
            : SendBack(request.Redirect, request.State, ("code", codes.Give(request, signIn)));
    }

    private const string Stale =
        "Deze aanmelding is verlopen of hoort bij een andere browser. Ga terug naar de toepassing en begin opnieuw.";

    // Whole seconds, as auth_time tells it.
    private DateTimeOffset Now => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    private SeeOther Decide(HttpContext context, AuthorizationRequest request)
    {
        if (sessions.Find(context) is { } signIn && request.IsMetBy(signIn, clock.GetUtcNow()))
        {
            return SendBack(request.Redirect, request.State, ("code", codes.Give(request, signIn)));
        }

        if (!request.MayAsk)
        {
            return SendBack(request.Redirect, request.State, ("error", "login_required"));
        }

        var id = Secret.New();
        _pending.Put(id, new Pending(request, sessions.BrowserOf(context)), patience);
        return new SeeOther($"/sign-in?request={id}");
    }

    private AuthorizationRequest? PendingOf(HttpContext context, string? id) =>
        _pending.Find(id) is { } pending && pending.Browser == sessions.BrowserOf(context) ? pending.Request : null;

    /// <summary>To the client's address, with who says so (RFC 9207).</summary>
    private SeeOther SendBack(string redirect, string? state, params (string Name, string Value)[] answer)
    {
        var parameters = answer.ToDictionary(entry => entry.Name, entry => (string?)entry.Value);
        if (state is not null)
        {
            parameters["state"] = state;
        }

        parameters["iss"] = options.Value.Issuer;
        return new SeeOther(QueryHelpers.AddQueryString(redirect, parameters));
    }
}

/// <summary>303: the browser goes there by GET, whatever it came with (RFC 9700 §4.12).</summary>
internal sealed class SeeOther(string address) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}
