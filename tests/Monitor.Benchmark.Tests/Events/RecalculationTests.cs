using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Hosting;
using Monitor.Testing;
using Npgsql;

namespace Monitor.Benchmark.Tests.Events;

/// <summary>Recalculations as jobs: asked in a request, done beside it, once whatever happens.</summary>
public sealed class RecalculationTests : IAsyncLifetime
{
    private const string Text = "Bij doelstelling 1 is de borging verkeerd geteld.";
    private const string Fields =
        "id state dryRun attempts edition digest corrected erratum { release correctedBy } failure { code message } "
        + "askedAt startedAt endedAt";

    private readonly ImpatientApplication application = new();

    public async ValueTask InitializeAsync()
    {
        await application.InitializeAsync();
        await Parallel.ForEachAsync(DemonstrationRound.Responses, async (response, _) =>
            await application.DeliverScoresAsync(response.ResponseId, response.Municipality));
        await application.DeliverRoundClosedAsync(2017);
        await application.UntilAsync("SELECT count(*) FROM releases WHERE round = 2017", 1);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact(Timeout = 120_000)]
    public async Task What_takes_long_is_answered_at_once_and_told_when_it_is_done()
    {
        await WithoutTwentyAsync();

        var looked = await EndedAsync(await AskedAsync("dryRun: true"));
        var issued = await EndedAsync(await AskedAsync($"digest: \"{looked["digest"]}\""));

        Assert.Equal("DONE true 2017-2", $"{looked["state"]} {looked["dryRun"]} {looked["edition"]}");
        Assert.Null(looked["erratum"]);
        Assert.Equal("DONE false 2017-2", $"{issued["state"]} {issued["dryRun"]} {issued["edition"]}");
        Assert.Equal("2017-1 2017-2", $"{issued["erratum"]!["release"]} {issued["erratum"]!["correctedBy"]}");
        Assert.Equal(looked["corrected"]!.GetValue<int>(), issued["corrected"]!.GetValue<int>());
        Assert.Equal(1, issued["attempts"]!.GetValue<int>());
        Assert.Equal(2, await application.CountAsync("SELECT count(*) FROM releases WHERE round = 2017"));
        Assert.Equal(1, await application.CountAsync($"""
            SELECT count(*) FROM acts JOIN errata ON errata.issued_by = acts.actor
            WHERE kind = 'ERRATUM_PUBLISHED' AND of = 'erratum:{issued["id"]}'
            """));
        Assert.Equal(
            [$"{issued["id"]}", $"{looked["id"]}"],
            (await ListAsync("institute")).Data!["_entities"]![0]!["editionRecalculations"]!.AsArray()
                .Select(r => $"{r!["id"]}"));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_failure_is_told_with_its_reason_and_changes_nothing()
    {
        await WithoutTwentyAsync();

        var other = await EndedAsync(await AskedAsync("digest: \"of another one\""));

        Assert.Equal("FAILED EDITION_CHANGED", $"{other["state"]} {other["failure"]!["code"]}");
        Assert.NotNull(other["endedAt"]);
        Assert.Null(other["edition"]);
        Assert.Equal(1, await application.CountAsync("SELECT count(*) FROM releases WHERE round = 2017"));
        Assert.Equal(0, await application.CountAsync("SELECT count(*) FROM errata"));
        Assert.Equal(0, await application.CountAsync("SELECT count(*) FROM acts WHERE kind = 'ERRATUM_PUBLISHED'"));
    }

    [Fact(Timeout = 120_000)]
    public async Task One_whose_process_was_killed_is_begun_again_and_takes_effect_once()
    {
        await WithoutTwentyAsync();
        var digest = $"{(await EndedAsync(await AskedAsync("dryRun: true")))["digest"]}";
        var id = Guid.CreateVersion7();

        // What a process leaves that is killed while it is at it.
        await ExecuteAsync($"""
            INSERT INTO recalculations (id, round, text, without_withdrawn, is_dry_run, expected_digest, asked_by,
                                        asked_at, state, attempts, started_at)
            VALUES ('{id}', 2017, '{Text}', true, false, '{digest}', 'somebody', now(), 'RUNNING', 1, now())
            """);

        var done = await EndedAsync(id.ToString());
        Assert.Equal("DONE 2 2017-2", $"{done["state"]} {done["attempts"]} {done["edition"]}");
        Assert.Equal(1, await application.CountAsync("SELECT count(*) FROM errata"));
        Assert.Equal(1, await application.CountAsync(
            "SELECT count(*) FROM outbox WHERE topic = 'release.published' AND data ->> 'release' = '2017-2'"));
    }

    [Fact(Timeout = 120_000)]
    public async Task One_that_comes_to_no_end_is_given_up()
    {
        var id = Guid.CreateVersion7();

        await ExecuteAsync($"""
            INSERT INTO recalculations (id, round, text, without_withdrawn, is_dry_run, asked_by, asked_at, state,
                                        attempts, started_at)
            VALUES ('{id}', 2017, '{Text}', true, true, 'somebody', now(), 'RUNNING', 3, now())
            """);

        var failed = await EndedAsync(id.ToString());
        Assert.Equal("FAILED INTERNAL_ERROR", $"{failed["state"]} {failed["failure"]!["code"]}");
    }

    [Fact(Timeout = 120_000)]
    public async Task A_repeat_with_the_same_key_is_the_same_one()
    {
        await WithoutTwentyAsync();
        var digest = $"{(await EndedAsync(await AskedAsync("dryRun: true")))["digest"]}";
        var mutation = Mutation($"digest: \"{digest}\"");
        using var client = application.CreateClient("institute");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => client.AskAsync(mutation, null, token: null, key: "again")));

        var id = Assert.Single(answers.Select(a => $"{a.Data["issueErratum"]!["recalculation"]!["id"]}").Distinct());
        Assert.Equal("DONE", $"{(await EndedAsync(id))["state"]}");
        Assert.Equal(2, await application.CountAsync("SELECT count(*) FROM recalculations"));
        Assert.Equal(2, await application.CountAsync("SELECT count(*) FROM releases WHERE round = 2017"));
    }

    [Fact(Timeout = 120_000)]
    public async Task While_another_process_has_the_turn_it_waits()
    {
        await using var other = new NpgsqlConnection($"{application.Database.AppConnectionString};Pooling=false");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var held = new NpgsqlCommand(
            "SELECT pg_advisory_lock(hashtextextended('recalculations', 0))", other);
        await held.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        await Task.Delay(1000, TestContext.Current.CancellationToken);   // five looks of the worker

        var id = await AskedAsync("dryRun: true");
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        Assert.Equal("ASKED", $"{(await OneAsync(id))["state"]}");

        await other.CloseAsync();   // as when it is killed
        Assert.Equal("DONE", $"{(await EndedAsync(id))["state"]}");
    }

    [Fact(Timeout = 120_000)]
    public async Task Only_the_institute_sees_them()
    {
        var id = await AskedAsync("dryRun: true");

        foreach (var role in new[] { "reader", "coordinator", "researcher", "editor" })
        {
            Assert.Equal(
                ["FORBIDDEN"],
                (await application.AskAsAsync(
                    role, "GM0153", $"{{ editionRecalculation(id: \"{id}\") {{ id }} }}")).Codes);
            Assert.Equal(["FORBIDDEN"], (await ListAsync(role)).Codes);
        }

        Assert.Equal(
            ["NOT_FOUND"],
            (await application.AskAsAsync(
                "institute", null, $"{{ editionRecalculation(id: \"{Guid.NewGuid()}\") {{ id }} }}")).Codes);
        await EndedAsync(id);
    }

    private Task<Answered> ListAsync(string role) => application.AskAsAsync(
        role, role == "institute" ? null : "GM0153", """
        { _entities(representations: [{ __typename: "Round", year: 2017 }]) { ... on Round {
            editionRecalculations { id } } } }
        """);

    /// <summary>What changes: twenty have withdrawn since the round closed.</summary>
    private async Task WithoutTwentyAsync()
    {
        foreach (var response in DemonstrationRound.Responses.Take(20))
        {
            await application.DeliverAsync("response.withdrawn", "questionnaire", new
            {
                responseId = response.ResponseId, revision = 1, round = 2017, municipality = response.Municipality,
            });
        }
    }

    private async Task<string> AskedAsync(string arguments)
    {
        var answer = await application.AskAsAsync("institute", null, Mutation(arguments));
        Assert.Empty(answer.Codes);
        var issued = answer.Data!["issueErratum"]!;
        Assert.False(issued["isIssued"]!.GetValue<bool>());
        Assert.Null(issued["edition"]);
        Assert.Contains($"{issued["recalculation"]!["state"]}", new[] { "ASKED", "RUNNING" });
        return $"{issued["recalculation"]!["id"]}";
    }

    private static string Mutation(string arguments) => $$"""
        mutation {
          issueErratum(round: 2017, text: "{{Text}}", recalculate: true, withoutWithdrawn: true, {{arguments}}) {
            isIssued edition recalculation { id state } } }
        """;

    private async Task ExecuteAsync(string sql)
    {
        await using var database = application.Database.Open();
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<JsonNode> OneAsync(string id)
    {
        var answer = await application.AskAsAsync(
            "institute", null, $"{{ editionRecalculation(id: \"{id}\") {{ {Fields} }} }}");
        Assert.Empty(answer.Codes);
        return answer.Data!["editionRecalculation"]!;
    }

    /// <summary>As a client waits: by asking again; the test's own limit ends it.</summary>
    private async Task<JsonNode> EndedAsync(string id)
    {
        while (true)
        {
            var reached = await OneAsync(id);
            if ($"{reached["state"]}" is "DONE" or "FAILED")
            {
                return reached;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private sealed class ImpatientApplication : BenchmarkApplication
    {
        protected override void Configure(IWebHostBuilder host) =>
            host.UseSetting("Benchmark:RecalculationWait", "00:00:00");
    }
}
