using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;

namespace Monitor.Questionnaire.Tests.Rounds;

/// <summary>Invitations and reminders, over a real mail server: to whom, once, and what is known of each.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task Opening_a_round_invites_every_contact_once_though_two_instances_look()
    {
        await using var server = new TestSmtpServer();
        await using var replicas = await Replicas.StartAsync(2, server.Settings);
        await ContactAsync(replicas, "GM0003", "Anke de Vries", "anke@appingedam.example");
        await ContactAsync(replicas, "GM0003", "Bé Ëlsing", "be@appingedam.example");
        await ContactAsync(replicas, "GM0005", "Cor", "cor@bedum.example");
        await ContactAsync(replicas, "GM0007", "Niet uitgenodigd", "dirk@bellingwedde.example");

        await replicas.OpenRoundAsync(2080, ["GM0003", "GM0005", "GM0009"]);
        await UntilSentAsync(replicas, 2080, 3);
        await Task.Delay(300);   // both instances look again

        Assert.Equal(
            ["anke@appingedam.example", "be@appingedam.example", "cor@bedum.example"],
            server.Mails.Select(m => m.To).Order());
        var mail = server.Mails.Single(m => m.To.StartsWith("anke", StringComparison.Ordinal));
        Assert.Equal("Uitnodiging Monitor aanpak kindermishandeling en huiselijk geweld 2080", mail.Subject);
        Assert.Contains("de gemeente Appingedam uit", mail.Body, StringComparison.Ordinal);
        Assert.Contains("https://invullen.example/2080/GM0003", mail.Body, StringComparison.Ordinal);
        Assert.Contains("tot een nog te bepalen moment", mail.Body, StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.EndsWith("@instituut.example>", mail.Header("Message-ID"), StringComparison.Ordinal);
        var read = await MailsAsync(replicas, 2080);
        Assert.All(read, m => Same(
            """{ "state": "SENT", "attempts": 1, "mayBeRepeated": false, "error": null }""", Pick(m)));
        Assert.Equal(
            ["GM0009"],
            (await replicas.InstituteAsync("{ round(year: 2080) { withoutContact { code } } }"))
                .Data["round"]!["withoutContact"]!.AsArray().Select(m => m!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Who_is_invited_or_gets_a_contact_later_is_written_to_then()
    {
        await using var server = new TestSmtpServer();
        await using var replicas = await Replicas.StartAsync(1, server.Settings);
        await replicas.OpenRoundAsync(2081, ["GM0003"]);
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await UntilSentAsync(replicas, 2081, 1);
        await ContactAsync(replicas, "GM0005", "Cor", "cor@bedum.example");

        _ = (await replicas.InstituteAsync(
            """mutation { inviteMunicipalities(round: 2081, municipalities: ["GM0005"]) { year } }""")).Data;

        await UntilSentAsync(replicas, 2081, 2);
        Assert.Equal(["anke@appingedam.example", "cor@bedum.example"], server.Mails.Select(m => m.To));
    }

    [Fact]
    public async Task A_round_that_was_loaded_writes_to_nobody_until_it_is_asked_to()
    {
        await using var server = new TestSmtpServer();
        await using var replicas = await Replicas.StartAsync(1, server.Settings);
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await ContactAsync(replicas, "GM0005", "Cor", "cor@bedum.example");
        await Task.Delay(300);
        Assert.Empty(server.Mails);

        _ = (await replicas.InstituteAsync(
            """mutation { sendInvitations(round: 2018, municipalities: ["GM0005"]) { year } }""")).Data;

        await UntilSentAsync(replicas, 2018, 1);
        Assert.Equal(["cor@bedum.example"], server.Mails.Select(m => m.To));
    }

    [Fact]
    public async Task An_address_refused_for_good_is_tried_once_and_again_when_the_institute_says_so()
    {
        await using var server = new TestSmtpServer
        {
            OnRecipient = address => address.StartsWith("weg", StringComparison.Ordinal)
                ? "550 5.1.1 no such user here" : "250 OK",
        };
        await using var replicas = await Replicas.StartAsync(1, server.Settings);
        await ContactAsync(replicas, "GM0003", "Weg", "weg@appingedam.example");
        await replicas.OpenRoundAsync(2082, ["GM0003"]);
        await UntilStateAsync(replicas, 2082, "FAILED");
        await Task.Delay(200);

        var failed = (await MailsAsync(replicas, 2082)).Single()!;
        Assert.Equal(1, failed["attempts"]!.GetValue<int>());
        Assert.StartsWith("550: ", failed["error"]!.GetValue<string>(), StringComparison.Ordinal);

        server.OnRecipient = _ => "250 OK";
        _ = (await replicas.InstituteAsync("mutation { retryInvitations(round: 2082) { year } }")).Data;
        await UntilSentAsync(replicas, 2082, 1);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_and_the_mail_arrives_once()
    {
        var answers = new Queue<string>(["451 4.3.0 try again later", "451 4.3.0 try again later"]);
        await using var server = new TestSmtpServer { OnRecipient = _ => answers.TryDequeue(out var a) ? a : "250 OK" };
        await using var replicas = await Replicas.StartAsync(2, server.Settings);
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await replicas.OpenRoundAsync(2083, ["GM0003"]);
        await UntilSentAsync(replicas, 2083, 1);

        var mail = (await MailsAsync(replicas, 2083)).Single()!;
        Same("""{ "state": "SENT", "attempts": 3, "mayBeRepeated": false, "error": null }""", Pick(mail));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task A_mail_tried_as_often_as_is_tried_fails()
    {
        await using var server = new TestSmtpServer { OnRecipient = _ => "451 4.3.0 try again later" };
        await using var replicas = await Replicas.StartAsync(
            1, new Dictionary<string, string>(server.Settings) { ["Mail:MaxAttempts"] = "3" });
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await replicas.OpenRoundAsync(2084, ["GM0003"]);

        await UntilStateAsync(replicas, 2084, "FAILED");
        Assert.Equal(3, (await MailsAsync(replicas, 2084)).Single()!["attempts"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_mail_of_which_nobody_knows_whether_it_arrived_is_sent_again_and_says_so()
    {
        var isFirst = true;
        await using var server = new TestSmtpServer();
        server.OnMail = _ =>
        {
            var answer = isFirst ? null : "250 OK";
            isFirst = false;
            return answer;
        };
        await using var replicas = await Replicas.StartAsync(1, server.Settings);
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await replicas.OpenRoundAsync(2085, ["GM0003"]);
        await UntilSentAsync(replicas, 2085, 1);

        var mail = (await MailsAsync(replicas, 2085)).Single()!;
        Same("""{ "state": "SENT", "attempts": 2, "mayBeRepeated": true, "error": null }""", Pick(mail));
        Assert.Equal(2, server.Mails.Count);
        Assert.Single(server.Mails.Select(m => m.Header("Message-ID")).Distinct());
    }

    [Fact]
    public async Task A_mail_whose_sender_was_killed_is_taken_over_and_says_so()
    {
        await using var server = new TestSmtpServer();
        await using var replicas = await Replicas.StartAsync(1);   // mail is off here
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await replicas.OpenRoundAsync(2086, ["GM0003"]);
        await UntilStateAsync(replicas, 2086, "QUEUED");

        // As an instance leaves it that was killed while the server was reading.
        await replicas.Database.ReadAsync<int>("""
            WITH claimed AS (
                UPDATE messages SET attempts = 1, attempted_at = now(), attempt_ends_at = now(), next_attempt_at = now()
                RETURNING 1)
            SELECT count(*)::integer FROM claimed
            """);
        await replicas.StopAsync();
        await replicas.StartAsync(2, server.Settings, CancellationToken.None);
        await UntilSentAsync(replicas, 2086, 1);

        Same("""{ "state": "SENT", "attempts": 2, "mayBeRepeated": true, "error": null }""",
            Pick((await MailsAsync(replicas, 2086)).Single()!));
    }

    [Fact]
    public async Task A_reminder_goes_once_to_those_who_have_not_submitted_and_earlier_ones_are_passed_over()
    {
        await using var server = new TestSmtpServer();
        await using var replicas = await Replicas.StartAsync(2, server.Settings);
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await ContactAsync(replicas, "GM0005", "Cor", "cor@bedum.example");
        await replicas.OpenRoundAsync(2087, ["GM0003", "GM0005"]);
        await UntilSentAsync(replicas, 2087, 2);
        await SubmitAsync(replicas, 2087, "GM0005");

        // Two that nobody saw come due, and one to come.
        var due = Institute.Text(Institute.In(TimeSpan.FromHours(1)));
        _ = (await replicas.InstituteAsync(
            """
            mutation ($due: DateTime!) {
              changeRound(round: 2087, input: { closesAt: "2099-04-30T21:59:00Z" }) { year }
              setReminders(round: 2087, reminders: [
                { dueAt: $due }, { dueAt: $due, text: { subject: "Nog {ronde}", body: "{gemeente}: tot {sluit}" } },
                { daysBeforeClosing: 14 }]) { year } }
            """,
            new { due })).Data;
        await replicas.Database.ReadAsync<long>("""
            WITH moved AS (
                UPDATE reminders
                SET due_at = now() - CASE WHEN subject IS NULL THEN interval '2 h' ELSE interval '1 h' END
                WHERE days_before_closing IS NULL RETURNING 1)
            SELECT count(*) FROM moved
            """);
        await UntilSentAsync(replicas, 2087, 3);
        await Task.Delay(300);

        var mail = Assert.Single(server.Mails, m => m.Subject == "Nog 2087");
        Assert.Equal("anke@appingedam.example", mail.To);
        Assert.Contains("Appingedam: tot donderdag 30 april 2099 om 23:59 uur", mail.Body, StringComparison.Ordinal);
        Assert.Equal(3, server.Mails.Count);
        var reminders = await replicas.InstituteAsync(
            "{ round(year: 2087) { reminders { outcome dueAt daysBeforeClosing text { isDefault } } } }");
        Same("""[ "PASSED_OVER", "SENT", null ]""", new JsonArray([.. reminders.Data["round"]!["reminders"]!.AsArray()
            .Select(r => r!["outcome"]?.DeepClone())]));
        Assert.Equal(
            "2099-04-16T07:00:00Z", reminders.Data["round"]!["reminders"]![2]!["dueAt"]!.GetValue<string>());
        Assert.Equal(1, await replicas.Database.ReadAsync<long>(
            "SELECT count(*) FROM round_changes WHERE round_year = 2087 AND action = 'REMINDED'"));
    }

    [Fact]
    public async Task Mail_that_is_not_needed_any_more_is_dropped_and_says_why()
    {
        await using var server = new TestSmtpServer();
        await using var replicas = await Replicas.StartAsync(1);
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await ContactAsync(replicas, "GM0005", "Cor", "cor@bedum.example");
        await ContactAsync(replicas, "GM0009", "Dirk", "dirk@tenboer.example");
        await replicas.OpenRoundAsync(2088, ["GM0003", "GM0005"]);
        await replicas.OpenRoundAsync(2089, ["GM0009"]);
        await UntilStateAsync(replicas, 2088, "QUEUED", 2);
        await UntilStateAsync(replicas, 2089, "QUEUED", 1);
        await SubmitAsync(replicas, 2088, "GM0005");
        _ = (await replicas.InstituteAsync("mutation { closeRound(round: 2089) { year } }")).Data;
        var contact = (await replicas.InstituteAsync("""{ municipality(code: "GM0003") { contacts { id } } }"""))
            .Data["municipality"]!["contacts"]![0]!["id"]!.GetValue<string>();
        _ = (await replicas.InstituteAsync(
            "mutation ($id: ID!) { removeContact(id: $id) { code } }", new { id = contact })).Data;
        await replicas.StopAsync();

        await replicas.StartAsync(1, server.Settings, CancellationToken.None);
        await UntilStateAsync(replicas, 2088, "DROPPED", 2);
        await UntilStateAsync(replicas, 2089, "DROPPED", 1);

        Assert.Empty(server.Mails);
        var mails = await MailsAsync(replicas, 2088);
        Assert.Equal(
            [null, "cor@bedum.example"], mails.Select(m => m!["email"]?.GetValue<string>()).Order());
        Assert.Equal(
            ["CONTACT_REMOVED", "SUBMITTED"], mails.Select(m => m!["error"]!.GetValue<string>()).Order());
        Assert.Equal("ROUND_CLOSED", (await MailsAsync(replicas, 2089)).Single()!["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task Nothing_leaves_where_nobody_said_how_and_it_leaves_later()
    {
        await using var server = new TestSmtpServer();
        await using var replicas = await Replicas.StartAsync(1);
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await replicas.OpenRoundAsync(2090, ["GM0003"]);
        await UntilStateAsync(replicas, 2090, "QUEUED");
        await replicas.StopAsync();

        await replicas.StartAsync(1, server.Settings, CancellationToken.None);

        await UntilSentAsync(replicas, 2090, 1);
    }

    [Fact]
    public async Task In_development_mails_can_be_files_in_a_folder()
    {
        var folder = Directory.CreateTempSubdirectory("mail-");
        await using var replicas = await Replicas.StartAsync(1, new Dictionary<string, string>
        {
            ["Mail:Delivery"] = "Folder",
            ["Mail:Folder"] = Path.Combine(folder.FullName, "post"),
            ["Mail:LookEvery"] = "00:00:00.1",
        });
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await replicas.OpenRoundAsync(2091, ["GM0003"]);
        await UntilSentAsync(replicas, 2091, 1);

        var file = Assert.Single(folder.GetFiles("post/*.eml"));
        var mail = new ReceivedMail("", "", await File.ReadAllTextAsync(file.FullName));
        Assert.Contains("anke@appingedam.example", mail.Header("To"), StringComparison.Ordinal);
        Assert.Contains("de gemeente Appingedam uit", mail.Body, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("Mail:Delivery", "Smtp", "Mail:Host")]
    [InlineData("Mail:Delivery", "Folder", "Mail:Folder")]
    [InlineData("Mail:From", "geen adres", "Mail:From")]
    [InlineData("Mail:FromName", "Monitor\r\nBcc: x@y.nl", "Mail:FromName")]
    [InlineData("Mail:Link", "ronde", "Mail:Link")]
    [InlineData("Mail:PerMinute", "0", "PerMinute")]
    [InlineData("Rounds:LookEvery", "01:00:00", "LookEvery")]
    [InlineData("Rounds:RemindDaysBefore:0", "400", "Rounds:RemindDaysBefore")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string setting, string value, string named)
    {
        await using var replicas = await Replicas.StartAsync(0);

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => replicas.StartAsync(
            1, new Dictionary<string, string> { [setting] = value }, CancellationToken.None));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_text_name_or_address_adds_a_line_to_a_header()
    {
        await using var server = new TestSmtpServer();
        await using var replicas = await Replicas.StartAsync(1, server.Settings);

        // What the doors refuse is written past them, as far as the database takes it.
        await ContactAsync(replicas, "GM0003", "Anke", "anke@appingedam.example");
        await replicas.Database.ReadAsync<long>("""
            WITH named AS (UPDATE contacts SET name = E'Anke\r\nBcc: iedereen@example.org' RETURNING 1),
                 renamed AS (UPDATE municipalities
                             SET name = E'Appingedam\r\nBcc: a@example.org\r\n\r\n.\r\nMAIL FROM:<x>'
                             WHERE code = 'GM0003' RETURNING 1)
            SELECT count(*) FROM named, renamed
            """);
        _ = (await replicas.InstituteAsync("""
            mutation { planRound(input: { year: 2092, questionnaire: "child-abuse-2017",
                opensAt: "2099-01-01T00:00:00Z", areasYear: 2017, municipalities: ["GM0003"] }) { year }
              setInvitationText(round: 2092, text: {
                subject: "Voor {gemeente}", body: "{gemeente}\n.\nEinde" }) { year }
              openRound(round: 2092) { year } }
            """)).Data;
        await Replicas.UntilAsync(
            async () => await replicas.Database.ReadAsync<long>(
                "SELECT count(*) FROM messages WHERE state IN ('SENT', 'FAILED')") == 1,
            "the mail is decided");

        Assert.All(server.Mails, mail =>
        {
            Assert.DoesNotContain(mail.Headers, h => h.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
            Assert.Equal("anke@appingedam.example", mail.To);
            Assert.EndsWith("Einde", mail.Body.TrimEnd(), StringComparison.Ordinal);
        });
    }

    private static async Task ContactAsync(Replicas replicas, string municipality, string name, string email) =>
        _ = (await replicas.InstituteAsync(
            """
            mutation ($municipality: ID!, $name: String!, $email: String!) {
              setContact(municipality: $municipality, name: $name, email: $email) { code } }
            """,
            new { municipality, name, email })).Data;

    private static async Task SubmitAsync(Replicas replicas, int year, string municipality)
    {
        var client = replicas.Clients[0];
        var started = await replicas.OfficerAsync(
            client, municipality, $"mutation {{ startResponse(round: {year}) {{ id }} }}");
        _ = (await replicas.OfficerAsync(
            client, municipality,
            """
            mutation ($id: ID!) {
              saveAnswers(responseId: $id, revision: 1,
                answers: [{ question: "child-abuse-1.policy", options: ["intended"] }]) { revision }
              submitResponse(responseId: $id, revision: 2) { status } }
            """,
            new { id = started.Data["startResponse"]!["id"]!.GetValue<string>() })).Data;
    }

    private static Task UntilSentAsync(Replicas replicas, int year, int count) =>
        UntilStateAsync(replicas, year, "SENT", count);

    private static Task UntilStateAsync(Replicas replicas, int year, string state, int count = 1) =>
        Replicas.UntilAsync(
            async () => await replicas.Database.ReadAsync<long>(
                $"SELECT count(*) FROM messages WHERE round_year = {year} AND state = '{state}'") == count,
            $"{count} mails of {year} are {state}");

    private static async Task<JsonArray> MailsAsync(Replicas replicas, int year)
    {
        var answer = await replicas.InstituteAsync(
            """
            query ($year: Int!) { round(year: $year) { invitations { nodes {
              state attempts mayBeRepeated error email name kind sentAt municipality { code } } } } }
            """,
            new { year });
        return answer.Data["round"]!["invitations"]!["nodes"]!.AsArray();
    }

    private static JsonObject Pick(JsonNode? mail) => new(
        ((string[])["state", "attempts", "mayBeRepeated", "error"]).Select(
            name => KeyValuePair.Create(name, mail![name]?.DeepClone())));

    private static void Same(string expected, JsonNode actual) =>
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, got {actual.ToJsonString()}");
}
