using System.Globalization;
using System.Net;
using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Durability;

/// <summary>No act without its record and no record without its act, whatever is killed between the two.</summary>
public sealed class ActsOnRecordTests(ITestOutputHelper output)
{
    private const int Kills = 3;

    [Fact]
    public Task A_killed_service_loses_no_record() => KillUnderLoadAsync(servers => servers.KillServiceAsync());

    [Fact]
    public Task A_killed_PostgreSQL_loses_no_record() => KillUnderLoadAsync(servers => servers.KillPostgresAsync());

    private async Task KillUnderLoadAsync(Func<OwnServers, Task> kill)
    {
        await using var servers = await OwnServers.StartAsync();
        await servers.AskAsync(
            """
            mutation { planRound(input: {
              year: 2060, questionnaire: "child-abuse-2017", opensAt: "2060-01-01T00:00:00Z" }) { year } }
            """,
            null, "GM0363", "institute", role: "institute");
        using var stop = new CancellationTokenSource();
        List<string> files = [];
        List<int> changes = [];
        var load = Task.WhenAll(
            UntilStoppedAsync(async number =>
            {
                var trace = string.Create(CultureInfo.InvariantCulture, $"a0b0{number:x28}");
                if (await servers.ExportAsync("/exports/answers/GM0344/2017.csv", "GM0344", trace) == HttpStatusCode.OK)
                {
                    files.Add(trace);
                }
            }, stop.Token),
            UntilStoppedAsync(async number =>
            {
                var changed = await servers.AskAsync(
                    "mutation ($at: DateTime!) { changeRound(round: 2060, input: { closesAt: $at }) { year } }",
                    new { at = new DateTimeOffset(2061, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number) },
                    "GM0363", "institute", role: "institute");
                if (changed.Codes.Count == 0)
                {
                    changes.Add(number);
                }
            }, stop.Token));
        var moments = new Random(2018);
        for (var kills = 0; kills < LongForm.Times(Kills) && !load.IsFaulted; kills++)
        {
            await Task.Delay(moments.Next(400, 1_500));
            await kill(servers);
        }

        await Task.Delay(500);
        await stop.CancelAsync();
        await load;

        output.WriteLine($"{files.Count} files given out, {changes.Count} changes acknowledged.");
        Assert.NotEmpty(files);
        Assert.NotEmpty(changes);
        var traces = await servers.ReadAsync(
            "SELECT trace FROM acts WHERE kind = 'EXPORTED'", row => row.GetString(0));
        Assert.Empty(files.Except(traces));
        Assert.Equal(traces.Count, traces.Distinct().Count());

        // A change and its act are one: there are as many lines of history as acts, acknowledged or not.
        var counts = await servers.ReadAsync(
            """
            SELECT (SELECT count(*) FROM round_changes WHERE round_year = 2060 AND action = 'CHANGED'),
                (SELECT count(*) FROM acts WHERE kind = 'ROUND_CHANGED' AND of = 'round:2060'),
                (SELECT count(*) FROM outbox WHERE topic = 'act.recorded' AND data ->> 'kind' = 'ROUND_CHANGED')
            """,
            row => (Lines: row.GetInt64(0), Acts: row.GetInt64(1), Events: row.GetInt64(2)));
        Assert.Equal(counts[0].Lines, counts[0].Acts);
        Assert.Equal(counts[0].Acts, counts[0].Events);
        Assert.True(counts[0].Lines >= changes.Count);
    }

    /// <summary>One after the other; who is killed in between answers nothing, and is asked the next.</summary>
    private static async Task UntilStoppedAsync(Func<int, Task> act, CancellationToken stop)
    {
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            try
            {
                await act(number);
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException
                or System.Text.Json.JsonException)
            {
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}
