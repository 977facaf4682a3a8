using System.Text.Json;
using Monitor.Hosting;
using Monitor.Testing;
using Npgsql;
using Member = Monitor.Community.Tests.Graph.Member;

namespace Monitor.Community.Tests.Durability;

/// <summary>What was acknowledged is there, once and with its event, whatever is killed while members post.</summary>
public sealed class NothingLostTests(ITestOutputHelper output)
{
    private const int Kills = 3;

    [Fact]
    public async Task A_killed_service_loses_and_doubles_no_acknowledged_post()
    {
        using var issuer = new TestIssuer();
        var test = await TestPostgres.CreateDatabaseAsync(CommunityService.Name);
        await using var database = test.Open();
        await using var service = new KillableService(
        [
            .. test.Settings, .. issuer.Settings, new("Community:PostsPerHour", "10000"),
        ]);
        await service.StartAsync();
        await PrepareAsync(database);

        using var stop = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 8)
            .Select(n => new PostingMember(service.Client, issuer, new Member("officer", $"GM{1_000 + n}"))).ToList();
        var load = Task.WhenAll(writers.Select(writer => writer.PostUntilAsync(stop.Token)));
        var moments = new Random(2018);
        for (var kills = 0; kills < LongForm.Times(Kills) && !load.IsFaulted; kills++)
        {
            await Task.Delay(moments.Next(400, 1_500));
            await service.KillAsync();
            await service.StartAsync();
        }

        await Task.Delay(500);
        await stop.CancelAsync();
        await load;

        var acknowledged = writers.SelectMany(w => w.Acknowledged).ToList();
        output.WriteLine($"{acknowledged.Count} posts acknowledged, {writers.Sum(w => w.Repeats)} sent again.");
        Assert.All(writers, writer => Assert.NotEmpty(writer.Acknowledged));
        Assert.Contains(writers, writer => writer.Repeats > 0);
        await CompareAsync(database, acknowledged);
    }

    // Every acknowledged title once; every post with one event; the kept count is the number of posts.
    private static async Task CompareAsync(NpgsqlDataSource database, IReadOnlyList<string> acknowledged)
    {
        var stored = await ReadAsync(database, "SELECT title FROM topics", row => row.GetString(0));
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Empty(acknowledged.Except(stored));
        var counts = await ReadAsync(database, """
            SELECT (SELECT count(*) FROM topics), (SELECT sum(topics)::bigint FROM topic_counts),
                   (SELECT count(*) FROM outbox o JOIN topics t ON t.id::text = o.data ->> 'contribution'
                    WHERE o.topic = 'contribution.posted')
            """, row => (Posts: row.GetInt64(0), Counted: row.GetInt64(1), Events: row.GetInt64(2)));
        Assert.Equal(counts[0].Posts, counts[0].Counted);
        Assert.Equal(counts[0].Posts, counts[0].Events);
    }

    private static async Task PrepareAsync(NpgsqlDataSource database)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, CancellationToken.None);
        await using var command = new NpgsqlCommand(
            "INSERT INTO categories (id, kind, title) VALUES ('general-talk', 'GENERAL', 'Algemeen')",
            acting.Connection, acting.Transaction);
        await command.ExecuteNonQueryAsync();
        await acting.CommitAsync(CancellationToken.None);
    }

    private static Task<List<T>> ReadAsync<T>(
        NpgsqlDataSource database, string sql, Func<NpgsqlDataReader, T> row) =>
        ActingAs.Service.ReadAsync(database, new NpgsqlBatchCommand(sql), row, CancellationToken.None);

    /// <summary>Posts one after the other, each with a key, and again with that key until it is acknowledged.</summary>
    private sealed class PostingMember(HttpClient client, TestIssuer issuer, Member member)
    {
        private const string Post =
            "mutation ($input: PostDiscussionInput!) { postDiscussion(input: $input) { title } }";

        public List<string> Acknowledged { get; } = [];

        public int Repeats { get; private set; }

        public async Task PostUntilAsync(CancellationToken stop)
        {
            for (var number = 1; !stop.IsCancellationRequested; number++)
            {
                var title = $"{member.Municipality} bericht {number}";
                while (!await TryAsync(title))
                {
                    Repeats++;
                    await Task.Delay(50, CancellationToken.None);
                }

                Acknowledged.Add(title);
            }
        }

        private async Task<bool> TryAsync(string title)
        {
            try
            {
                var input = new { title, text = "Wij zoeken een werkwijze.", shownAs = "MUNICIPALITY" };
                var answered = await client.AskAsync(
                    Post, new { input }, issuer.Sign(member.Claims()), title.Replace(' ', '-'));
                return answered.Codes is []
                    || (answered.Codes is ["SUBGRAPH_UNAVAILABLE"] ? false : throw new InvalidOperationException(
                        answered.Body.ToJsonString()));
            }
            catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException)
            {
                return false;
            }
        }
    }
}
