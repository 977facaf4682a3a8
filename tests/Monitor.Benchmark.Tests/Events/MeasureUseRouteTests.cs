using System.Text.Json.Nodes;
using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Benchmark.Tests.Events;

/// <summary>What scoring is told of the measures that high scorers use.</summary>
public sealed class MeasureUseRouteTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    // Enschede, Harlingen, and a municipality of the two largest classes, which are one.
    private const string Medium = "GM0153";
    private const string Small = "GM0072";

    [Fact]
    public async Task A_municipality_gets_the_use_in_its_own_size_class()
    {
        var (status, small) = await application.GetAsync($"/internal/measure-use?round=2017&municipality={Small}");
        var (_, medium) = await application.GetAsync($"/internal/measure-use?round=2017&municipality={Medium}");

        Assert.Equal(200, status);
        Assert.Equal("UNDER_25K", Text(small!["sizeClass"]));
        Assert.Equal("OVER_100K", Text(medium!["sizeClass"]));
        Assert.Equal(10, small["objectives"]!.AsArray().Count);
        Assert.All(small["objectives"]!.AsArray(), o => Assert.Equal(
            (2017, "2017-1", true), (Int(o!["round"]), Text(o["release"]), o["generated"]!.GetValue<bool>())));
    }

    [Fact]
    public async Task Every_count_is_what_the_checked_in_answers_come_to_by_the_rule()
    {
        var (_, answer) = await application.GetAsync($"/internal/measure-use?round=2017&municipality={Small}");
        var classes = Csv().ToDictionary(row => row[0], row => row[4]);
        var shown = 0;
        foreach (var objective in answer!["objectives"]!.AsArray().Where(o => o!["reason"] is null))
        {
            var id = Text(objective!["objective"]);
            var members = DemonstrationRound.Responses
                .Where(r => classes[r.Municipality] == "UNDER_25K")
                .Select(r => (r.Answers, Total: TotalOf(r, id)))
                .Where(r => r.Total is not null)
                .OrderByDescending(r => r.Total).ToList();
            var least = UpperHalf.LeastTotal(members.Select(m => m.Total!.Value))!.Value;
            var half = members.Where(m => m.Total >= least).ToList();
            Assert.Equal(half.Count / 5 * 5, Int(objective["of"]));
            foreach (var measure in objective["measures"]!.AsArray())
            {
                var ticking = half.Count(m => m.Answers[Text(measure!["question"])] is JsonArray options
                    && options.Any(o => Text(o) == Text(measure["option"])));
                Assert.Equal(Math.Min((ticking + 2) / 5 * 5, half.Count / 5 * 5), Int(measure!["count"]));
                shown++;
            }
        }

        Assert.True(shown > 20, $"Only {shown} counts are given.");
    }

    [Fact]
    public async Task An_open_round_gets_the_latest_earlier_release_and_it_says_so()
    {
        var (_, open) = await application.GetAsync($"/internal/measure-use?round=2018&municipality={Small}");

        Assert.Equal(2018, Int(open!["round"]));
        Assert.All(open["objectives"]!.AsArray(), o => Assert.Equal(2017, Int(o!["round"])));
    }

    [Theory]
    [InlineData("round=1999&municipality=GM0153")]
    [InlineData("round=2017&municipality=GM9999")]
    public async Task What_is_not_known_is_not_found(string query) =>
        Assert.Equal(404, (await application.GetAsync($"/internal/measure-use?{query}")).Status);

    [Theory]
    [InlineData("UPDATE measure_use SET measures = '[]'")]
    [InlineData("DELETE FROM measure_use")]
    public async Task What_was_frozen_cannot_be_changed(string sql)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("5, NULL, '[{\"count\": 4}]'")] // exact
    [InlineData("5, NULL, '[{\"count\": 10}]'")] // more than there are
    [InlineData("5, NULL, '[{\"count\": 0}]'")]
    [InlineData("6, NULL, '[]'")]
    [InlineData("NULL, 'TOO_FEW', '[{\"count\": 5}]'")]
    [InlineData("NULL, NULL, '[]'")]
    public async Task The_table_takes_no_count_that_tells_more(string values)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => RunAsync(
            $"INSERT INTO measure_use VALUES ('2017-1', 'UNDER_25K', 'another', {values}, true)"));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refusal.SqlState);
    }

    private static decimal? TotalOf(DemonstrationResponse response, string objective) =>
        JsonNode.Parse(response.Scores)!["objectives"]!.AsArray()
            .FirstOrDefault(o => Text(o!["objective"]) == objective)?["total"]!.GetValue<decimal>();

    private static IEnumerable<string[]> Csv() => File
        .ReadAllLines(Path.Combine(Monitor.Testing.Repository.Seeds, "areas/municipalities-2017.csv")).Skip(1)
        .Select(line => System.Text.RegularExpressions.Regex.Matches(line, "(?<=^|,)(?:\"([^\"]*)\"|([^,]*))")
            .Select(m => m.Groups[1].Success ? m.Groups[1].Value : m.Groups[2].Value).ToArray());

    private async Task RunAsync(string sql)
    {
        await using var database = application.Database.Open();
        await using var acting = await ActingAs.Service.BeginAsync(database, CancellationToken.None);
#pragma warning disable CA2100 // The test's own text.
        await using var command = new NpgsqlCommand(sql, acting.Connection, acting.Transaction);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static int Int(JsonNode? node) => node!.GetValue<int>();

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
