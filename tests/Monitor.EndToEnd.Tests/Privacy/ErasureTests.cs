using System.Text;

namespace Monitor.EndToEnd.Tests.Privacy;

/// <summary>A person does what persons do, is erased, and nothing that the system keeps knows them any more.</summary>
public sealed class ErasureTests(RunningMonitor monitor)
{
    private const string Subject = "onderwerp-xq7zv3";
    private const string Name = "Quirina Zonneveld-Xqvedder";
    private const string Email = "quirina.xq7zv@montferland.nl";
    private const string Contact = "mobiel-xq7zv-0612";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task After_erasure_no_store_holds_a_name_an_address_or_a_subject()
    {
        var search = new StoreSearch(monitor.Home, monitor.Ports);
        var institute = await monitor.TokenAsync(null, "institute");
        var person = (await monitor.CommandAsync("token", "--subject", Subject)).Trim();
        await ComeInAsync(person, institute);
        await LiveAsync(person, institute);

        var before = await search.FindAsync(Subject, Name, Email, Contact);
        Assert.Contains(before, found => found.StartsWith($"database community: {Subject}", StringComparison.Ordinal));
        Assert.Contains(before, found => found.StartsWith($"database community: {Contact}", StringComparison.Ordinal));
        Assert.Contains(before, found => found == $"database questionnaire: {Email}");
        Assert.Contains(before, found => found.StartsWith("file mail/", StringComparison.Ordinal));
        Assert.DoesNotContain(before, found => found.StartsWith("redis", StringComparison.Ordinal));
        Assert.DoesNotContain(before, found => found.Contains(".log", StringComparison.Ordinal));

        FillingIn.Whole(await monitor.AskAsync("mutation { eraseMe(dryRun: false) { dueAt } }", token: person));
        await search.ExecuteAsync("community", "UPDATE erasures SET due_at = now(), next_at = now()");
        var acts = await monitor.AskUntilAsync(
            "{ acts(kinds: [MEMBER_ERASED], first: 1) { nodes { at } } }", null, institute,
            answer => answer.Items("data", "acts", "nodes").Any(), Limit);

        Assert.NotEmpty(acts.Answer.Items("data", "acts", "nodes"));
        Assert.Empty(await search.FindAsync(Subject, Name, Email, Contact));
    }

    private async Task ComeInAsync(string person, string institute)
    {
        var asked = FillingIn.Whole(await monitor.AskAsync(
            """
            mutation ($name: String!, $email: String!) { requestAccess(input: {
              municipality: "GM1955", name: $name, email: $email, reason: "Ik vul de vragenlijst in." }) { id } }
            """,
            new { name = Name, email = Email }, person));
        var link = await LinkAsync();
        FillingIn.Whole(await monitor.AskAsync(
            "mutation ($token: String!) { confirmEmail(token: $token) { status } }", new { token = link }, person));
        FillingIn.Whole(await monitor.AskAsync(
            "mutation ($id: ID!) { approveAccess(id: $id) { status } }",
            new { id = asked.Text("data", "requestAccess", "id") }, institute));
        await monitor.AskUntilAsync(
            "{ me { name } }", null, person,
            answer => answer.Codes().Length == 0 && answer.Text("data", "me", "name") == Name, Limit);
    }

    /// <summary>Posts, searches, is written to about a round, fetches files and the own data.</summary>
    private async Task LiveAsync(string person, string institute)
    {
        FillingIn.Whole(await monitor.AskAsync(
            """
            mutation ($contact: String) { postTip(input: {
              objective: "child-abuse-3", title: "Bellen binnen een dag",
              text: "Wij bellen elke melder binnen een dag terug.", contact: $contact, shownAs: MEMBER }) { id } }
            """,
            new { contact = Contact }, person, "xq-key-1"));
        FillingIn.Whole(await monitor.AskAsync(
            """{ search(query: "bellen", first: 5) { edges { cursor } } }""", token: person));
        FillingIn.Whole(await monitor.AskAsync(
            """
            mutation ($name: String!, $email: String!) {
              setContact(municipality: "GM1955", name: $name, email: $email) { code } }
            """,
            new { name = Name, email = Email }, institute));
        var file = await FileAsync("/exports/my-data", person);
        Assert.Contains(Name, file, StringComparison.Ordinal);
        Assert.Contains("\"contacts\"", file, StringComparison.Ordinal);
        await FileAsync("/exports/answers/GM1955/2017.csv", person);
    }

    private async Task<string> FileAsync(string path, string token)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(monitor.Gateway, path));
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The token in the mail that asks to confirm the address.</summary>
    private async Task<string> LinkAsync()
    {
        var mails = Directory.CreateDirectory(Path.Combine(monitor.Home, "mail"));   // the first mail makes it, too
        for (var attempt = 0; attempt < 240; attempt++)
        {
            foreach (var mail in mails.EnumerateFiles("*.eml"))
            {
                if (TokenIn(await File.ReadAllTextAsync(mail.FullName)) is { } token)
                {
                    return token;
                }
            }

            await Task.Delay(500);
        }

        throw new InvalidOperationException("No mail came.");
    }

    /// <summary>Null where the mail is another's, or is being written still.</summary>
    private static string? TokenIn(string mail)
    {
        var body = new byte[mail.Length];
        if (!mail.Contains(Email, StringComparison.Ordinal)
            || mail.IndexOf("\r\n\r\n", StringComparison.Ordinal) is not (> 0 and var headers)
            || !Convert.TryFromBase64String(mail[headers..], body, out var length))
        {
            return null;
        }

        var link = Encoding.UTF8.GetString(body, 0, length).Split("token=");
        return link.Length > 1 && link[1].IndexOfAny(['\r', '\n', ' ']) is > 0 and var end ? link[1][..end] : null;
    }
}
