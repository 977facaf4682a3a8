using System.Text.Encodings.Web;

namespace Monitor.Identity;

/// <summary>A whole page of HTML without script, and the headers that hold it to that.</summary>
internal static class Page
{
    public static string Of(string title, string body) => $"""
        <!doctype html>
        <html lang="nl">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Text(title)} – Monitor, ontwikkeling</title>
        <link rel="stylesheet" href="/style.css">
        </head>
        <body>
        <main>
        {body}
        </main>
        </body>
        </html>
        """;

    public static string Fault(string sentence) =>
        Of("Aanmelden lukt niet", $"<h1>Aanmelden lukt niet</h1>\n<p>{Text(sentence)}</p>");

    /// <summary>Text as HTML shows it.</summary>
    public static string Text(string text) => HtmlEncoder.Default.Encode(text);

    /// <param name="context">Of the request.</param>
    /// <param name="html">The page.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="formTarget">
    /// Where else the answer to the page's form may lead: browsers hold redirects to it too.
    /// </param>
    public static IResult Result(
        HttpContext context, string html, int status = StatusCodes.Status200OK, string formTarget = "")
    {
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; form-action 'self' {formTarget}; base-uri 'none'; "
            + "frame-ancestors 'none'";
        return Results.Content(html, "text/html; charset=utf-8", statusCode: status);
    }
}
