using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Graph;

/// <summary>Change between the demonstration rounds, on all and on the same municipalities.</summary>
public sealed class ChangeTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    private const string Change = """
        change(since: 2014) { since sameRules
            onAll { reason n before { anchoring total } after { anchoring total } difference { anchoring total } }
            onSame { reason n before { anchoring total } after { anchoring total } difference { anchoring total } } }
        """;

    [Fact]
    public async Task On_all_it_is_the_difference_of_the_two_means_that_are_shown()
    {
        var now = await BenchmarkAsync(
            2017, $"objectives {{ mean {{ total }} {Change} }} average {{ mean {{ total }} {Change} }}");
        var then = await BenchmarkAsync(2014, "objectives { mean { total } } average { mean { total } }");

        var cells = Items(now, "objectives").Zip(Items(then, "objectives"))
            .Append((now["average"]!, then["average"]!));
        foreach (var (after, before) in cells)
        {
            var change = after["change"]!;
            Assert.Equal((2014, true), (Number(change, "since"), change["sameRules"]!.GetValue<bool>()));
            Assert.Null(change["onAll"]!["reason"]);
            var difference = Number(after["mean"]!, "total") - Number(before["mean"]!, "total");
            Assert.Equal(Number(before["mean"]!, "total"), Number(change["onAll"]!["before"]!, "total"));
            Assert.Equal(difference, Number(change["onAll"]!["difference"]!, "total"));
            Assert.Null(change["onAll"]!["n"]);
        }
    }

    [Fact]
    public async Task On_the_same_it_has_a_reason_or_the_means_of_those_that_answered_both()
    {
        var now = await BenchmarkAsync(2017, $"objectives {{ objective {{ id }} {Change} }}");

        foreach (var objective in Items(now, "objectives"))
        {
            var same = objective["change"]!["onSame"]!;
            if (same["reason"] is { } reason)
            {
                Assert.Equal("TOO_FEW", reason.GetValue<string>());
                Assert.True(same["n"] is null && same["before"] is null && same["difference"] is null);
                continue;
            }

            var id = objective["objective"]!["id"]!.GetValue<string>();
            var (then, both) = (Totals(DemonstrationRound.Of2014, id), Totals(DemonstrationRound.Of2017, id));
            var codes = then.Keys.Where(both.ContainsKey).ToList();
            Assert.Equal(codes.Count, Number(same, "n"));
            Assert.Equal(Whole(codes.Average(c => then[c])), Number(same["before"]!, "total"));
            Assert.Equal(Whole(codes.Average(c => both[c])), Number(same["after"]!, "total"));
        }
    }

    [Theory]
    [InlineData(2014, 2014, "BAD_USER_INPUT")]
    [InlineData(2014, 2017, "BAD_USER_INPUT")]
    [InlineData(2017, 1999, "UNKNOWN_ROUND")]
    public async Task A_round_that_is_not_an_earlier_one_is_refused(int round, int since, string code)
    {
        var answer = await application.AskOfAsync(
            new { __typename = "Round", year = round }, "Round",
            $"benchmark {{ average {{ change(since: {since}) {{ since }} }} }}");

        Assert.Equal([code], answer.Codes);
    }

    [Fact]
    public async Task A_group_that_is_withheld_has_no_change()
    {
        foreach (var region in Enumerable.Range(1, 26))
        {
            var aggregate = await BenchmarkAsync(
                2017,
                $"n objectives {{ reason {Change} }}",
                $"(group: {{ kind: VEILIG_THUIS, code: \"VT{region:00}\" }})");
            foreach (var objective in aggregate["objectives"]?.AsArray() ?? [])
            {
                if (objective!["reason"] is not null)
                {
                    Assert.Equal("TOO_FEW", objective["change"]!["onAll"]!["reason"]!.GetValue<string>());
                    Assert.Equal("TOO_FEW", objective["change"]!["onSame"]!["reason"]!.GetValue<string>());
                }
            }
        }
    }

    [Fact]
    public async Task What_is_told_of_a_change_may_be_shared_until_either_release_is_made_anew()
    {
        var answer = await application.AskOfAsync(
            new { __typename = "Round", year = 2017 }, "Round",
            "benchmark { average { change(since: 2014) { since } } }");

        Assert.Contains("public", answer.CacheControl, StringComparison.Ordinal);
        Assert.Contains("release-2014", answer.CacheGroups, StringComparison.Ordinal);
        Assert.Contains("release-2017", answer.CacheGroups, StringComparison.Ordinal);
    }

    private static Dictionary<string, decimal> Totals(ServedRound round, string objective) => round.Responses
        .Select(r => (r.Municipality, Score: JsonNode.Parse(r.Scores)!["objectives"]!.AsArray()
            .FirstOrDefault(o => o!["objective"]!.GetValue<string>() == objective)))
        .Where(r => r.Score is not null)
        .ToDictionary(r => r.Municipality, r => r.Score!["total"]!.GetValue<decimal>());

    private static int Whole(decimal number) => (int)Math.Round(number, MidpointRounding.AwayFromZero);

    private async Task<JsonNode> BenchmarkAsync(int round, string selection, string arguments = "")
    {
        var answer = await application.AskOfAsync(
            new { __typename = "Round", year = round }, "Round", $"benchmark{arguments} {{ {selection} }}");
        Assert.Empty(answer.Codes);
        return answer.Entity["benchmark"]!;
    }

    private static IEnumerable<JsonNode> Items(JsonNode node, string name) => node[name]!.AsArray().Select(i => i!);

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();
}

/// <summary>A release of before there were combinations, shapes and panels still answers what it has.</summary>
public sealed class OldReleaseTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    [Fact]
    public async Task What_it_lacks_has_a_reason_and_what_it_has_is_answered()
    {
        // As the migration leaves a release from before: all parts together, each part's mean, and nothing else.
        await RunAsOwnerAsync("""
            DELETE FROM group_panels WHERE release_id = '2017-1';
            DELETE FROM group_scores WHERE release_id = '2017-1' AND (objective = '' OR length(components) = 2);
            UPDATE group_scores SET lower_quartile = NULL, median = NULL, upper_quartile = NULL, bands = NULL,
                tenths = NULL, band = CASE WHEN components = 'ACR' THEN band END WHERE release_id = '2017-1';
            UPDATE releases SET has_all_combinations = false WHERE id = '2017-1';
            """);
        const string Selection = """
            n averageBands { count } average { reason } objectives { n reason mean { anchoring total } band
            shape { reason median } change(since: 2014) { onAll { reason } onSame { reason } } }
            """;

        var all = await BenchmarkAsync(Selection, "");
        var some = await BenchmarkAsync(Selection, "(components: [ANCHORING])");

        Assert.Equal(169, all["n"]!.GetValue<int>());
        Assert.Equal([31, 133, 5], all["averageBands"]!.AsArray().Select(b => b!["count"]!.GetValue<int>()));
        Assert.Equal("NOT_IN_RELEASE", Text(all["average"]!["reason"]));
        var first = all["objectives"]!.AsArray()[0]!;
        Assert.Equal(158, first["n"]!.GetValue<int>());
        Assert.NotNull(first["mean"]!["anchoring"]);
        Assert.Equal("NOT_IN_RELEASE", Text(first["shape"]!["reason"]));
        Assert.Null(first["change"]!["onAll"]!["reason"]);
        Assert.Equal("NOT_IN_RELEASE", Text(first["change"]!["onSame"]!["reason"]));
        Assert.Null(some["averageBands"]);
        Assert.Equal("NOT_IN_RELEASE", Text(some["objectives"]!.AsArray()[0]!["reason"]));
    }

    private async Task RunAsOwnerAsync(string sql)
    {
        await using var database = application.Database.OpenAsOwner();
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<JsonNode> BenchmarkAsync(string selection, string arguments)
    {
        var answer = await application.AskOfAsync(
            new { __typename = "Round", year = 2017 }, "Round", $"benchmark{arguments} {{ {selection} }}");
        Assert.Empty(answer.Codes);
        return answer.Entity["benchmark"]!;
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
