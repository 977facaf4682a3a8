using StackExchange.Redis;

namespace Monitor.EndToEnd.Tests;

/// <summary>What the broker may do to events: send them again, in any order, and lose them.</summary>
public sealed class EventTests(RunningMonitor monitor)
{
    private const string Average = """
        query ($code: ID!) { municipality(code: $code) { scoreCard(round: 2018) { average revision } } }
        """;

    private static readonly string[] Topics =
        ["response.submitted", "scores.calculated", "round.closed", "areas.published", "release.published"];

    [Fact]
    public async Task Every_event_again_in_any_order_changes_nothing()
    {
        const string Municipality = "GM0060";
        var token = await monitor.TokenAsync(Municipality);
        await new FillingIn(monitor, token).FillInAsync(FillingIn.FirstObjective);
        var before = await ScoredAsync(Municipality, token);
        var report = await monitor.AskAsync(RunningMonitor.Query("Report"));

        using var broker = await ConnectionMultiplexer.ConnectAsync(await monitor.BrokerAsync());
        var events = Topics.SelectMany(topic => Entries(broker, topic)).ToArray();
        Assert.True(events.Length > 2 * 169, "each of the 169 was submitted and scored");
        new Random(2018).Shuffle(events);
        foreach (var (topic, fields) in events)
        {
            await broker.GetDatabase().ExecuteAsync("XADD", [topic, "*", .. fields]);
        }

        // One more submission after them all: when it is scored, they have been handled.
        var next = await monitor.TokenAsync("GM0072");
        await new FillingIn(monitor, next).FillInAsync(FillingIn.FirstObjective);
        await ScoredAsync("GM0072", next);

        Assert.Equal(before, await ScoredAsync(Municipality, token));
        Assert.Equal(
            report.GetRawText(), (await monitor.AskAsync(RunningMonitor.Query("Report"))).GetRawText());
    }

    [Fact]
    public async Task What_the_broker_loses_is_caught_up()
    {
        const string Municipality = "GM0074";
        var token = await monitor.TokenAsync(Municipality);
        await monitor.KillAsync("scoring");
        var response = await new FillingIn(monitor, token).FillInAsync(FillingIn.FirstObjective);

        using (var broker = await ConnectionMultiplexer.ConnectAsync(await monitor.BrokerAsync()))
        {
            await LoseAsync(broker.GetDatabase(), "response.submitted", about: response);
        }

        await monitor.CommandAsync("restart", "scoring");

        await ScoredAsync(Municipality, token);
    }

    private async Task<string> ScoredAsync(string municipality, string token)
    {
        var (answer, _) = await monitor.AskUntilAsync(
            Average, new { code = municipality }, token,
            found => found.Codes().Length == 0 && !found.IsNull("data", "municipality", "scoreCard"),
            limit: TimeSpan.FromSeconds(60));
        Assert.Equal(61.25m, FillingIn.Whole(answer).Number("data", "municipality", "scoreCard", "average"));
        return answer.GetRawText();
    }

    // It was accepted, and is gone before anybody read it: as when a disk fills up, or a stream is trimmed.
    private static async Task LoseAsync(IDatabase broker, string topic, string about)
    {
        for (var look = 0; look < 200; look++)
        {
            var last = (RedisResult[])((RedisResult[])(await broker.ExecuteAsync(
                "XREVRANGE", topic, "+", "-", "COUNT", 1))!)[0]!;
            if (((string[])last[1]!)[1].Contains(about, StringComparison.Ordinal))
            {
                Assert.Equal(1, (long)await broker.ExecuteAsync("XDEL", topic, (string)last[0]!));
                return;
            }

            await Task.Delay(50);
        }

        Assert.Fail($"No event about {about} was published.");
    }

    private static IEnumerable<(string Topic, object[] Fields)> Entries(ConnectionMultiplexer broker, string topic)
    {
        var entries = (RedisResult[])broker.GetDatabase().Execute("XRANGE", topic, "-", "+")!;
        return entries.Select(entry =>
        {
            var fields = (RedisResult[])((RedisResult[])entry!)[1]!;
            return (topic, fields.Select(field => (object)(byte[])field!).ToArray());
        });
    }
}
