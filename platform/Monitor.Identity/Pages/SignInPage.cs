using System.Text;
using Monitor.Hosting;

namespace Monitor.Identity;

/// <summary>The page on which one chooses who to be: by municipality, or someone of the institute.</summary>
internal static class SignInPage
{
    private const int Shown = 25;

    private static readonly (string Acr, string Title)[] levels =
    [
        (StepUp.Low, "Laag: wachtwoord"),
        (StepUp.Substantial, "Substantieel: twee factoren"),
        (StepUp.High, "Hoog: twee factoren, waarvan één hardware"),
    ];

    /// <param name="id">Of the pending request.</param>
    /// <param name="request">What the client asked for.</param>
    /// <param name="personas">All.</param>
    /// <param name="search">What stands in the search field.</param>
    /// <param name="current">Proposed first: who is signed in, or whom the client names.</param>
    public static string Write(
        string id, AuthorizationRequest request, PersonaBook personas, string search, Persona? current)
    {
        var found = personas.Search(search);
        var html = new StringBuilder();
        html.Append($"""
            <h1>Aanmelden bij {Page.Text(request.Client.Name)}</h1>
            <p class="note">Alleen voor ontwikkeling: kies wie u bent. Er is geen wachtwoord; niemand hier bestaat.</p>
            <form method="get" action="/sign-in" role="search">
            <input type="hidden" name="request" value="{Page.Text(id)}">
            <label for="q">Zoek een gemeente, op naam of CBS-code</label>
            <input id="q" name="q" type="search" value="{Page.Text(search)}" autofocus>
            <button>Zoek</button>
            </form>
            <form method="post" action="/sign-in">
            <input type="hidden" name="request" value="{Page.Text(id)}">
            {Levels(request)}

            """);
        if (current is not null)
        {
            html.Append($"<h2>Verder als</h2>\n<ul>{Choice(current, current.Name)}</ul>\n");
        }

        html.Append("<h2>Het instituut</h2>\n<ul>");
        html.AppendJoin("", personas.Institute.Select(persona => Choice(persona, persona.Title)));
        html.Append($"</ul>\n<h2>Gemeenten</h2>\n<p role=\"status\">{Count(found.Count)}</p>\n");
        foreach (var (place, people) in found.Take(Shown))
        {
            html.Append($"<h3>{Page.Text(place.Name)} <small>{place.Code}</small></h3>\n<ul>");
            html.AppendJoin("", people.Select(persona => Choice(persona, persona.Title)));
            html.Append("</ul>\n");
        }

        return Page.Of("Aanmelden", html.Append("</form>").ToString());
    }

    // The first button of a form is what Enter presses; who signs in is told to those who hear the page, too.
    private static string Choice(Persona persona, string title) =>
        $"""<li><button name="subject" value="{Page.Text(persona.Subject)}" aria-label="{Page.Text(persona.Name)}">"""
        + $"{Page.Text(title)}</button></li>";

    private static string Levels(AuthorizationRequest request)
    {
        var wanted = levels.FirstOrDefault(level => request.AcrValues.Contains(level.Acr), levels[0]).Acr;
        var html = new StringBuilder("<fieldset><legend>Hoe sterk (acr)</legend>");
        foreach (var (acr, title) in levels)
        {
            var check = acr == wanted ? " checked" : "";
            html.Append($"""<label><input type="radio" name="acr" value="{acr}"{check}> {Page.Text(title)}</label>""");
        }

        return html.Append("</fieldset>").ToString();
    }

    private static string Count(int found) => found switch
    {
        0 => "Geen gemeente gevonden.",
        1 => "1 gemeente.",
        <= Shown => $"{found} gemeenten.",
        _ => $"{found} gemeenten; hier staan de eerste {Shown}. Zoek om de andere te zien.",
    };
}
