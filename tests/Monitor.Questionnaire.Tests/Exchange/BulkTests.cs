using System.Globalization;
using System.Text;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Exchange;
using Monitor.Questionnaire.Tests.Rounds;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Questionnaire.Tests.Exchange;

/// <summary>Large files, hostile files, and imports that end in the middle.</summary>
public sealed class BulkTests(ExchangeApplication application) : IClassFixture<ExchangeApplication>
{
    [Fact]
    public async Task A_whole_country_comes_in_by_one_file()
    {
        await application.PlanAsync(2002, questionnaire: "monitor-2018");
        var file = await CountryAsync(2002);

        var (status, report) = await application.ImportAsync(2002, file);

        Assert.Equal(200, status);
        Assert.Equal("IMPORTED", report.Outcome());
        Assert.Equal("388 0 0", report.Counts());
        Assert.Equal(report["rows"]!.GetValue<int>(), report["answers"]!.GetValue<int>());
        Assert.True(report["rows"]!.GetValue<int>() > 388 * 100);
        Assert.Equal(388, await CountAsync("responses", 2002));
        Assert.Equal(388, await CountAsync("submissions", 2002));
        Assert.Equal(
            report["answers"]!.GetValue<int>(),
            await application.Database.ReadAsync<long>(
                "SELECT count(*) FROM answers a JOIN responses r ON r.id = a.response_id WHERE round_year = 2002"));
    }

    [Fact]
    public async Task An_import_that_is_killed_in_the_middle_leaves_nothing()
    {
        await application.PlanAsync(2003, questionnaire: "monitor-2018");
        var importer = application.Service<Importer>();
        var request = new ImportRequest(
            2003, Encoding.UTF8.GetBytes(await CountryAsync(2003)), null, false, false, '|', "het instituut");

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => importer.RunAsync(
            request, progress => progress is { Stage: "WRITING", Done: >= 200 } ? KillAsync() : Task.CompletedTask,
            CancellationToken.None));

        Assert.Equal(0, await CountAsync("responses", 2003));
        Assert.Equal(0, await CountAsync("imports", 2003));
        Assert.Equal(0, await application.Database.ReadAsync<long>(
            "SELECT count(*) FROM outbox WHERE topic = 'response.submitted' AND data ->> 'round' = '2003'"));
        var again = await importer.RunAsync(request, _ => Task.CompletedTask, CancellationToken.None);
        Assert.Equal(388, again.Added);
    }

    [Fact]
    public async Task An_import_whose_client_goes_away_leaves_nothing()
    {
        await application.PlanAsync(2004, questionnaire: "monitor-2018");
        using var gone = new CancellationTokenSource();
        var request = new ImportRequest(
            2004, Encoding.UTF8.GetBytes(await CountryAsync(2004)), null, false, false, '|', "het instituut");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => application.Service<Importer>().RunAsync(
            request,
            progress => progress is { Stage: "WRITING", Done: >= 200 } ? gone.CancelAsync() : Task.CompletedTask,
            gone.Token));

        Assert.Equal(0, await CountAsync("responses", 2004));
    }

    [Fact]
    public async Task Two_imports_at_once_come_one_after_the_other()
    {
        await application.PlanAsync(2005, questionnaire: "monitor-2018");
        var file = await CountryAsync(2005);

        var both = await Task.WhenAll(application.ImportAsync(2005, file), application.ImportAsync(2005, file));

        Assert.Equal(["IMPORTED", "UNCHANGED"], both.Select(b => b.Report.Outcome()).Order(StringComparer.Ordinal));
        Assert.Equal(388, await CountAsync("responses", 2005));
        Assert.Equal(1, await CountAsync("imports", 2005));
    }

    /// <summary>Files broken in every way that a generator finds: each is taken whole or refused whole.</summary>
    [Fact]
    public async Task A_broken_file_never_crashes_and_never_comes_in_by_half()
    {
        await application.PlanAsync(2001);
        var random = new Random(2001);
        var taken = 0;
        for (var time = 0; time < LongForm.Times(150); time++)
        {
            var file = Broken(random);
            var (status, report) = await SendAsync(2001, file, random.Next(4) == 0 ? Broken(random) : null);

            Assert.True(status is 200 or 422, $"{status} for {Convert.ToBase64String(file)}");
            var there = await CountAsync("responses", 2001);
            if (status == 200 && report.Contains("IMPORTED", StringComparison.Ordinal))
            {
                taken++;
                Assert.InRange(there, 1, 2);
                await CleanAsync(2001);
            }
            else
            {
                Assert.Equal(0, there);
            }
        }

        Assert.True(taken > 0, "the generator breaks every file: it proves nothing");
    }

    private static readonly string[] Pieces =
    [
        "GM0363", "GM0344", "GM9999", "", ";", ",", "\n", "\r\n", "\"", "\"\"", "|", "child-abuse-1.policy",
        "in-policy", "intended", "extra.mark-now", "7", "7,5", "-1", "99999999999999999999", "2011-01-01",
        "2999-01-01", "\t", "=1+1",
        "'", "\0", "\uFEFF", "é", "\U0001F600", "{", "}", "[", "null", "municipality", "question", "sep=;\n", "remark",
        new string('x', 3000), "extra.cooperation-note", "\u200F", "\u2028",
    ];

    private static byte[] Broken(Random random)
    {
        const string Whole = """
            municipality;question;options;text;number;submittedAt;remark
            GM0363;child-abuse-1.policy;in-policy;;;2011-10-31T12:00:00Z;een opmerking
            GM0363;extra.cooperation-note;;"Een ""tekst"";
            over twee regels";;;
            GM0344;child-abuse-1.policy;intended;;;;
            GM0344;extra.mark-now;;;7,0;;

            """;
        var text = new StringBuilder(Whole);
        for (var change = random.Next(4); change > 0; change--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(12), text.Length - at);
            text.Remove(at, random.Next(3) == 0 ? length : 0).Insert(at, Pieces[random.Next(Pieces.Length)]);
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(5) == 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return random.Next(8) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private async Task<(int Status, string Body)> SendAsync(int round, byte[] file, byte[]? map)
    {
        using var request = ExchangeApplication.Import(
            round, file, "&replace=true", map is null ? null : Encoding.UTF8.GetString(map));
        using var response = await application.SendAsync(request, null, "institute");
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Every question that is asked, of all who are invited.</summary>
    private async Task<string> CountryAsync(int round)
    {
        var questionnaire = QuestionnaireJson.Read(await File.ReadAllTextAsync(
            Path.Combine(Seeds.Folder, "questionnaires", "monitor-2018.json")));
        var codes = (await application.Database.ReadAsync<string>(
            $"SELECT string_agg(municipality_code, ',') FROM invited WHERE round_year = {round}")).Split(',');
        var file = new StringBuilder("municipality,question,options,text,number,submittedAt\n");
        foreach (var code in codes)
        {
            foreach (var question in questionnaire.Questions.Where(q => q.ShownWhen is null))
            {
                var (options, text, number) = question.Kind switch
                {
                    QuestionKind.Text => ("", "Eenzelfde antwoord", ""),
                    QuestionKind.Mark or QuestionKind.Number => ("", "", "7"),
                    _ => (question.Options.First(o => !o.TakesText).Id, "", ""),
                };
                file.Append(CultureInfo.InvariantCulture, $"{code},{question.Id},{options},{text},{number},\n");
            }
        }

        return file.ToString();
    }

    /// <summary>What a crash of the database's side of the connection does.</summary>
    private async Task KillAsync()
    {
        await application.Database.ReadAsync<long>($"""
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE datname = '{application.Database.Test.Name}' AND state = 'idle in transaction'
            """);
    }

    private async Task CleanAsync(int round)
    {
        // Only a superuser can: the service's own role may not remove what was submitted.
        await application.Database.ReadAsync<long>($"""
            WITH gone AS (SELECT id FROM responses WHERE round_year = {round}),
                 a AS (DELETE FROM answers WHERE response_id IN (SELECT id FROM gone)),
                 m AS (DELETE FROM remarks WHERE response_id IN (SELECT id FROM gone)),
                 s AS (DELETE FROM submissions WHERE response_id IN (SELECT id FROM gone)),
                 c AS (DELETE FROM response_changes WHERE response_id IN (SELECT id FROM gone)),
                 i AS (DELETE FROM imported_responses WHERE response_id IN (SELECT id FROM gone))
            SELECT count(*) FROM gone
            """);
        await application.Database.ReadAsync<long>($"""
            WITH r AS (DELETE FROM responses WHERE round_year = {round} RETURNING 1) SELECT count(*) FROM r
            """);
        await application.Database.ReadAsync<long>($"""
            WITH i AS (DELETE FROM imports WHERE round_year = {round} RETURNING 1) SELECT count(*) FROM i
            """);
    }

    private Task<long> CountAsync(string table, int round) => application.Database.ReadAsync<long>(
        $"SELECT count(*) FROM {table} WHERE round_year = {round}");
}
