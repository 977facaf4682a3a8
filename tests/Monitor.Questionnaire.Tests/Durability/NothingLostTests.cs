using Monitor.Testing;

namespace Monitor.Questionnaire.Tests.Durability;

/// <summary>What was acknowledged is there, once, whatever is killed while officers save.</summary>
public sealed class NothingLostTests(ITestOutputHelper output)
{
    private const int Kills = 3;
    private static readonly string[] Municipalities = ["GM0003", "GM0153"];

    [Fact]
    public Task A_killed_service_loses_and_doubles_no_acknowledged_save() =>
        KillUnderLoadAsync(servers => servers.KillServiceAsync());

    [Fact]
    public Task A_killed_PostgreSQL_loses_and_doubles_no_acknowledged_save() =>
        KillUnderLoadAsync(servers => servers.KillPostgresAsync());

    private async Task KillUnderLoadAsync(Func<OwnServers, Task> kill)
    {
        await using var servers = await OwnServers.StartAsync();
        List<SavingOfficer> officers = [];
        foreach (var municipality in Municipalities)
        {
            officers.AddRange(await SavingOfficer.OfAsync(servers, municipality, 4));
        }

        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(officers.Select(officer => officer.SaveUntilAsync(stop.Token)));
        var moments = new Random(2018);
        for (var kills = 0; kills < LongForm.Times(Kills) && !load.IsFaulted; kills++)
        {
            await Task.Delay(moments.Next(400, 1_500));
            await kill(servers);
        }

        await Task.Delay(500);
        await stop.CancelAsync();
        await load;

        var (saves, repeats) = (officers.Sum(o => o.Acknowledged.Count), officers.Sum(o => o.Repeats));
        output.WriteLine($"{saves} saves acknowledged, {repeats} sent again.");
        Assert.All(officers, officer => Assert.NotEmpty(officer.Acknowledged));
        Assert.Contains(officers, officer => officer.Repeats > 0);
        await CompareAsync(servers, officers);
    }

    // The log of what was acknowledged beside the answers, the history and the revisions in the database.
    private static async Task CompareAsync(OwnServers servers, IReadOnlyList<SavingOfficer> officers)
    {
        var stored = await servers.ReadAsync(
            "SELECT response_id::text, question, text FROM answers WHERE text IS NOT NULL",
            row => (Response: row.GetString(0), Question: row.GetString(1), Text: row.GetString(2)));
        var changes = await servers.ReadAsync("""
            SELECT h.response_id::text, c ->> 'question', c -> 'after' ->> 'text'
            FROM response_changes h CROSS JOIN jsonb_array_elements(h.changes) AS c
            WHERE h.action = 'SAVED' ORDER BY h.id
            """, row => (Response: row.GetString(0), Question: row.GetString(1), Text: row.GetString(2)));
        foreach (var officer in officers)
        {
            Assert.Contains((officer.ResponseId, officer.Question, officer.Acknowledged[^1]), stored);
            Assert.Equal(
                officer.Acknowledged,
                changes.Where(c => (c.Response, c.Question) == (officer.ResponseId, officer.Question))
                    .Select(c => c.Text));
        }

        var revisions = await servers.ReadAsync(
            "SELECT id::text, revision FROM responses WHERE round_year = 2018",
            row => (Response: row.GetString(0), Revision: row.GetInt32(1)));
        Assert.All(revisions, r => Assert.Equal(
            1 + officers.Where(o => o.ResponseId == r.Response).Sum(o => o.Acknowledged.Count), r.Revision));
    }
}
