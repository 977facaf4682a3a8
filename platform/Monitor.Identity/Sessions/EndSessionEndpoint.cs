using Microsoft.AspNetCore.WebUtilities;

namespace Monitor.Identity;

/// <summary><c>/end-session</c> (RP-Initiated Logout 1.0): signs the browser out, asking first where it must.</summary>
internal sealed class EndSessionEndpoint(BrowserSessions sessions, ClientBook clients, TokenReader tokens)
{
    public async Task<IResult> AnswerAsync(HttpContext context)
    {
        var sent = await Parameters.ReadAsync(context);
        var hint = sent["id_token_hint"] is { } token ? await tokens.HintAsync(token) : null;
        var client = clients.Find(sent["client_id"] ?? hint?.Audiences.FirstOrDefault());
        if ((sent["id_token_hint"] is not null && hint is null)
            || (hint is not null && client?.Id != hint.Audiences.FirstOrDefault()))
        {
            return Page.Result(
                context, Page.Fault("Dit verzoek om af te melden klopt niet."), StatusCodes.Status400BadRequest);
        }

        // §3: an address only of a client that is known, to the letter.
        var redirect = sent["post_logout_redirect_uri"] is { } asked
            && client?.SignedOutRedirects.Contains(asked, StringComparer.Ordinal) == true
            ? asked
            : null;

        // §2: who is signed in as the one that the client means need not be asked.
        var signIn = sessions.Find(context);
        var isConfirmed = HttpMethods.IsPost(context.Request.Method)
            && sent["browser"] == Secret.Digest(sessions.BrowserOf(context));
        if (signIn is not null && hint?.Subject != signIn.Subject && !isConfirmed)
        {
            return Page.Result(context, Ask(sent, redirect, context), formTarget: OriginOf(redirect));
        }

        sessions.End(context);
        return redirect is null
            ? Page.Result(context, Page.Of("Afgemeld", "<h1>U bent afgemeld</h1>"))
            : new SeeOther(
                sent["state"] is { } state ? QueryHelpers.AddQueryString(redirect, "state", state) : redirect);
    }

    private string Ask(Parameters sent, string? redirect, HttpContext context) => Page.Of(
        "Afmelden",
        $"""
        <h1>Afmelden?</h1>
        <form method="post" action="/end-session">
        {Hidden("browser", Secret.Digest(sessions.BrowserOf(context)))}
        {Hidden("client_id", redirect is null ? null : sent["client_id"])}
        {Hidden("post_logout_redirect_uri", redirect)}
        {Hidden("state", sent["state"])}
        <button>Meld mij af</button>
        </form>
        """);

    private static string Hidden(string name, string? value) =>
        value is null ? "" : $"""<input type="hidden" name="{name}" value="{Page.Text(value)}">""";

    private static string OriginOf(string? address) =>
        address is null ? "" : new Uri(address).GetLeftPart(UriPartial.Authority);
}
