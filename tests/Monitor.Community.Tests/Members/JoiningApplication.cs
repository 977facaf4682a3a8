using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Monitor.Testing;

namespace Monitor.Community.Tests.Members;

/// <summary>
/// The service with mails as files in a folder, asked by people whom the test, as the gateway does, looks up before
/// each request: what they may is what community says at that moment.
/// </summary>
public sealed partial class JoiningApplication : CommunityApplication
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("joining-");

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["Mail:Delivery"] = "Folder",
        ["Mail:Folder"] = folder.FullName,
        ["Mail:LookEvery"] = "00:00:00.1",
        ["Mail:PerMinute"] = "10000",
        ["Members:MailAgainAfter"] = "00:00:00",
        ["Members:ConfirmLink"] = "https://monitor.example/bevestigen?token={token}",
    };

    /// <summary>What community says of someone at the provider.</summary>
    public async Task<JsonNode> FindAsync(string subject, string kind = "subject")
    {
        using var client = Client();
        using var answer = await client.PostAsJsonAsync(
            new Uri("/internal/callers/find", UriKind.Relative),
            new Dictionary<string, string> { ["issuer"] = PersonaIssuer, [kind] = subject });
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>Asks as the person with this subject.</summary>
    public async Task<Answered> AsAsync(string subject, string query, object? variables = null, string? key = null)
    {
        var found = await FindAsync(subject);
        var claims = TestIssuer.Claims(
            found["municipality"]?.GetValue<string>(),
            [.. found["roles"]!.AsArray().Select(role => role!.GetValue<string>())]);
        claims["sub"] = found["member"]!.GetValue<string>();
        using var client = Client();
        return await client.AskAsync(query, variables, Sign(claims), key);
    }

    /// <summary>The token in the last mail with a link to this address; waits until it is there.</summary>
    public async Task<string> TokenToAsync(string email, int mails = 1)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var tokens = Mails(email).SelectMany(mail => Token().Matches(mail.Body)).ToList();
            if (tokens.Count >= mails)
            {
                return tokens[^1].Groups[1].Value;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"No mail {mails} with a link came.");
    }

    /// <summary>The subjects of the mails to an address, when there are that many.</summary>
    public async Task<IReadOnlyList<string>> SubjectsToAsync(string email, int mails)
    {
        for (var attempt = 0; attempt < 100 && Mails(email).Count < mails; attempt++)
        {
            await Task.Delay(100);
        }

        return [.. Mails(email).Select(mail => mail.Subject)];
    }

    /// <summary>The mails to an address, the oldest first.</summary>
    public IReadOnlyList<(string Subject, string Body)> Mails(string email) =>
    [
        .. folder.GetFiles("*.eml")
            .OrderBy(file => file.LastWriteTimeUtc)
            .Select(file => File.ReadAllText(file.FullName))
            .Where(mail => mail.Contains(email, StringComparison.Ordinal))
            .Select(mail => (SubjectOf(mail), BodyOf(mail))),
    ];

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static string BodyOf(string mail)
    {
        var start = mail.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        try
        {
            return start < 0 ? "" : Encoding.UTF8.GetString(Convert.FromBase64String(mail[start..].Trim()));
        }
        catch (FormatException)
        {
            return "";   // still being written
        }
    }

    private static string SubjectOf(string mail)
    {
        var line = Subject().Match(mail).Groups[1].Value;
        return EncodedWord().Replace(
            line.Replace("\r\n", "", StringComparison.Ordinal).Trim(),
            word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)));
    }

    [GeneratedRegex("token=([A-Za-z0-9_-]+)")]
    private static partial Regex Token();

    [GeneratedRegex(@"^Subject: ([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)", RegexOptions.Multiline)]
    private static partial Regex Subject();

    [GeneratedRegex(@"\s*=\?utf-8\?B\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
