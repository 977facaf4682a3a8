using System.Text;
using System.Text.Json.Nodes;
using Monitor.Questionnaire.Tests.Rounds;

namespace Monitor.Questionnaire.Tests.Exchange;

/// <summary>A municipality's own answers as a file.</summary>
public sealed class ExportTests(ExchangeApplication application) : IClassFixture<ExchangeApplication>
{
    private const string File = """
        municipality;question;options;text;number;submittedAt;remark
        GM0363;child-abuse-1.policy;in-policy;;;2011-10-31T12:00:00Z;"'=HYPERLINK(""x"")"
        GM0363;child-abuse-1.laid-down;yes;;;;
        GM0363;extra.risk-groups;jgz-cjg|lvb;;;;
        GM0363;extra.mark-now;;;7;;
        GM0363;extra.cooperation-note;;"'=1+1 en ""dat"" is; zo";;;

        """;

    [Fact]
    public async Task Own_answers_come_as_a_file_that_a_dutch_excel_opens_right_and_nothing_in_it_runs()
    {
        await FillAsync(2001);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/answers/GM0363/2001.csv");
        using var response = await application.SendAsync(request, "GM0363", "reader");
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            "attachment; filename=\"answers-GM0363-2001.csv\"",
            response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.Equal(
            "municipality;question;options;text;number;submittedAt;remark;round;municipalityName;objective;"
            + "questionLabel;optionLabels;asked",
            lines[0]);
        Assert.StartsWith(
            "GM0363;child-abuse-1.policy;in-policy;;;2011-10-31T12:00:00Z;\"'=HYPERLINK(\"\"x\"\")\";2001;Amsterdam;",
            lines[1], StringComparison.Ordinal);
        Assert.Contains(
            lines, line => line.StartsWith(
                "GM0363;extra.cooperation-note;;\"'=1+1 en \"\"dat\"\" is; zo\";;", StringComparison.Ordinal));
        Assert.Contains(
            lines, line => line.StartsWith("GM0363;extra.mark-now;;;7;", StringComparison.Ordinal));
        Assert.Equal(1 + Seeds.Questionnaire.Questions.Count(), lines.Length - 1);
    }

    [Fact]
    public async Task What_went_out_comes_in_again_as_it_was()
    {
        await FillAsync(2002);
        var (_, exported) = await application.FileAsync("/exports/answers/GM0363/2002.csv", "GM0363", "officer");

        var same = (await application.ImportAsync(2002, exported)).Report;
        await application.PlanAsync(2003);
        var copied = (await application.ImportAsync(2003, exported)).Report;
        var (_, copy) = await application.FileAsync("/exports/answers/GM0363/2003.csv", "GM0363", "officer");

        Assert.Equal("UNCHANGED", same.Outcome());
        Assert.Equal("IMPORTED", copied.Outcome());
        Assert.Equal("1 0 0", copied.Counts());
        Assert.Equal(exported.Replace(";2002;", ";2003;"), copy);
        var (_, json) = await application.FileAsync("/exports/answers/GM0363/2003.json", "GM0363", "officer");
        var note = Answer(json, "extra.cooperation-note");
        Assert.Equal("=1+1 en \"dat\" is; zo", note["text"]!.GetValue<string>());
        Assert.Equal(
            "=HYPERLINK(\"x\")", Answer(json, "child-abuse-1.policy")["remarks"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task As_json_each_question_has_its_labels()
    {
        await FillAsync(2004);
        var (status, json) = await application.FileAsync("/exports/answers/GM0363/2004.json", "GM0363", "reader");
        var export = JsonNode.Parse(json)!;

        Assert.Equal(200, status);
        Assert.Equal("Amsterdam 2004 child-abuse-2017 SAVED SUBMITTED 1",
            $"{export["municipalityName"]} {export["round"]} {export["questionnaire"]} {export["from"]} "
            + $"{export["status"]} {export["revision"]}");
        Assert.Equal(
            ["jgz-cjg", "lvb"],
            Answer(json, "extra.risk-groups")["options"]!.AsArray().Select(o => o!["id"]!.GetValue<string>()));
        Assert.Equal(7, Answer(json, "extra.mark-now")["number"]!.GetValue<decimal>());
        Assert.True(Answer(json, "child-abuse-1.documents")["asked"]!.GetValue<bool>());
        Assert.False(Answer(json, "child-abuse-2.laid-down")["asked"]!.GetValue<bool>());
        Assert.NotEqual("", Answer(json, "child-abuse-1.policy")["questionLabel"]!.GetValue<string>());
    }

    [Fact]
    public async Task Saved_and_submitted_answers_differ_while_a_response_is_open_again()
    {
        await FillAsync(2005);
        await application.OpenAsync(2005);
        var id = await application.Database.ReadAsync<string>(
            "SELECT id::text FROM responses WHERE round_year = 2005 AND municipality_code = 'GM0363'");
        await application.AskAsync(
            "mutation ($id: ID!) { reopenResponse(responseId: $id, revision: 1, reason: \"Nog een keer\") { id } }",
            new { id }, "GM0363");
        await application.AskAsync(
            """
            mutation ($id: ID!) { saveAnswers(responseId: $id, revision: 2, answers: [
                { question: "extra.mark-now", number: 9 }]) { id } }
            """,
            new { id }, "GM0363");

        var (_, saved) = await application.FileAsync("/exports/answers/GM0363/2005.json", "GM0363", "reader");
        var (_, submitted) = await application.FileAsync(
            "/exports/answers/GM0363/2005.json?from=submitted", "GM0363", "reader");

        Assert.Equal(9, Answer(saved, "extra.mark-now")["number"]!.GetValue<decimal>());
        Assert.Equal(7, Answer(submitted, "extra.mark-now")["number"]!.GetValue<decimal>());
        Assert.Equal(1, JsonNode.Parse(submitted)!["revision"]!.GetValue<int>());
        Assert.Empty(Answer(submitted, "child-abuse-1.policy")["remarks"]!.AsArray());
    }

    [Theory]
    [InlineData("/exports/answers/GM0363/2017.csv", "GM0344", "coordinator", 403, "NOT_YOURS")]
    [InlineData("/exports/answers/GM0363/1999.csv", "GM0344", "coordinator", 403, "NOT_YOURS")]
    [InlineData("/exports/answers/GM0363/2017.csv", null, "institute", 403, "NOT_YOURS")]
    [InlineData("/exports/answers/GM0363/2017.json", null, null, 401, "UNAUTHENTICATED")]
    [InlineData("/exports/answers/GM0363/1999.csv", "GM0363", "reader", 404, "UNKNOWN_ROUND")]
    [InlineData("/exports/answers/GM0363/2018.csv", "GM0363", "reader", 404, "NOT_FOUND")]
    [InlineData("/exports/answers/GM0363/2017.csv?from=both", "GM0363", "reader", 400, "BAD_REQUEST")]
    public async Task Only_members_get_their_own(
        string path, string? municipality, string? role, int status, string code)
    {
        var refused = await application.FileAsync(path, municipality, role);

        Assert.Equal(status, refused.Status);
        Assert.Equal(code, JsonNode.Parse(refused.Text)!["code"]!.GetValue<string>());
    }

    private async Task FillAsync(int round)
    {
        await application.PlanAsync(round);
        Assert.Equal("IMPORTED", (await application.ImportAsync(round, File)).Report.Outcome());
    }

    private static JsonNode Answer(string json, string question) =>
        JsonNode.Parse(json)!["answers"]!.AsArray().Single(a => a!["question"]!.GetValue<string>() == question)!;
}
