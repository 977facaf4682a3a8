using System.Collections.Concurrent;
using Monitor.Hosting;
using Monitor.Questionnaire.Storage;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Rounds;

/// <summary>
/// A closing time is exact under fire: each submission is acknowledged or refused, and what counts afterwards is what
/// was acknowledged, however many instances there are and whatever becomes of one.
/// </summary>
public sealed class DeadlineTests
{
    private const int Submissions = 200;

    private const string Submit = """
        mutation ($id: ID!, $revision: Int!) { submitResponse(responseId: $id, revision: $revision) { submittedAt } }
        """;

    [Fact]
    public async Task Of_submissions_that_race_a_closing_time_exactly_the_acknowledged_ones_count()
    {
        await using var replicas = await Replicas.StartAsync(2);
        var race = await Race.PrepareAsync(replicas, 2060);
        var closesAt = Institute.In(TimeSpan.FromSeconds(3));
        _ = (await replicas.InstituteAsync(
            "mutation ($at: DateTime) { changeRound(round: 2060, input: { closesAt: $at }) { year } }",
            new { at = Institute.Text(closesAt) })).Data;

        await race.RunAsync(closesAt, replicas.Clients);
        await replicas.UntilStatusAsync(2060, "CLOSED");

        await race.RequireExactAsync();
        Assert.NotEmpty(race.Acknowledged);
        Assert.NotEmpty(race.Refused);
    }

    [Fact]
    public async Task Of_submissions_that_race_the_institute_exactly_the_acknowledged_ones_count()
    {
        await using var replicas = await Replicas.StartAsync(2);
        var race = await Race.PrepareAsync(replicas, 2061);
        var closing = Institute.In(TimeSpan.FromSeconds(2));

        var running = race.RunAsync(closing, replicas.Clients);
        await DelayUntilAsync(closing);
        var closed = await replicas.InstituteAsync(
            "mutation { closeRound(round: 2061) { status } }", replica: 1);
        await running;
        await replicas.UntilStatusAsync(2061, "CLOSED");

        Assert.Empty(closed.Codes);
        await race.RequireExactAsync();
        Assert.NotEmpty(race.Acknowledged);
        Assert.NotEmpty(race.Refused);
    }

    [Fact]
    public async Task An_instance_killed_at_the_closing_time_loses_and_adds_nothing()
    {
        await using var replicas = await Replicas.StartAsync(1);
        await using var process = await ServiceProcess.StartAsync(replicas.Environment());
        var race = await Race.PrepareAsync(replicas, 2062);
        var closesAt = Institute.In(TimeSpan.FromSeconds(3));
        _ = (await replicas.InstituteAsync(
            "mutation ($at: DateTime) { changeRound(round: 2062, input: { closesAt: $at }) { year } }",
            new { at = Institute.Text(closesAt) })).Data;

        var running = race.RunAsync(closesAt, [process.Client, replicas.Clients[0]]);
        await DelayUntilAsync(closesAt - TimeSpan.FromMilliseconds(300));
        await process.KillAsync();
        await process.StartAsync();
        await running;
        await replicas.UntilStatusAsync(2062, "CLOSED");

        await race.RequireExactAsync();
        Assert.NotEmpty(race.Acknowledged);
        Assert.Equal(["ROUND_CLOSED"], (await race.SubmitAsync(process.Client, race.Refused.First())).Codes);
    }

    [Fact]
    public async Task A_closing_that_no_instance_saw_is_made_up_for_at_the_next_start()
    {
        await using var replicas = await Replicas.StartAsync(1);
        await replicas.OpenRoundAsync(2063, ["GM0003"]);
        _ = (await replicas.InstituteAsync(
            "mutation ($at: DateTime) { changeRound(round: 2063, input: { closesAt: $at }) { year } }",
            new { at = Institute.Text(Institute.In(TimeSpan.FromSeconds(1))) })).Data;
        await replicas.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        Assert.Equal("OPEN", await replicas.Database.ReadAsync<string>("SELECT status FROM rounds WHERE year = 2063"));

        await replicas.StartAsync(2, with: null, CancellationToken.None);

        // Before any worker has looked, and after: nobody comes in.
        var late = await replicas.OfficerAsync(
            replicas.Clients[1], "GM0003", "mutation { startResponse(round: 2063) { id } }");
        Assert.Equal(["ROUND_CLOSED"], late.Codes);
        await replicas.UntilStatusAsync(2063, "CLOSED");
        Assert.Equal(1, await replicas.Database.ReadAsync<long>(
            "SELECT count(*) FROM outbox WHERE topic = 'round.closed' AND data ->> 'round' = '2063'"));
    }

    [Fact]
    public async Task Closing_waits_for_who_was_in_before_and_refuses_others_meanwhile()
    {
        await using var replicas = await Replicas.StartAsync(2);
        await replicas.OpenRoundAsync(2064, ["GM0003", "GM0005"]);
        await using var writer = await ActingAs.Municipality("GM0003").BeginAsync(
            replicas.Database.Source, CancellationToken.None);
        var inBefore = await RoundStore.LockAsync(writer.Transaction, 2064, CancellationToken.None);

        var closing = replicas.InstituteAsync("mutation { closeRound(round: 2064) { status } }");
        await Replicas.UntilAsync(
            () => replicas.Database.ReadAsync<bool>("SELECT closes_at IS NOT NULL FROM rounds WHERE year = 2064"),
            "the closing time stands");
        var late = await replicas.OfficerAsync(
            replicas.Clients[1], "GM0005", "mutation { startResponse(round: 2064) { id } }");
        inBefore!.RequireOpen();
        Assert.False(closing.IsCompleted);
        Assert.Equal(["ROUND_CLOSED"], late.Codes);
        Assert.False((await replicas.GetAsync("/internal/rounds/2064/submissions"))["closed"]!.GetValue<bool>());

        await writer.CommitAsync(CancellationToken.None);
        var closed = (await closing).Data;
        Assert.Equal("CLOSED", closed["closeRound"]!["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Moving_the_closing_time_waits_for_nobody()
    {
        await using var replicas = await Replicas.StartAsync(1);
        await replicas.OpenRoundAsync(2065, ["GM0003"]);
        await using var writer = await ActingAs.Municipality("GM0003").BeginAsync(
            replicas.Database.Source, CancellationToken.None);
        await RoundStore.LockAsync(writer.Transaction, 2065, CancellationToken.None);

        var moved = await replicas.InstituteAsync(
            """mutation { changeRound(round: 2065, input: { closesAt: "2099-02-01T00:00:00Z" }) { closesAt } }""");

        Assert.Empty(moved.Codes);
    }

    private static async Task DelayUntilAsync(DateTimeOffset moment)
    {
        var wait = moment - TimeProvider.System.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait);
        }
    }

    /// <summary>A round with many responses that are ready to submit.</summary>
    private sealed class Race(Replicas replicas, int year, IReadOnlyList<Race.Runner> runners)
    {
        public ConcurrentBag<Runner> Acknowledged { get; } = [];

        public ConcurrentBag<Runner> Refused { get; } = [];

        public static async Task<Race> PrepareAsync(Replicas replicas, int year)
        {
            var codes = (await replicas.GetAsync("/internal/areas"))["municipalities"]!.AsArray()
                .Select(m => m!["code"]!.GetValue<string>()).Take(Submissions).ToList();
            await replicas.OpenRoundAsync(year, codes);
            var runners = new ConcurrentBag<Runner>();
            await Parallel.ForEachAsync(
                codes,
                new ParallelOptions { MaxDegreeOfParallelism = 8 },
                async (code, _) => runners.Add(await StartAsync(replicas, year, code)));
            return new Race(replicas, year, [.. runners]);
        }

        /// <summary>Submits from a second before the moment to half a second after it, at all instances.</summary>
        public Task RunAsync(DateTimeOffset moment, List<HttpClient> instances) =>
            Task.WhenAll(runners.Select(async (runner, i) =>
            {
                await DelayUntilAsync(moment + TimeSpan.FromMilliseconds(-1000 + (1500.0 * i / runners.Count)));
                Answered answered;
                try
                {
                    answered = await SubmitAsync(instances[i % instances.Count], runner);
                }
                catch (HttpRequestException)
                {
                    // Nobody knows what became of it: a client asks again with its key, at an instance that lives.
                    answered = await SubmitAsync(replicas.Clients[0], runner);
                }

                (answered.Codes is [] ? Acknowledged : Refused).Add(runner);
                Assert.True(
                    answered.Codes is [] or ["ROUND_CLOSED"], answered.Body.ToJsonString());
            }));

        public Task<Answered> SubmitAsync(HttpClient client, Runner runner) => replicas.OfficerAsync(
            client, runner.Municipality, Submit, new { id = runner.Response, revision = 2 }, key: runner.Municipality);

        /// <summary>What counts is what was acknowledged; its events precede the closing's; none is late.</summary>
        public async Task RequireExactAsync()
        {
            Assert.Equal(runners.Count, Acknowledged.Count + Refused.Count);
            var accepted = await replicas.GetAsync($"/internal/rounds/{year}/submissions");
            Assert.True(accepted["closed"]!.GetValue<bool>());
            Assert.Equal(
                Acknowledged.Select(r => r.Municipality).Order(StringComparer.Ordinal),
                accepted["submissions"]!.AsArray().Select(s => s!["municipality"]!.GetValue<string>())
                    .Order(StringComparer.Ordinal));
            Assert.Equal(Acknowledged.Count, await replicas.Database.ReadAsync<long>($"""
                SELECT count(*) FROM outbox s
                JOIN outbox c ON c.topic = 'round.closed' AND c.data ->> 'round' = '{year}' AND c.sequence > s.sequence
                WHERE s.topic = 'response.submitted' AND s.data ->> 'round' = '{year}'
                """));
            Assert.Equal(0, await replicas.Database.ReadAsync<long>($"""
                SELECT count(*) FROM submissions s JOIN rounds r ON r.year = s.round_year
                WHERE r.year = {year} AND s.submitted_at >= r.closes_at AND r.closes_at IS NOT NULL
                """));
        }

        private static async Task<Runner> StartAsync(Replicas replicas, int year, string code)
        {
            var client = replicas.Clients[^1];
            var started = await replicas.OfficerAsync(
                client, code, $"mutation {{ startResponse(round: {year}) {{ id }} }}");
            var id = started.Data["startResponse"]!["id"]!.GetValue<string>();
            _ = (await replicas.OfficerAsync(
                client, code,
                """
                mutation ($id: ID!) { saveAnswers(responseId: $id, revision: 1,
                  answers: [{ question: "child-abuse-1.policy", options: ["intended"] }]) { revision } }
                """,
                new { id })).Data;
            return new Runner(code, id);
        }

        internal sealed record Runner(string Municipality, string Response);
    }
}
