using System.Text;

namespace Monitor.EndToEnd.Tests.Privacy;

/// <summary>
/// A person does what persons do, is spoken of by others, is erased, and nothing that the system keeps knows them any
/// more.
/// </summary>
public sealed class ErasureTests(RunningMonitor monitor)
{
    private const string Subject = "onderwerp-xq7zv3";
    private const string Name = "Quirina Zonneveld-Xqvedder";
    private const string Surname = "xqvedder";   // as words are indexed
    private const string Email = "quirina.xq7zv@montferland.nl";
    private const string Contact = "mobiel-xq7zv-0612";
    private const string DeadLetter = "dode-brief-xq7zv";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task After_erasure_no_store_holds_a_name_an_address_or_a_subject()
    {
        var search = new StoreSearch(monitor.Home, monitor.Ports);
        var institute = await monitor.TokenAsync(null, "institute");
        var person = (await monitor.CommandAsync("token", "--subject", Subject)).Trim();
        await ComeInAsync(person, institute);
        var tip = await LiveAsync(person, institute);
        await BeSpokenOfAsync(person, tip);
        await search.AddAsync("community.dead", $$"""
            { "data": { "member": "{{await PseudonymAsync(person)}}", "about": "{{DeadLetter}}" } }
            """);

        var before = await search.FindAsync(Subject, Name, Email, Contact, Surname, DeadLetter);
        Assert.Contains(before, found => found == $"redis broker: {DeadLetter}");
        Assert.Contains(before, found => found.StartsWith($"database community: {Subject}", StringComparison.Ordinal));
        Assert.Contains(before, found => found.StartsWith($"database community: {Contact}", StringComparison.Ordinal));
        Assert.Contains(before, found => found == $"database questionnaire: {Email}");
        Assert.Contains(before, found => found.StartsWith("file mail/", StringComparison.Ordinal));
        Assert.DoesNotContain(
            before,
            found => found.StartsWith("redis", StringComparison.Ordinal)
                && !found.EndsWith(DeadLetter, StringComparison.Ordinal));
        Assert.DoesNotContain(before, found => found.Contains(".log", StringComparison.Ordinal));

        FillingIn.Whole(await monitor.AskAsync("mutation { eraseMe(dryRun: false) { dueAt } }", token: person));
        await search.ExecuteAsync("community", "UPDATE erasures SET due_at = now(), next_at = now()");
        var acts = await monitor.AskUntilAsync(
            "{ acts(kinds: [MEMBER_ERASED], first: 1) { nodes { at } } }", null, institute,
            answer => answer.Items("data", "acts", "nodes").Any(), Limit);

        Assert.NotEmpty(acts.Answer.Items("data", "acts", "nodes"));

        await search.RewriteBrokerAsync();   // its file keeps what was removed until then: docs/privacy.md

        // What another wrote is theirs, until a moderator has taken the name out.
        Assert.Equal(
            [$"database community: {Name}", $"database community: {Surname}"],
            await search.FindAsync(Subject, Name, Email, Contact, Surname, DeadLetter));
        await TakeOutAsync();
        Assert.Empty(await search.FindAsync(Subject, Name, Email, Contact, Surname, DeadLetter));

        // The page that was left open: its token lives still, and makes nobody of it.
        FillingIn.Whole(await monitor.AskAsync("{ me { isMember } }", token: person));
        Assert.Equal(
            ["NOT_A_MEMBER"],
            (await monitor.AskAsync("""{ search(query: "bellen") { edges { cursor } } }""", token: person)).Codes());
        Assert.Empty(await search.FindAsync(Subject, Name, Email, Contact, Surname, DeadLetter));
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

    /// <summary>
    /// Posts a tip (whose id this is), searches, is written to about a round, fetches files and the own data.
    /// </summary>
    private async Task<string> LiveAsync(string person, string institute)
    {
        var posted = FillingIn.Whole(await monitor.AskAsync(
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
        return posted.Text("data", "postTip", "id")!;
    }

    /// <summary>Another calls them by what they wrote, and names them in plain words; they are told.</summary>
    private async Task BeSpokenOfAsync(string person, string tip)
    {
        var other = await monitor.TokenAsync("GM0344", "officer");
        FillingIn.Whole(await monitor.AskAsync(
            """
            mutation ($tip: ID!, $text: String!) {
              postReply(input: { topic: $tip, text: $text, shownAs: MEMBER }) { id } }
            """,
            new { tip, text = $"Dank @auteur:{tip}, dat doen wij nu ook." }, other));
        FillingIn.Whole(await monitor.AskAsync(
            """
            mutation ($text: String!) { postDiscussion(input: {
              title: "Wie belt er terug?", text: $text, shownAs: MEMBER }) { id } }
            """,
            new { text = $"Vraag het {Name}, die weet hoe dat moet." }, other));
        var told = await monitor.AskUntilAsync(
            "{ notifications(first: 10) { nodes { kind } } }", null, person,
            answer => answer.Codes().Length == 0
                && answer.Items("data", "notifications", "nodes").Any(each => each.Text("kind") == "MENTION"),
            Limit);
        Assert.Contains(told.Answer.Items("data", "notifications", "nodes"), each => each.Text("kind") == "MENTION");
    }

    /// <summary>A moderator finds the text in the queue, takes the name out, and decides.</summary>
    private async Task TakeOutAsync()
    {
        var moderator = await monitor.TokenAsync(null, "moderator");
        var queue = FillingIn.Whole(await monitor.AskAsync(
            """
            { moderationQueue(first: 50) { nodes {
                contribution { ... on CommunityTopic { id title revision text } } reports { reason } } } }
            """,
            token: moderator));
        var named = queue.Items("data", "moderationQueue", "nodes")
            .Select(node => node.GetProperty("contribution"))
            .Single(topic => topic.TryGetProperty("text", out var text)
                && text.GetString()!.Contains(Name, StringComparison.Ordinal));
        FillingIn.Whole(await monitor.AskAsync(
            """
            mutation ($id: ID!, $revision: Int!, $title: String!) {
              editTopic(input: { id: $id, revision: $revision, title: $title, text: "Vraag het rond.",
                reason: "Naam weggehaald." }) { revision }
              decideReports(id: $id, hide: false, reason: "Naam weggehaald.") { __typename } }
            """,
            new
            {
                id = named.Text("id"), revision = named.GetProperty("revision").GetInt32(), title = named.Text("title"),
            },
            moderator));
    }

    private async Task<string> PseudonymAsync(string person) =>
        FillingIn.Whole(await monitor.AskAsync("{ me { id } }", token: person)).Text("data", "me", "id")!;

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
