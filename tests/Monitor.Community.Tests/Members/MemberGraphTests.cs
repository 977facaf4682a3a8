using System.Text.Json.Nodes;
using Monitor.Community.Domain;
using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Community.Tests.Members;

public sealed class MemberGraphTests(JoiningApplication application) : IClassFixture<JoiningApplication>
{
    private const string Invite = """
        mutation ($input: InviteMemberInput!) { inviteMember(input: $input) {
            id status municipality { code } name email roles } }
        """;

    private const string Accept = """
        mutation ($token: String!) { acceptInvitation(token: $token) { id name municipality { code } roles } }
        """;

    private const string Change = """
        mutation ($member: ID!, $roles: [MemberRole!]!) { changeRoles(member: $member, roles: $roles) { roles } }
        """;

    private const string End = "mutation ($member: ID!) { endMembership(member: $member) { status roles email name } }";

    private const string Leave = "mutation { leave { isMember roles } }";

    private const string Colleagues = """
        query ($code: ID!) { _entities(representations: [{ __typename: "Municipality", code: $code }]) {
            ... on Municipality { members { id name roles } } } }
        """;

    [Fact]
    public async Task An_invited_colleague_comes_in_with_their_own_account_and_once()
    {
        var invited = await application.AsAsync(
            "coordinator@gm0037", Invite, Input("pia@stadskanaal.nl", ["OFFICER", "READER"]));
        var token = await application.TokenToAsync("pia@stadskanaal.nl");
        var accepted = await application.AsAsync("pia", Accept, new { token });
        var again = await application.AsAsync("quinten", Accept, new { token });

        Same("""
            { "status": "OPEN", "municipality": { "code": "GM0037" }, "name": "Pia Vos", "email": "pia@stadskanaal.nl",
              "roles": ["READER", "OFFICER"] }
            """, Without(invited.Data["inviteMember"]!, "id"));
        Same("""{ "name": "Pia Vos", "municipality": { "code": "GM0037" }, "roles": ["READER", "OFFICER"] }""",
            Without(accepted.Data["acceptInvitation"]!, "id"));
        Assert.Equal(["BAD_TOKEN"], again.Codes);
        var listed = await application.AsAsync("coordinator@gm0037", "{ invitations { nodes { status } } }");
        Same("""[{ "status": "ACCEPTED" }]""", listed.Data["invitations"]!["nodes"]!);
        var colleagues = await application.AsAsync("reader@gm0037", Colleagues, new { code = "GM0037" });
        Assert.Contains(
            colleagues.Entity["members"]!.AsArray(), m => m!["name"]!.GetValue<string>() == "Pia Vos");
    }

    [Fact]
    public async Task A_withdrawn_invitation_lets_nobody_in()
    {
        var invited = await application.AsAsync("coordinator@gm0040", Invite, Input("rik@slochteren.nl", ["OFFICER"]));
        var token = await application.TokenToAsync("rik@slochteren.nl");
        var withdrawn = await application.AsAsync(
            "coordinator@gm0040",
            "mutation ($id: ID!) { withdrawInvitation(id: $id) { status } }",
            new { id = Id(invited.Data["inviteMember"]!) });

        Assert.Equal("WITHDRAWN", withdrawn.Data["withdrawInvitation"]!["status"]!.GetValue<string>());
        Assert.Equal(["BAD_TOKEN"], (await application.AsAsync("rik", Accept, new { token })).Codes);
    }

    [Fact]
    public async Task An_invitation_lets_in_while_whoever_sent_it_could_send_it_still()
    {
        _ = (await application.AsAsync(
            "institute", Change,
            new { member = Pseudonym("officer@gm0060"), roles = new[] { "OFFICER", "COORDINATOR" } })).Data;
        _ = (await application.AsAsync("officer@gm0060", Invite, Input("terug@ameland.nl", ["COORDINATOR"]))).Data;
        var token = await application.TokenToAsync("terug@ameland.nl");
        _ = (await application.AsAsync(
            "coordinator@gm0060", Change,
            new { member = Pseudonym("officer@gm0060"), roles = new[] { "OFFICER" } })).Data;
        Assert.Equal(["BAD_TOKEN"], (await application.AsAsync("terug", Accept, new { token })).Codes);

        _ = (await application.AsAsync("coordinator@gm0060", End, new { member = Pseudonym("officer@gm0060") })).Data;
        Assert.Equal(["BAD_TOKEN"], (await application.AsAsync("officer@gm0060", Accept, new { token })).Codes);
        Assert.Equal(["BAD_TOKEN"], (await application.AsAsync("terug", Accept, new { token })).Codes);
    }

    [Theory]
    [InlineData("coordinator@gm0034", "GM0034", "REGIONAL_COORDINATOR", "ROLE_NOT_ALLOWED")]
    [InlineData("coordinator@gm0034", "GM0034", "ADMINISTRATOR", "ROLE_NOT_ALLOWED")]
    [InlineData("coordinator@gm0034", "GM0003", "OFFICER", "FORBIDDEN")]
    [InlineData("officer@gm0034", "GM0034", "READER", "FORBIDDEN")]
    [InlineData("regional-coordinator@gm0034", "GM0034", "READER", "FORBIDDEN")]
    [InlineData("institute", "GM0003", "REGIONAL_COORDINATOR", "NOT_A_CENTRE")]
    [InlineData("institute", null, "EDITOR", "ROLE_NOT_ALLOWED")]
    [InlineData("administrator", null, "OFFICER", "ROLE_NOT_ALLOWED")]
    [InlineData("moderator", "GM0034", "READER", "FORBIDDEN")]
    [InlineData("niemand", "GM0034", "READER", "NOT_A_MEMBER")]
    public async Task Nobody_invites_to_where_or_to_what_they_have_no_say(
        string who, string? municipality, string role, string code)
    {
        var answered = await application.AsAsync(who, Invite, new
        {
            input = new { municipality, name = "Naam", email = "naam@almere.nl", roles = new[] { role } },
        });

        Assert.Equal([code], answered.Codes);
    }

    [Fact]
    public async Task The_institute_makes_a_regional_coordinator_and_a_coordinator_leaves_that_alone()
    {
        var member = Pseudonym("officer@gm0080");
        var made = await application.AsAsync(
            "institute", Change, new { member, roles = new[] { "OFFICER", "REGIONAL_COORDINATOR" } });
        var changed = await application.AsAsync(
            "coordinator@gm0080", Change, new { member, roles = new[] { "READER" } });
        var notTheirs = await application.AsAsync(
            "coordinator@gm0080", Change, new { member, roles = new[] { "REGIONAL_COORDINATOR" } });

        Same("""["OFFICER", "REGIONAL_COORDINATOR"]""", made.Data["changeRoles"]!["roles"]!);
        Same("""["READER", "REGIONAL_COORDINATOR"]""", changed.Data["changeRoles"]!["roles"]!);
        Assert.Equal(["ROLE_NOT_ALLOWED"], notTheirs.Codes);
        Assert.Equal(3, (await application.FindAsync("officer@gm0080"))["revision"]!.GetValue<int>());
        Assert.Equal("2,3", await application.ReadAsync<string>($"""
            SELECT string_agg(data ->> 'revision', ',' ORDER BY sequence) FROM outbox
            WHERE topic = 'membership.changed' AND data ->> 'member' = '{member}'
            """));
    }

    [Fact]
    public async Task The_institutes_own_roles_are_the_administrators_to_give()
    {
        var member = Pseudonym("editor");
        Assert.Equal(
            ["FORBIDDEN"],
            (await application.AsAsync("institute", Change, new { member, roles = new[] { "MODERATOR" } })).Codes);
        var changed = await application.AsAsync(
            "administrator", Change, new { member, roles = new[] { "EDITOR", "MODERATOR" } });
        Same("""["EDITOR", "MODERATOR"]""", changed.Data["changeRoles"]!["roles"]!);
        Assert.Equal(["LAST_ADMINISTRATOR"], (await application.AsAsync("administrator", Leave)).Codes);
        Assert.Equal(
            ["LAST_ADMINISTRATOR"],
            (await application.AsAsync(
                "administrator", Change, new { member = Pseudonym("administrator"), roles = new[] { "EDITOR" } }))
                .Codes);
    }

    [Fact]
    public async Task Another_municipalitys_member_is_not_found_whatever_is_tried()
    {
        var member = Pseudonym("officer@gm0363");
        foreach (var (query, variables) in new (string, object)[]
            { (Change, new { member, roles = new[] { "READER" } }), (End, new { member }) })
        {
            Assert.Equal(["NOT_FOUND"], (await application.AsAsync("coordinator@gm0344", query, variables)).Codes);
            Assert.Equal(["FORBIDDEN"], (await application.AsAsync("officer@gm0344", query, variables)).Codes);
        }

        Assert.Equal(
            ["NOT_YOURS"],
            (await application.AsAsync("coordinator@gm0344", Colleagues, new { code = "GM0363" })).Codes);
        Assert.Equal(
            ["NOT_YOURS"], (await application.AsAsync("institute", Colleagues, new { code = "GM0363" })).Codes);

        // The second wall, with the first off: an update finds no row of another municipality.
        await using var acting = await ActingAs.Municipality("GM0344")
            .BeginAsync(application.Database, CancellationToken.None);
        await using var command = new NpgsqlCommand(
            "UPDATE members SET roles = '{reader}' WHERE municipality_code = 'GM0363'", acting.Connection,
            acting.Transaction);
        Assert.Equal(0, await command.ExecuteNonQueryAsync());
    }

    [Fact]
    public async Task The_last_coordinator_stays_while_colleagues_do()
    {
        Assert.Equal(["LAST_COORDINATOR"], (await application.AsAsync("coordinator@gm0047", Leave)).Codes);
        Assert.Equal(
            ["LAST_COORDINATOR"],
            (await application.AsAsync("institute", End, new { member = Pseudonym("coordinator@gm0047") })).Codes);
        Assert.Equal(
            ["LAST_COORDINATOR"],
            (await application.AsAsync(
                "coordinator@gm0047", Change,
                new { member = Pseudonym("coordinator@gm0047"), roles = new[] { "OFFICER" } })).Codes);

        _ = (await application.AsAsync(
            "institute", Change,
            new { member = Pseudonym("officer@gm0047"), roles = new[] { "OFFICER", "COORDINATOR" } })).Data;
        Same("""{ "isMember": false, "roles": [] }""",
            (await application.AsAsync("coordinator@gm0047", Leave)).Data["leave"]!);
    }

    [Fact]
    public async Task Two_coordinators_who_leave_at_once_do_not_both_go()
    {
        _ = (await application.AsAsync(
            "institute", Change,
            new { member = Pseudonym("officer@gm0048"), roles = new[] { "COORDINATOR" } })).Data;

        var left = await Task.WhenAll(
            application.AsAsync("coordinator@gm0048", Leave), application.AsAsync("officer@gm0048", Leave));

        Assert.Equal(["", "LAST_COORDINATOR"], left.Select(a => string.Join(',', a.Codes)).Order());
    }

    [Fact]
    public async Task Who_is_removed_may_nothing_at_once_and_is_forgotten_but_for_the_name()
    {
        var member = Pseudonym("reader@gm0050");
        var ended = await application.AsAsync("coordinator@gm0050", End, new { member });

        Same(
            $$"""{ "status": "ENDED", "roles": [], "email": null, "name": "{{NameOf(ended)}}" }""",
            ended.Data["endMembership"]!);
        var found = await application.FindAsync("reader@gm0050");
        Assert.Empty(found["roles"]!.AsArray());
        Assert.Null(found["municipality"]);
        Assert.Equal(2, found["revision"]!.GetValue<int>());
        Assert.Equal(
            ["Uw toegang tot de Monitor is beëindigd"],
            await application.SubjectsToAsync("reader@gm0050.example", 1));
        Assert.Equal(["NOT_FOUND"], (await application.AsAsync("coordinator@gm0050", End, new { member })).Codes);
        await application.SeedAsync();
        Assert.Empty((await application.FindAsync("reader@gm0050"))["roles"]!.AsArray());
    }

    [Fact]
    public async Task A_name_is_the_members_own_to_change()
    {
        const string Rename = "mutation ($name: String!) { changeName(name: $name) { name } }";

        var renamed = await application.AsAsync("officer@gm0051", Rename, new { name = "  Sjoerd Wiersma " });

        Assert.Equal("Sjoerd Wiersma", renamed.Data["changeName"]!["name"]!.GetValue<string>());
        Assert.Equal(["BAD_NAME"], (await application.AsAsync("officer@gm0051", Rename, new { name = "" })).Codes);
        Assert.Equal(["NOT_A_MEMBER"], (await application.AsAsync("niemand", Rename, new { name = "Naam" })).Codes);
    }

    [Fact]
    public async Task The_institute_finds_members_page_by_page_and_the_look_is_on_record()
    {
        const string Search = """
            query ($after: String) { members(first: 2, after: $after, municipality: "GM0344") {
                nodes { id name municipality { code } } pageInfo { hasNextPage endCursor } } }
            """;
        var first = (await application.AsAsync("institute", Search)).Data["members"]!;
        var second = (await application.AsAsync(
            "institute", Search, new { after = first["pageInfo"]!["endCursor"]!.GetValue<string>() })).Data["members"]!;

        var all = first["nodes"]!.AsArray().Concat(second["nodes"]!.AsArray()).Select(m => Id(m!)).ToList();
        Assert.Equal(4, all.Distinct().Count());
        Assert.True(first["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        Assert.False(second["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
        var name = first["nodes"]![0]!["name"]!.GetValue<string>();
        var found = await application.AsAsync(
            "institute",
            "query ($search: String!) { members(search: $search, first: 100) { nodes { name } } }",
            new { search = name.ToUpperInvariant() });
        Assert.All(
            found.Data["members"]!["nodes"]!.AsArray(), m => Assert.Equal(name, m!["name"]!.GetValue<string>()));
        Assert.Equal(["FORBIDDEN"], (await application.AsAsync("coordinator@gm0344", Search)).Codes);
        Assert.True(await application.ReadAsServiceAsync<long>(
            "SELECT count(*) FROM acts "
            + "WHERE kind = 'PERSON_READ' AND of = 'members' AND 'GM0344' = ANY (municipalities)")
            >= 2);
    }

    [Fact]
    public async Task A_coordinator_registers_and_revokes_the_municipalitys_programs()
    {
        const string Register = """
            mutation ($input: RegisterMachineInput!) { registerMachine(input: $input) {
                id clientId name scopes municipality { code } revokedAt } }
            """;
        const string Revoke = "mutation ($id: ID!) { revokeMachine(id: $id) { revokedAt } }";
        object Machine(string client, params string[] scopes) =>
            new { input = new { clientId = client, name = "Ophalen", scopes } };

        var registered = await application.AsAsync(
            "coordinator@gm0053", Register, Machine("winsum-haalt-op", "figures:read", "benchmark:read"));
        var id = Id(registered.Data["registerMachine"]!);
        var found = await application.FindAsync("winsum-haalt-op", "client");
        Assert.Equal(id, found["member"]!.GetValue<string>());
        Assert.Equal("GM0053", found["municipality"]!.GetValue<string>());
        Same("""["figures:read", "benchmark:read"]""", found["scopes"]!);
        Assert.Equal(
            ["CLIENT_TAKEN"],
            (await application.AsAsync("coordinator@gm0344", Register, Machine("winsum-haalt-op", "figures:read")))
                .Codes);
        Assert.Equal(
            ["NOT_A_CENTRE"],
            (await application.AsAsync("coordinator@gm0053", Register, Machine("regio", "region:read"))).Codes);
        Assert.Equal(
            ["BAD_SCOPE"],
            (await application.AsAsync("coordinator@gm0053", Register, Machine("alles", "everything"))).Codes);
        Assert.Equal(["NOT_FOUND"], (await application.AsAsync("coordinator@gm0344", Revoke, new { id })).Codes);
        Assert.Equal(
            ["FORBIDDEN"],
            (await application.AsAsync("officer@gm0053", Register, Machine("officer", "figures:read"))).Codes);

        _ = (await application.AsAsync("coordinator@gm0053", Revoke, new { id })).Data;
        _ = (await application.AsAsync("coordinator@gm0053", Revoke, new { id })).Data;

        var revoked = await application.FindAsync("winsum-haalt-op", "client");
        Assert.Empty(revoked["scopes"]!.AsArray());
        Assert.Equal(2, revoked["revision"]!.GetValue<int>());
        Assert.Equal("1,2", await application.ReadAsync<string>($"""
            SELECT string_agg(data ->> 'revision', ',' ORDER BY sequence) FROM outbox
            WHERE topic = 'membership.changed' AND data ->> 'member' = '{id}'
            """));
        var listed = await application.AsAsync("administrator", "{ machines { clientId } }");
        Same("""[{ "clientId": "nightly" }]""", listed.Data["machines"]!);
    }

    [Fact]
    public async Task The_institute_keeps_the_list_of_domains()
    {
        const string List = "query ($code: ID) { emailDomains(municipality: $code) { domain demonstration } }";
        const string Add = """
            mutation ($domain: String!) { addEmailDomain(municipality: "GM0014", domain: $domain) { domain } }
            """;
        const string Remove = """
            mutation ($domain: String!) { removeEmailDomain(municipality: "GM0014", domain: $domain) { domain } }
            """;

        var seeded = await application.AsAsync("institute", List, new { code = "GM0014" });
        Same("""[{ "domain": "groningen.nl", "demonstration": true }]""", seeded.Data["emailDomains"]!);
        var added = await application.AsAsync("institute", Add, new { domain = " @Gemeente.Groningen.NL " });
        Same("""[{ "domain": "gemeente.groningen.nl" }, { "domain": "groningen.nl" }]""",
            added.Data["addEmailDomain"]!);
        var removed = await application.AsAsync("institute", Remove, new { domain = "gemeente.groningen.nl" });
        Same("""[{ "domain": "groningen.nl" }]""", removed.Data["removeEmailDomain"]!);
        Assert.Equal(["BAD_DOMAIN"], (await application.AsAsync("institute", Add, new { domain = "nl" })).Codes);
        Assert.Equal(["FORBIDDEN"], (await application.AsAsync("coordinator@gm0014", List)).Codes);
        Assert.Equal(
            388, (await application.AsAsync("administrator", List)).Data["emailDomains"]!.AsArray()
                .Select(d => d!["domain"]!.GetValue<string>()).Count());
    }

    [Fact]
    public async Task A_program_is_no_person()
    {
        var claims = TestIssuer.Claims("GM0153");
        claims.Remove("roles");
        claims["client_id"] = "region-gm0153";
        claims["scope"] = "region:read";
        claims["sub"] = Pseudonym("machine region-gm0153");
        using var client = application.Client();

        var answered = await client.AskAsync("{ me { id } }", null, application.Sign(claims));

        Assert.Equal(["FORBIDDEN"], answered.Codes);
    }

    [Fact]
    public async Task Taking_part_is_the_coordinators_to_decide_and_stopping_withdraws_every_consent()
    {
        const string Set = """
            mutation ($on: Boolean!) { setParticipation(takesPart: $on) {
                takesPart history { revision takesPart by byName } } }
            """;
        const string Give = "mutation { giveConsent(kind: NAMED) { granted history { by byName } } }";
        const string Read = """
            { _entities(representations: [{ __typename: "Municipality", code: "GM0056" }]) { ... on Municipality {
                participation { takesPart since text history { revision } } consents { kind granted } } } }
            """;
        var before = (await application.AsAsync("reader@gm0056", Read)).Entity["participation"]!;
        var given = await application.AsAsync("coordinator@gm0056", Give);
        var stopped = await application.AsAsync("coordinator@gm0056", Set, new { on = false });
        var refused = await application.AsAsync("coordinator@gm0056", Give);
        var after = (await application.AsAsync("reader@gm0056", Read)).Entity;
        _ = (await application.AsAsync("coordinator@gm0056", Set, new { on = true })).Data;

        Assert.True(before["takesPart"]!.GetValue<bool>());
        Assert.Null(before["since"]);
        Assert.StartsWith("Onze gemeente doet mee", before["text"]!.GetValue<string>(), StringComparison.Ordinal);
        var by = Pseudonym("coordinator@gm0056");
        var name = (await application.AsAsync("coordinator@gm0056", "{ me { name } }"))
            .Data["me"]!["name"]!.GetValue<string>();
        Same($$"""{ "granted": true, "history": [{ "by": "{{by}}", "byName": "{{name}}" }] }""",
            given.Data["giveConsent"]!);
        Same(
            $$"""
            { "takesPart": false,
              "history": [{ "revision": 1, "takesPart": false, "by": "{{by}}", "byName": "{{name}}" }] }
            """, stopped.Data["setParticipation"]!);
        Assert.Equal(["NOT_TAKING_PART"], refused.Codes);
        Assert.All(after["consents"]!.AsArray(), c => Assert.False(c!["granted"]!.GetValue<bool>()));
        Assert.Equal("NAMED 1 true,PARTICIPATION 1 false,NAMED 2 false,PARTICIPATION 2 true",
            await application.ReadAsync<string>("""
                SELECT string_agg((data ->> 'kind') || ' ' || (data ->> 'revision') || ' ' || (data ->> 'granted'), ','
                                  ORDER BY sequence)
                FROM outbox WHERE topic = 'consent.changed' AND data ->> 'municipality' = 'GM0056'
                """));
        Assert.Equal(["FORBIDDEN"], (await application.AsAsync("officer@gm0056", Set, new { on = false })).Codes);
    }

    private static string Pseudonym(string subject) => Persona.IdOf(subject).ToString("N");

    private static string NameOf(Answered ended) => ended.Data["endMembership"]!["name"]!.GetValue<string>();

    private static object Input(string email, string[] roles) => new { input = new { name = "Pia Vos", email, roles } };

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
