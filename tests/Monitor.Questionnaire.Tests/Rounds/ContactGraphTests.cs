using System.Text.Json.Nodes;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Questionnaire.Tests.Rounds;

/// <summary>Whom to write to and what: contacts, texts and reminders, as the institute keeps them.</summary>
public sealed class ContactGraphTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    private const string Set = """
        mutation ($code: ID!, $name: String!, $email: String!) {
          setContact(municipality: $code, name: $name, email: $email) { contacts { name email } } }
        """;

    private const string Import = """
        mutation ($csv: String!, $dryRun: Boolean) { importContacts(csv: $csv, dryRun: $dryRun) {
          added changed unchanged isSaved faultCount faults { line code } } }
        """;

    [Fact]
    public async Task A_contact_is_added_renamed_by_its_address_and_removed()
    {
        await SetAsync("GM0014", " Jan Bos ", " J.Bos@groningen.example ");
        var renamed = await SetAsync("GM0014", "Johan Bos", "j.bos@groningen.example");

        Same("""[{ "name": "Johan Bos", "email": "j.bos@groningen.example" }]""",
            renamed.Data["setContact"]!["contacts"]!);
        var id = (await application.InstituteAsync("""{ municipality(code: "GM0014") { contacts { id } } }"""))
            .Data["municipality"]!["contacts"]![0]!["id"]!.GetValue<string>();
        const string remove = "mutation ($id: ID!) { removeContact(id: $id) { contacts { id } } }";
        Assert.Equal("[]", (await application.InstituteAsync(remove, new { id }))
            .Data["removeContact"]!["contacts"]!.ToJsonString());
        Assert.Equal(["NOT_FOUND"], (await application.InstituteAsync(remove, new { id })).Codes);
        Assert.Equal(["NOT_FOUND"], (await application.InstituteAsync(remove, new { id = "x" })).Codes);
    }

    [Fact]
    public async Task Whose_contacts_the_institute_read_is_on_record_and_a_look_at_ones_own_is_none()
    {
        const string Read = """{ municipality(code: "GM0050") { contacts { name } } }""";
        await SetAsync("GM0050", "Jet Bos", "jet@zeewolde.example");   // and reads them
        Assert.Equal(["GM0050 contacts"], await application.ActsAsync("PERSON_READ", "GM0050"));

        _ = (await application.InstituteAsync(Read)).Data;
        _ = (await application.AskAsync(Read, null, "GM0050")).Data;

        Assert.Equal(2, (await application.ActsAsync("PERSON_READ", "GM0050")).Count);
    }

    [Theory]
    [InlineData("", "a@b.nl")]
    [InlineData("Jan\r\nBcc: x@y.nl", "a@b.nl")]
    [InlineData("Jan\u2028Piet", "a@b.nl")]
    [InlineData("Jan\u0085Piet", "a@b.nl")]
    [InlineData("Jan", "")]
    [InlineData("Jan", "a")]
    [InlineData("Jan", "a@b")]
    [InlineData("Jan", "a b@c.nl")]
    [InlineData("Jan", "a@b.nl\r\nBcc: x@y.nl")]
    [InlineData("Jan", "a@b.nl,x@y.nl")]
    [InlineData("Jan", "Jan <a@b.nl>")]
    [InlineData("Jan", "a@b..nl")]
    [InlineData("Jan", ".a@b.nl")]
    [InlineData("Jan", "a@-b.nl")]
    [InlineData("Jan", "\"a b\"@c.nl")]
    [InlineData("Jan", "ján@c.nl")]
    public async Task A_name_or_address_that_cannot_be_written_to_is_refused_without_repeating_it(
        string name, string email)
    {
        var refused = await SetAsync("GM0017", name, email);

        Assert.Equal(["BAD_CONTACT"], refused.Codes);
        Assert.DoesNotContain("Bcc", refused.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("j.bos+monitor@gemeente-groningen.example")]
    [InlineData("o'neill@sub.domein.nl")]
    [InlineData("1@2.museum")]
    public async Task Addresses_as_people_have_them_are_taken(string email) =>
        Assert.Empty((await SetAsync("GM0018", "Iemand", email)).Codes);

    [Fact]
    public async Task Contacts_are_for_the_institute_and_their_own_municipality()
    {
        await SetAsync("GM0022", "Piet", "piet@leek.example");
        const string read = """{ municipality(code: "GM0022") { contacts { name } } }""";

        Assert.Equal("Piet", (await application.AskAsync(read, municipality: "GM0022", role: "reader"))
            .Data["municipality"]!["contacts"]![0]!["name"]!.GetValue<string>());
        Assert.Equal(["NOT_YOURS"], (await application.AskAsync(read, municipality: "GM0003")).Codes);
        Assert.Equal(["UNAUTHENTICATED"], (await application.AskAsync(read)).Codes);
        Assert.Equal("no-store", (await application.InstituteAsync(read)).CacheControl);
        foreach (var document in (string[])
        [
            """mutation { setContact(municipality: "GM0003", name: "a", email: "a@b.nl") { code } }""",
            """mutation { removeContact(id: "x") { code } }""",
            """mutation { importContacts(csv: "x") { added } }""",
            """mutation { setInvitationText(round: 2018) { year } }""",
            """mutation { setReminders(round: 2018, reminders: []) { year } }""",
            """mutation { sendInvitations(round: 2018) { year } }""",
            """mutation { retryInvitations(round: 2018) { year } }""",
            "{ round(year: 2018) { responseRate { total { invited } } } }",
            "{ responseRate(round: 2018) { total { invited } } }",
            "{ round(year: 2018) { withoutContact { code } } }",
            "{ round(year: 2018) { invitationText { subject } } }",
            "{ round(year: 2018) { reminders { id } } }",
            """{ round(year: 2018) { mailPreview(municipality: "GM0003") { subject } } }""",
            "{ round(year: 2018) { invitations { totalCount } } }",
        ])
        {
            Assert.Equal(["FORBIDDEN"], (await application.AskAsync(document, municipality: "GM0003")).Codes);
            Assert.Equal(["UNAUTHENTICATED"], (await application.AskAsync(document)).Codes);
        }
    }

    [Theory]
    [InlineData("contacts")]
    [InlineData("messages")]
    public async Task The_database_holds_the_same_rule(string table)
    {
        await SetAsync("GM0024", "Kees", "kees@loppersum.example");
        await application.Database.ReadAsync<long>("""
            WITH one AS (
                INSERT INTO messages (id, round_year, municipality_code, contact_id, kind, name, email, state,
                                      queued_at, next_attempt_at)
                SELECT gen_random_uuid(), 2018, municipality_code, id, 'INVITATION', name, email, 'SENT', now(), now()
                FROM contacts WHERE municipality_code = 'GM0024'
                ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*) FROM one
            """);
        var sql = $"SELECT count(*) FROM {table} WHERE municipality_code = 'GM0024'";

        Assert.Equal([1], await application.Database.Test.NumbersAsync(sql, ActingAs.Municipality("GM0024")));
        Assert.Equal([0], await application.Database.Test.NumbersAsync(sql, ActingAs.Municipality("GM0003")));
        await using var silent = NpgsqlDataSource.Create(application.Database.Test.AppConnectionString);
#pragma warning disable CA2100 // The test's own text.
        await using var command = silent.CreateCommand(sql);
#pragma warning restore CA2100
        Assert.Equal(0L, await command.ExecuteScalarAsync());
    }

    [Fact]
    public async Task An_import_tells_what_it_would_do_and_then_does_it()
    {
        await SetAsync("GM0037", "Els", "els@stadskanaal.example");
        await SetAsync("GM0040", "Fré", "fre@slochteren.example");
        const string csv = """
            gemeente;naam;e-mail
            GM0037;Els;els@stadskanaal.example
            GM0040;Frederik;FRE@slochteren.example
            GM0047;"Bos; Gerda";gerda@veendam.example
            """;
        var dry = await application.InstituteAsync(Import, new { csv, dryRun = true });
        var done = await application.InstituteAsync(Import, new { csv });
        var again = await application.InstituteAsync(Import, new { csv });

        Same("""
            { "added": 1, "changed": 1, "unchanged": 1, "isSaved": false, "faultCount": 0, "faults": [] }
            """, dry.Data["importContacts"]!);
        Same("""
            { "added": 1, "changed": 1, "unchanged": 1, "isSaved": true, "faultCount": 0, "faults": [] }
            """, done.Data["importContacts"]!);
        Assert.Equal(3, again.Data["importContacts"]!["unchanged"]!.GetValue<int>());
        Same("""[{ "name": "Bos; Gerda" }]""", (await application.InstituteAsync(
            """{ municipality(code: "GM0047") { contacts { name } } }""")).Data["municipality"]!["contacts"]!);
    }

    [Fact]
    public async Task One_row_that_does_not_fit_refuses_the_whole_import_and_every_bad_row_is_told()
    {
        const string csv = """
            municipality,name,email
            GM0048,Henk,henk@vlagtwedde.example
            GM9999,Ina,ina@nergens.example
            GM0048,Jo,geen-adres
            GM0048,Henk,HENK@vlagtwedde.example
            GM0048
            """;
        var refused = await application.InstituteAsync(Import, new { csv });

        Same("""
            { "added": 3, "changed": 0, "unchanged": 0, "isSaved": false, "faultCount": 4, "faults": [
                { "line": 3, "code": "UNKNOWN_MUNICIPALITY" }, { "line": 4, "code": "BAD_CONTACT" },
                { "line": 5, "code": "REPEATED" }, { "line": 6, "code": "BAD_CONTACT" }] }
            """, refused.Data["importContacts"]!);
        Assert.Equal("[]", (await application.InstituteAsync(
            """{ municipality(code: "GM0048") { contacts { name } } }"""))
            .Data["municipality"]!["contacts"]!.ToJsonString());
        Assert.Equal(["BAD_CSV"], (await application.InstituteAsync(Import, new { csv = "a,b\n1,2" })).Codes);
    }

    [Fact]
    public async Task A_text_is_previewed_as_a_municipality_would_get_it()
    {
        await application.PlanAsync(
            2050, new DateTimeOffset(2099, 4, 1, 7, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2099, 4, 30, 21, 59, 0, TimeSpan.Zero));
        const string preview = """
            query ($text: MailTextInput) { round(year: 2050) {
              mailPreview(municipality: "GM0344", text: $text) { subject body } invitationText { subject isDefault } } }
            """;
        var common = await application.InstituteAsync(preview);
        var draft = await application.InstituteAsync(preview, new
        {
            text = new { subject = "{ronde} voor {gemeente}", body = "Tot {sluit}: {link}" },
        });

        Assert.Contains("de gemeente Utrecht uit",
            common.Data["round"]!["mailPreview"]!["body"]!.GetValue<string>(), StringComparison.Ordinal);
        Same(
            """
            { "subject": "2050 voor Utrecht",
              "body": "Tot donderdag 30 april 2099 om 23:59 uur: https://monitor.example/rondes/2050" }
            """,
            draft.Data["round"]!["mailPreview"]!);
        Assert.True(draft.Data["round"]!["invitationText"]!["isDefault"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("", "x", "BAD_TEXT")]
    [InlineData("x", " ", "BAD_TEXT")]
    [InlineData("a\nBcc: x@y.nl", "x", "BAD_TEXT")]
    [InlineData("a\u2028b", "x", "BAD_TEXT")]
    [InlineData("x", "a\u0007", "BAD_TEXT")]
    [InlineData("Beste {naam}", "x", "UNKNOWN_PLACEHOLDER")]
    [InlineData("x", "{gemeente", "UNKNOWN_PLACEHOLDER")]
    [InlineData("x", "{{ronde}}", "UNKNOWN_PLACEHOLDER")]
    public async Task A_text_that_does_not_fit_is_refused(string subject, string body, string code)
    {
        var text = new { subject, body };

        Assert.Equal([code], (await application.InstituteAsync(
            "mutation ($text: MailTextInput) { setInvitationText(round: 2018, text: $text) { year } }",
            new { text })).Codes);
    }

    [Fact]
    public async Task An_own_text_holds_until_it_is_taken_back_and_both_are_on_record()
    {
        await application.PlanAsync(2051, municipalities: ["GM0003"]);
        const string set = """
            mutation ($text: MailTextInput) { setInvitationText(round: 2051, text: $text) {
              invitationText { subject isDefault } } }
            """;
        var own = await application.InstituteAsync(set, new { text = new { subject = "Doe mee", body = "{link}" } });
        var common = await application.InstituteAsync(set);

        Same("""{ "subject": "Doe mee", "isDefault": false }""",
            own.Data["setInvitationText"]!["invitationText"]!);
        Assert.True(common.Data["setInvitationText"]!["invitationText"]!["isDefault"]!.GetValue<bool>());
        Assert.Equal(
            ["PLANNED", "INVITED", "INVITATION_TEXT_CHANGED", "INVITATION_TEXT_CHANGED"],
            await application.ActionsAsync(2051));
    }

    [Fact]
    public async Task Reminders_are_fourteen_and_three_days_before_the_last_day_and_follow_it()
    {
        // The round's last day is 30 April in the Netherlands, whatever the day in UTC.
        await application.PlanAsync(
            2052, new DateTimeOffset(2099, 3, 1, 8, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2099, 4, 30, 22, 0, 0, TimeSpan.Zero));
        const string read = "{ round(year: 2052) { reminders { daysBeforeClosing dueAt } } }";
        var planned = await application.InstituteAsync(read);
        await application.CloseAtAsync(2052, new DateTimeOffset(2099, 3, 31, 12, 0, 0, TimeSpan.Zero));
        var moved = await application.InstituteAsync(read);
        await application.CloseAtAsync(2052, null);
        var endless = await application.InstituteAsync(read);

        Same("""
            [{ "daysBeforeClosing": 14, "dueAt": "2099-04-16T07:00:00Z" },
             { "daysBeforeClosing": 3, "dueAt": "2099-04-27T07:00:00Z" }]
            """, planned.Data["round"]!["reminders"]!);

        // Summer time begins on 29 March 2099: nine o'clock is eight before it, and seven after it, in UTC.
        Same("""
            [{ "daysBeforeClosing": 14, "dueAt": "2099-03-17T08:00:00Z" },
             { "daysBeforeClosing": 3, "dueAt": "2099-03-28T08:00:00Z" }]
            """, moved.Data["round"]!["reminders"]!);
        Same("""
            [{ "daysBeforeClosing": 14, "dueAt": null }, { "daysBeforeClosing": 3, "dueAt": null }]
            """, endless.Data["round"]!["reminders"]!);
    }

    [Fact]
    public async Task Reminders_outside_the_round_or_of_no_moment_are_refused()
    {
        await application.PlanAsync(
            2053, new DateTimeOffset(2099, 3, 1, 8, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2099, 4, 30, 22, 0, 0, TimeSpan.Zero));
        foreach (var reminder in (object[])
        [
            new { dueAt = "2099-05-01T00:00:00Z" },
            new { dueAt = "2099-02-01T00:00:00Z" },
            new { daysBeforeClosing = 100 },
            new { daysBeforeClosing = -1 },
            new { daysBeforeClosing = 1, dueAt = "2099-04-01T00:00:00Z" },
            new { },
        ])
        {
            Assert.Equal(["BAD_REMINDER"], (await application.InstituteAsync(
                "mutation ($r: [ReminderInput!]!) { setReminders(round: 2053, reminders: $r) { year } }",
                new { r = new[] { reminder } })).Codes);
        }
    }

    [Fact]
    public async Task No_name_or_address_stands_in_an_event_or_in_what_a_key_keeps()
    {
        await application.InstituteAsync(
            Set, new { code = "GM0053", name = "Loes Geheim", email = "geheim@winsum.example" }, key: "contact");

        Assert.Equal(0, await application.Database.ReadAsync<long>("""
            SELECT (SELECT count(*) FROM outbox WHERE data::text ILIKE '%geheim%')
                 + (SELECT count(*) FROM idempotency_keys WHERE result::text ILIKE '%geheim%')
                 + (SELECT count(*) FROM round_changes WHERE fields::text ILIKE '%geheim%')
            """));
    }

    private Task<Monitor.Testing.Answered> SetAsync(string code, string name, string email) =>
        application.InstituteAsync(Set, new { code, name, email });

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, got {actual.ToJsonString()}");
}
