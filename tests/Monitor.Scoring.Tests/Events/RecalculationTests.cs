using Microsoft.Extensions.DependencyInjection;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;
using Monitor.Scoring.Tests.Domain;
using Npgsql;

namespace Monitor.Scoring.Tests.Events;

/// <summary>A rule set is published: every response is scored again, beside its scores, once.</summary>
public sealed class RecalculationTests : IAsyncLifetime
{
    private readonly ScoringApplication application = new();
    private int responses;

    public ValueTask InitializeAsync() => application.InitializeAsync();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    [Fact]
    public async Task Every_response_is_scored_again_beside_its_scores_and_told_of()
    {
        await ScoredAsync(3, "policy=in-policy");
        application.ServeRound(2018, 100);

        await PublishAsync(Twenty("twenty", version: 2));
        await Worker.LookAsync(CancellationToken.None);

        // In policy earned 15, and earns 20 now.
        Assert.Equal([15, 15, 15], await AveragesAsync("child-abuse-1"));
        Assert.Equal([20, 20, 20], await AveragesAsync("twenty"));
        Assert.Equal([3], await ToldAsync("twenty"));
        var done = Assert.Single(await RecalculationsAsync("twenty"));
        Assert.Equal((2018, "child-abuse-2017", 3, 3), (done.Round, done.Questionnaire, done.Total, done.Done));
        Assert.NotNull(done.FinishedAt);
    }

    [Fact]
    public async Task What_one_leaves_another_goes_on_with_and_nothing_is_told_twice()
    {
        await ScoredAsync(5, "policy=in-policy");
        application.ServeRound(2018, 2);
        application.ServeRound(2018, 100);
        await PublishAsync(Twenty("twenty", version: 2));
        var begun = Assert.Single(await RecalculationsAsync("twenty"));

        Assert.True(await Recalculator.StepAsync(begun, batch: 2, CancellationToken.None));
        var left = Assert.Single(await RecalculationsAsync("twenty"));
        Assert.Equal((2, null), (left.Done, left.FinishedAt));

        // Who read the place before the first batch comes late: its batch is not stored.
        await Recalculator.StepAsync(begun, batch: 2, CancellationToken.None);
        Assert.Equal([2], await ToldAsync("twenty"));

        // The rest of five, by a page behind the second.
        application.Sidecar.Answer(
            "questionnaire", $"/internal/rounds/2018/answers?limit=100&after={left.After}",
            application.PageBehind(left.After));
        await Worker.LookAsync(CancellationToken.None);

        Assert.Equal([5], await ToldAsync("twenty"));
        Assert.Equal([20, 20, 20, 20, 20], await AveragesAsync("twenty"));
    }

    [Fact]
    public async Task Several_replicas_at_once_do_the_work_once()
    {
        await ScoredAsync(4, "policy=in-policy");
        application.ServeRound(2018, 100);
        await PublishAsync(Twenty("twenty", version: 2));
        var replicas = Enumerable.Range(0, 4)
            .Select(_ => ActivatorUtilities.CreateInstance<RecalculationWorker>(application.Services)).ToList();

        await Task.WhenAll(replicas.Select(r => r.LookAsync(CancellationToken.None)));

        Assert.Equal([4], await ToldAsync("twenty"));
        Assert.Equal(4, Assert.Single(await RecalculationsAsync("twenty")).Done);
        Assert.Equal(1, application.Sidecar.Calls("questionnaire", "/internal/rounds/2018/answers?limit=100"));
        replicas.ForEach(r => r.Dispose());
    }

    [Fact]
    public async Task A_failure_is_noted_and_tried_again()
    {
        await ScoredAsync(1, "policy=in-policy");
        await PublishAsync(Twenty("twenty", version: 2));

        await Worker.LookAsync(CancellationToken.None); // questionnaire answers 404
        Assert.Equal("DaprException", Assert.Single(await RecalculationsAsync("twenty")).Problem);

        application.ServeRound(2018, 100);
        await Worker.LookAsync(CancellationToken.None);
        var done = Assert.Single(await RecalculationsAsync("twenty"));
        Assert.Equal((1, null), (done.Done, done.Problem));
    }

    [Fact]
    public async Task What_was_withdrawn_or_not_heard_of_yet_is_left_to_its_event()
    {
        var (withdrawn, resubmitted) = (await OneAsync("policy=in-policy"), await OneAsync("policy=in-policy"));
        await application.DeliverWithdrawnAsync(withdrawn, 1, "GM0001");
        application.Submit(resubmitted, 2, "GM0001", objective: 1, ["policy=intended"]);
        application.ServeRound(2018, 100);

        await PublishAsync(Twenty("twenty", version: 2));
        await Worker.LookAsync(CancellationToken.None);
        Assert.Equal([0], await ToldAsync("twenty"));

        await application.DeliverSubmittedAsync(resubmitted, 2, "GM0001");
        Assert.Equal([5], await AveragesAsync("twenty"));
    }

    [Fact]
    public async Task Publishing_waits_for_a_response_that_is_being_scored_and_finds_it()
    {
        await using var scoring = await Data.OpenConnectionAsync();
        await using var transaction = await scoring.BeginTransactionAsync();
        var current = await RuleSetStore.HoldCurrentAsync(transaction, "child-abuse-2017", CancellationToken.None);

        var publishing = PublishAsync(Twenty("twenty", version: 2));
        await UntilAsync(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted "
            + "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", 1);
        var sheet = Sheet.Of(1, "policy=in-policy");
        await application.Services.GetRequiredService<ScoreStore>().SaveAsync(
            transaction,
            new ScoredResponse(
                "scored-meanwhile", 1, 2018, "GM0001", "child-abuse-2017", false,
                Seeds.Scorer.Score(sheet), Seeds.Scorer.Suggest(sheet)),
            CancellationToken.None);
        await transaction.CommitAsync();
        await publishing;

        Assert.Equal("child-abuse-1", current);
        Assert.Equal(1, Assert.Single(await RecalculationsAsync("twenty")).Total);
    }

    [Fact]
    public async Task Scoring_again_comes_to_the_same_as_scoring_for_the_first_time()
    {
        string[] answers =
        [
            "policy=in-policy", "laid-down=yes", $"content-1={Sheet.Measure("child-abuse-1.content-1")}",
            "own-measure=Iets", "reach-view=yes", "reach-share=more-than-half",
        ];
        var before = await OneAsync(answers);
        application.ServeRound(2018, 100);
        await PublishAsync(Twenty("twenty", version: 2));
        await Worker.LookAsync(CancellationToken.None);
        var after = await OneAsync(answers);

        Assert.Equal([1], await application.CountAsync($"""
            SELECT count(*) FROM scores a JOIN scores b USING (rule_set, objectives, suggestions, themes, average, band)
            WHERE a.response_id = '{before}' AND b.response_id = '{after}' AND rule_set = 'twenty'
            """));
    }

    [Fact]
    public async Task A_new_file_of_the_seeds_is_a_new_rule_set_and_has_every_round_scored_again()
    {
        await ScoredAsync(2, "policy=in-policy");
        application.ServeRound(2018, 100);
        var folder = Directory.CreateTempSubdirectory("rulesets-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "rulesets"));
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "rulesets/twenty.json"), Twenty("twenty", version: 2).Write());

        await application.Services.GetRequiredService<Monitor.Hosting.ISeeder>()
            .SeedAsync(folder.FullName, CancellationToken.None);
        await Worker.LookAsync(CancellationToken.None);

        Assert.Equal([20, 20], await AveragesAsync("twenty"));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_published_rule_set_does_not_change_not_even_for_the_owner_of_the_table()
    {
        await using var owner = application.Database.OpenAsOwner();
        foreach (var change in (string[])
            ["UPDATE rule_sets SET body = body || '{\"version\": 9}'", "DELETE FROM rule_sets"])
        {
            await using var command = owner.CreateCommand(change);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Contains("is published", refused.MessageText, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Rules_must_have_a_higher_version_than_those_there_are()
    {
        var refused = await Assert.ThrowsAsync<RuleSetVersionException>(
            () => PublishAsync(Twenty("twenty", version: 1)));

        Assert.Equal("/version", Assert.Single(refused.Faults).Path);
    }

    private NpgsqlDataSource Data => application.Services.GetRequiredService<NpgsqlDataSource>();

    private Recalculator Recalculator => application.Services.GetRequiredService<Recalculator>();

    private RecalculationWorker Worker => application.Services.GetRequiredService<RecalculationWorker>();

    /// <summary>The seeded rules, but in policy earns 20 and laid down 5.</summary>
    private static RuleSet Twenty(string id, int version) => Seeds.Rules with
    {
        Id = id,
        Version = version,
        Parts =
        [
            new PartRules(Part.Anchoring, 25,
            [
                new ChoiceRule("policy", "Doe.", new Dictionary<string, decimal>
                {
                    ["in-policy"] = 20, ["intended"] = 5, ["not-in-policy"] = 0,
                }),
                new ChoiceRule("laid-down", "Doe.", new Dictionary<string, decimal> { ["yes"] = 5, ["no"] = 0 }),
            ]),
            .. Seeds.Rules.Parts.Skip(1),
        ],
    };

    private async Task PublishAsync(RuleSet rules)
    {
        await using var connection = await Data.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        Assert.True(await application.Services.GetRequiredService<RuleSetPublisher>()
            .PublishAsync(transaction, rules, rules.Write(), by: null, CancellationToken.None));
        await transaction.CommitAsync();
    }

    private async Task ScoredAsync(int count, params string[] answers)
    {
        for (var i = 0; i < count; i++)
        {
            await OneAsync(answers);
        }
    }

    private async Task<string> OneAsync(params string[] answers)
    {
        var response = $"response-{++responses}";
        application.Submit(response, 1, "GM0001", objective: 1, answers);
        Assert.Equal("SUCCESS", await application.DeliverSubmittedAsync(response, 1, "GM0001"));
        return response;
    }

    private Task<IReadOnlyList<long>> AveragesAsync(string ruleSet) =>
        application.CountAsync($"SELECT average FROM scores WHERE rule_set = '{ruleSet}'");

    private Task<IReadOnlyList<long>> ToldAsync(string ruleSet) => application.CountAsync(
        "SELECT count(DISTINCT data ->> 'responseId') FROM outbox WHERE topic = 'scores.calculated' "
        + $"AND data ->> 'ruleSet' = '{ruleSet}' HAVING count(DISTINCT data ->> 'responseId') = count(*)");

    private async Task<IEnumerable<Recalculation>> RecalculationsAsync(string ruleSet) =>
        (await application.Services.GetRequiredService<RecalculationStore>()
            .OfAsync([ruleSet], CancellationToken.None))[ruleSet];

    private async Task UntilAsync(string sql, long expected)
    {
        for (var i = 0; i < 500 && !(await application.CountAsync(sql)).SequenceEqual([expected]); i++)
        {
            await Task.Delay(20);
        }

        Assert.Equal([expected], await application.CountAsync(sql));
    }
}
