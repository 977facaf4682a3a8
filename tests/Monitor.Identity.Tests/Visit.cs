using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.Tokens;
using Monitor.Hosting;

namespace Monitor.Identity.Tests;

/// <summary>One browser and one client by hand: each step can be done wrongly.</summary>
internal sealed class Visit(Provider provider) : IDisposable
{
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    public static string Challenge { get; } =
        Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public HttpClient Browser { get; } = provider.Browser();

    /// <summary>A good request, to change.</summary>
    public static Dictionary<string, string?> Asked(params (string Name, string? Value)[] changes)
    {
        var asked = new Dictionary<string, string?>
        {
            ["client_id"] = "portal", ["redirect_uri"] = Provider.Redirect, ["response_type"] = "code",
            ["scope"] = "openid offline_access", ["state"] = "s-1", ["nonce"] = "n-1",
            ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            asked[name] = value;
        }

        return asked;
    }

    public Task<HttpResponseMessage> AuthorizeAsync(params (string Name, string? Value)[] changes) =>
        Browser.GetAsync(new Uri(
            QueryHelpers.AddQueryString("/authorize", Asked(changes).Where(entry => entry.Value is not null)),
            UriKind.Relative));

    public Task<HttpResponseMessage> ChooseAsync(string pending, string subject, string acr = StepUp.Low) =>
        PostAsync("/sign-in", ("request", pending), ("subject", subject), ("acr", acr));

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] form) =>
        Browser.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(
            form.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Signs in and gives the code.</summary>
    public async Task<string> CodeAsync(
        string subject = "officer@gm0153", params (string Name, string? Value)[] changes)
    {
        using var asked = await AuthorizeAsync(changes);
        using var chosen = await ChooseAsync(PendingOf(asked), subject);
        return AnswerOf(chosen)["code"]!;
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> RedeemAsync(
        string code, params (string Name, string Value)[] changes)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["client_id"] = "portal", ["code"] = code,
            ["redirect_uri"] = Provider.Redirect, ["code_verifier"] = Verifier,
        };
        foreach (var (name, value) in changes)
        {
            form[name] = value;
        }

        using var answer = await PostAsync("/token", [.. form.Select(field => (field.Key, field.Value))]);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
    }

    public static string PendingOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var location = answer.Headers.Location!.OriginalString;
        Assert.StartsWith("/sign-in?request=", location, StringComparison.Ordinal);
        return location["/sign-in?request=".Length..];
    }

    /// <summary>What stands in the client's address.</summary>
    public static System.Collections.Specialized.NameValueCollection AnswerOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith(Provider.Redirect[..21], answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(answer.Headers.Location.Query);
    }

    public void Dispose() => Browser.Dispose();
}
