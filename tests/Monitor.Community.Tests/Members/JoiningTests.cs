using System.Text.Json.Nodes;
using Monitor.Hosting;

namespace Monitor.Community.Tests.Members;

public sealed class JoiningTests(JoiningApplication application) : IClassFixture<JoiningApplication>
{
    private const string Ask = """
        mutation ($input: RequestAccessInput!) { requestAccess(input: $input) {
            id status municipality { code } name email role domainCheck confirmedAt decision } }
        """;

    private const string Confirm = "mutation ($token: String!) { confirmEmail(token: $token) { status domainCheck } }";

    private const string Approve = """
        mutation ($id: ID!, $roles: [MemberRole!]) { approveAccess(id: $id, roles: $roles) { status decidedAt } }
        """;

    private const string Refuse = """
        mutation ($id: ID!, $reason: String!) { refuseAccess(id: $id, reason: $reason) { status decision } }
        """;

    private const string Me = "{ me { id isMember name email municipality { code } roles may request { status } } }";

    [Fact]
    public async Task From_asking_to_a_first_officer_who_is_the_coordinator()
    {
        var asked = await application.AsAsync("anke", Ask, Input("GM0003", "anke@appingedam.nl"));
        var waiting = await application.AsAsync("anke", Me);

        Same("""
            { "status": "UNCONFIRMED", "municipality": { "code": "GM0003" }, "name": "Anke Postma",
              "email": "anke@appingedam.nl", "role": "OFFICER", "domainCheck": null, "confirmedAt": null,
              "decision": null }
            """, Without(asked.Data["requestAccess"]!, "id"));
        Assert.Contains("no-store", waiting.CacheControl, StringComparison.Ordinal);
        Same("""
            { "isMember": false, "name": null, "email": null, "municipality": null, "roles": [],
              "may": ["ASK_FOR_ACCESS"], "request": { "status": "UNCONFIRMED" } }
            """, Without(waiting.Data["me"]!, "id"));

        var token = await application.TokenToAsync("anke@appingedam.nl");
        var confirmed = await application.AsAsync("anke", Confirm, new { token });
        Same("""{ "status": "OPEN", "domainCheck": null }""", confirmed.Data["confirmEmail"]!);

        var listed = await application.AsAsync("institute", """
            { accessRequests(municipality: "GM0003") { nodes { id status domainCheck name reason } } }
            """);
        var request = Assert.Single(listed.Data["accessRequests"]!["nodes"]!.AsArray())!;
        Assert.Equal("KNOWN", request["domainCheck"]!.GetValue<string>());
        var approved = await application.AsAsync("institute", Approve, new { id = Id(request) });
        Assert.Equal("APPROVED", approved.Data["approveAccess"]!["status"]!.GetValue<string>());

        var me = (await application.AsAsync("anke", Me)).Data["me"]!;
        Same("""["OFFICER", "COORDINATOR"]""", me["roles"]!);
        Same("""
            ["READ_COMMUNITY", "CONTRIBUTE", "READ_OWN_SCORES", "FILL_IN_RESPONSE", "DECIDE_CONSENTS",
             "MANAGE_COLLEAGUES", "MANAGE_MACHINES", "DECIDE_ACCESS"]
            """, me["may"]!);
        Assert.Equal(
            [
                "Bevestig uw e-mailadres voor de Monitor", "Uw aanmelding voor de Monitor is ontvangen",
                "U heeft toegang tot de Monitor",
            ],
            await application.SubjectsToAsync("anke@appingedam.nl", 3));
        Assert.Equal($"{me["id"]} 1", await EventsOfAsync(me["id"]!.GetValue<string>()));
        Assert.Equal("1 true", await application.ReadAsync<string>("""
            SELECT string_agg(data ->> 'revision' || ' ' || (data ->> 'granted'), ',') FROM outbox
            WHERE topic = 'consent.changed' AND data ->> 'municipality' = 'GM0003'
                AND data ->> 'kind' = 'PARTICIPATION'
            """));
        Assert.Equal([0], await application.NumbersAsync(
            "SELECT count(*) FROM mails WHERE num_nonnulls(name, email, subject, body) > 0", ActingAs.Service));
        Assert.Equal(
            ["ACCESS_REQUESTED", "PARTICIPATION_CHANGED", "ACCESS_APPROVED"],
            (await application.ReadAsServiceAsync<string>("""
                SELECT string_agg(kind, ',' ORDER BY at, id) FROM acts
                WHERE municipalities = '{GM0003}' AND kind <> 'PERSON_READ'
                """)).Split(','));
    }

    [Fact]
    public async Task A_second_officer_is_no_coordinator_and_is_let_in_by_the_first()
    {
        await LetInAsync("bas", "GM0005", "bas@bedum.nl");
        var second = await ConfirmedAsync("carla", "GM0005", "carla@bedum.nl");

        var approved = await application.AsAsync("bas", Approve, new { id = second });

        Assert.Equal("APPROVED", approved.Data["approveAccess"]!["status"]!.GetValue<string>());
        Same("""["OFFICER"]""", (await application.AsAsync("carla", Me)).Data["me"]!["roles"]!);
        Assert.Equal(
            ["REQUEST_NOT_OPEN"], (await application.AsAsync("bas", Approve, new { id = second })).Codes);
    }

    [Fact]
    public async Task A_coordinator_sees_and_decides_on_the_own_municipality_only()
    {
        await LetInAsync("dirk", "GM0007", "dirk@bellingwedde.nl");
        var elsewhere = await ConfirmedAsync("els", "GM0009", "els@tenboer.nl");

        Assert.Equal(["NOT_FOUND"], (await application.AsAsync("dirk", Approve, new { id = elsewhere })).Codes);
        Assert.Equal(
            ["NOT_FOUND"], (await application.AsAsync("dirk", Refuse, new { id = elsewhere, reason = "Nee." })).Codes);
        Assert.Equal(
            ["NOT_YOURS"],
            (await application.AsAsync("dirk", "{ accessRequests(municipality: \"GM0009\") { nodes { id } } }")).Codes);
        var own = await application.AsAsync("dirk", "{ accessRequests { nodes { municipality { code } } } }");
        Assert.All(
            own.Data["accessRequests"]!["nodes"]!.AsArray(),
            r => Assert.Equal("GM0007", r!["municipality"]!["code"]!.GetValue<string>()));
        Assert.Equal(
            ["FORBIDDEN"],
            (await application.AsAsync("dirk", "{ accessRequests(status: UNCONFIRMED) { nodes { id } } }")).Codes);

        // The second wall: with the first wall off, row security finds nothing of another municipality.
        var sql = $"SELECT count(*) FROM access_requests WHERE id = '{elsewhere}'";
        Assert.Equal([0], await application.NumbersAsync(sql, ActingAs.Municipality("GM0007")));
        Assert.Equal([1], await application.NumbersAsync(sql, ActingAs.Municipality("GM0009")));
    }

    [Fact]
    public async Task An_address_of_an_unknown_domain_is_for_the_institute_to_decide_on()
    {
        await LetInAsync("fien", "GM0010", "fien@delfzijl.nl");
        var request = await ConfirmedAsync("gert", "GM0010", "gert@werkorganisatie.example");

        Assert.Equal(["DOMAIN_UNKNOWN"], (await application.AsAsync("fien", Approve, new { id = request })).Codes);
        var listed = await application.AsAsync(
            "institute", "{ accessRequests(domain: UNKNOWN, municipality: \"GM0010\") { nodes { id domainCheck } } }");
        Assert.Equal([request], listed.Data["accessRequests"]!["nodes"]!.AsArray().Select(r => Id(r!)));
        Assert.Equal(
            "APPROVED",
            (await application.AsAsync("institute", Approve, new { id = request }))
                .Data["approveAccess"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Who_is_refused_reads_why_and_may_ask_again()
    {
        var request = await ConfirmedAsync("hugo", "GM0014", "hugo@groningen.nl");

        var refused = await application.AsAsync(
            "institute", Refuse, new { id = request, reason = "  Vraag uw coördinator om een uitnodiging. " });

        Same("""{ "status": "REFUSED", "decision": "Vraag uw coördinator om een uitnodiging." }""",
            refused.Data["refuseAccess"]!);
        await application.SubjectsToAsync("hugo@groningen.nl", 3);
        Assert.Contains(
            "Vraag uw coördinator om een uitnodiging.",
            application.Mails("hugo@groningen.nl")[^1].Body, StringComparison.Ordinal);
        Assert.Empty((await application.AsAsync("hugo", Me)).Data["me"]!["roles"]!.AsArray());
        _ = (await application.AsAsync("hugo", Ask, Input("GM0014", "hugo@groningen.nl"))).Data;
        Assert.Equal(["REQUEST_OPEN"],
            (await application.AsAsync("hugo", Ask, Input("GM0014", "hugo@groningen.nl"))).Codes);
        var withdrawn = await application.AsAsync("hugo", "mutation { withdrawRequest { status } }");
        Assert.Equal("WITHDRAWN", withdrawn.Data["withdrawRequest"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_link_works_once_for_who_asked_and_every_other_link_is_answered_alike()
    {
        _ = (await application.AsAsync("ilse", Ask, Input("GM0017", "ilse@haren.nl"))).Data;
        var first = await application.TokenToAsync("ilse@haren.nl");
        _ = (await application.AsAsync("ilse", "mutation { resendConfirmation { status } }")).Data;
        var second = await application.TokenToAsync("ilse@haren.nl", mails: 2);

        var other = await application.AsAsync("jaap", Confirm, new { token = second });
        var wrong = await application.AsAsync("ilse", Confirm, new { token = new string('a', 43) });
        var brief = await application.AsAsync("ilse", Confirm, new { token = "kort" });
        _ = (await application.AsAsync("ilse", Confirm, new { token = second })).Data;
        var again = await application.AsAsync("ilse", Confirm, new { token = second });
        var earlier = await application.AsAsync("ilse", Confirm, new { token = first });

        Assert.NotEqual(first, second);
        Assert.All(new[] { other, wrong, brief, again, earlier }, a =>
        {
            Assert.Equal(["BAD_TOKEN"], a.Codes);
            Assert.Equal(
                wrong.Body["errors"]![0]!["message"]!.GetValue<string>(),
                a.Body["errors"]![0]!["message"]!.GetValue<string>());
        });
    }

    [Fact]
    public async Task A_link_that_is_too_old_does_not_work()
    {
        _ = (await application.AsAsync("koen", Ask, Input("GM0018", "koen@hoogezandsappemeer.nl"))).Data;
        var token = await application.TokenToAsync("koen@hoogezandsappemeer.nl");
        await application.ReadAsServiceAsync<long>("""
            WITH aged AS (UPDATE link_tokens SET until = now() FROM access_requests r
                          WHERE r.id = request_id AND r.name LIKE '%' AND r.municipality_code = 'GM0018' RETURNING 1)
            SELECT count(*) FROM aged
            """);

        Assert.Equal(["BAD_TOKEN"], (await application.AsAsync("koen", Confirm, new { token })).Codes);
    }

    [Fact]
    public async Task No_token_stands_in_the_database_and_no_address_in_a_mail_that_was_sent()
    {
        _ = (await application.AsAsync("lena", Ask, Input("GM0022", "lena@leek.nl"))).Data;
        var token = await application.TokenToAsync("lena@leek.nl");

        var found = await application.ReadAsServiceAsync<long>($"""
            SELECT (SELECT count(*) FROM mails m WHERE m::text LIKE '%{token}%')
                 + (SELECT count(*) FROM link_tokens t WHERE t::text LIKE '%{token}%')
                 + (SELECT count(*) FROM access_requests r WHERE r::text LIKE '%{token}%')
            """);
        Assert.Equal(0, found);
    }

    [Fact]
    public async Task An_address_gets_five_links_a_day_and_nobody_is_told_that_it_got_no_more()
    {
        for (var n = 0; n < 5; n++)
        {
            _ = (await application.AsAsync($"spam{n}", Ask, Input("GM0024", "doelwit@loppersum.nl"))).Data;
        }

        var sixth = await application.AsAsync("spam5", Ask, Input("GM0024", "doelwit@loppersum.nl"));
        await application.TokenToAsync("doelwit@loppersum.nl", mails: 5);

        Assert.Equal("UNCONFIRMED", sixth.Data["requestAccess"]!["status"]!.GetValue<string>());
        Assert.Equal([5], await application.NumbersAsync("""
            SELECT count(*) FROM mails m JOIN access_requests r ON r.id = m.request_id
            WHERE r.municipality_code = 'GM0024'
            """, ActingAs.Service));
    }

    [Fact]
    public async Task An_account_asks_five_times_a_day_at_most()
    {
        for (var n = 0; n < 5; n++)
        {
            _ = (await application.AsAsync("mies", Ask, Input("GM0025", $"mies{n}@marum.nl"))).Data;
            _ = (await application.AsAsync("mies", "mutation { withdrawRequest { status } }")).Data;
        }

        Assert.Equal(
            ["RATE_LIMITED"], (await application.AsAsync("mies", Ask, Input("GM0025", "mies@marum.nl"))).Codes);
    }

    [Theory]
    [InlineData("GM9999", "n@n.nl", "OFFICER", "Naam", "Reden", "UNKNOWN_MUNICIPALITY")]
    [InlineData("GM0055", "n@n.nl", "OFFICER", "Naam", "Reden", "UNKNOWN_MUNICIPALITY")]   // ended in 2014
    [InlineData("GM0034", "geen-adres", "OFFICER", "Naam", "Reden", "BAD_EMAIL")]
    [InlineData("GM0034", "a@b.nl\r\nBcc: c@d.nl", "OFFICER", "Naam", "Reden", "BAD_EMAIL")]
    [InlineData("GM0034", "n@n.nl", "OFFICER", "Twee\nregels", "Reden", "BAD_NAME")]
    [InlineData("GM0034", "n@n.nl", "OFFICER", "{link}", "Reden", "BAD_NAME")]
    [InlineData("GM0034", "n@n.nl", "OFFICER", "Naam", " ", "BAD_REASON")]
    [InlineData("GM0034", "n@n.nl", "ADMINISTRATOR", "Naam", "Reden", "ROLE_NOT_ALLOWED")]
    [InlineData("GM0003", "n@n.nl", "REGIONAL_COORDINATOR", "Naam", "Reden", "NOT_A_CENTRE")]
    public async Task What_cannot_be_asked_is_refused_and_not_kept(
        string municipality, string email, string role, string name, string reason, string code)
    {
        var answered = await application.AsAsync(
            "niemand", Ask, new { input = new { municipality, name, email, role, reason } });

        Assert.Equal([code], answered.Codes);
        Assert.Null((await application.AsAsync("niemand", Me)).Data["me"]!["request"]);
    }

    [Fact]
    public async Task A_repeated_request_with_the_same_key_is_made_once()
    {
        var first = await application.AsAsync("olaf", Ask, Input("GM0034", "olaf@almere.nl"), key: "ask-1");
        var again = await application.AsAsync("olaf", Ask, Input("GM0034", "olaf@almere.nl"), key: "ask-1");

        Same(first.Data.ToJsonString(), again.Data);
    }

    [Fact]
    public async Task Members_do_not_ask_and_nobody_without_a_token_does()
    {
        Assert.Equal(
            ["ALREADY_A_MEMBER"],
            (await application.AsAsync("officer@gm0034", Ask, Input("GM0034", "x@almere.nl"))).Codes);
        Assert.Equal(
            ["UNAUTHENTICATED"],
            (await application.AskAsync(Ask, Input("GM0034", "x@almere.nl"), municipality: null)).Codes);
        Assert.Equal(["UNAUTHENTICATED"], (await application.AskAsync(Me, municipality: null)).Codes);
    }

    private async Task LetInAsync(string subject, string municipality, string email)
    {
        var id = await ConfirmedAsync(subject, municipality, email);
        _ = (await application.AsAsync("institute", Approve, new { id })).Data;
    }

    private async Task<string> ConfirmedAsync(string subject, string municipality, string email)
    {
        var asked = await application.AsAsync(subject, Ask, Input(municipality, email));
        var id = Id(asked.Data["requestAccess"]!);
        _ = (await application.AsAsync(subject, Confirm, new { token = await application.TokenToAsync(email) })).Data;
        return id;
    }

    private async Task<string> EventsOfAsync(string member) => await application.ReadAsync<string>($"""
        SELECT string_agg((data ->> 'member') || ' ' || (data ->> 'revision'), ',' ORDER BY sequence) FROM outbox
        WHERE topic = 'membership.changed' AND data ->> 'member' = '{member}'
        """);

    private static object Input(string municipality, string email) => new
    {
        input = new
        {
            municipality,
            email,
            name = "Anke Postma",
            role = "OFFICER",
            reason = "Ik vul de vragenlijst in.",
        },
    };

    private static string Id(JsonNode node) => node["id"]!.GetValue<string>();

    private static JsonNode Without(JsonNode node, string field)
    {
        var copy = node.DeepClone();
        copy.AsObject().Remove(field);
        return copy;
    }

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
}
