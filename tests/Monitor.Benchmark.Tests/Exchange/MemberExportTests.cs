using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.Benchmark.Tests.Comparisons;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>What those that share in a region give each other and their centre municipality, as a file.</summary>
public sealed class MemberExportTests(NamesApplication application) : IClassFixture<NamesApplication>
{
    private const string Path = "/exports/regions/CA-GM0153/2017";

    [Fact]
    public async Task The_centre_municipality_and_its_program_get_what_the_graph_shows()
    {
        var coordinator = application.PersonToken(NamesApplication.Enschede, "regional-coordinator");
        var rows = await RowsAsync($"{Path}.json?components=ANCHORING_REACH", coordinator);
        var ofProgram = await RowsAsync(
            $"{Path}.json?components=ANCHORING_REACH",
            application.MachineToken(NamesApplication.Enschede, "region:read"));
        var answer = await application.AskAsAsync(
            "regional-coordinator",
            NamesApplication.Enschede,
            """
            query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Region {
              sharing(round: 2017, components: [ANCHORING, REACH]) { release maximum nodes {
                municipality { code } points band objectives { objective { id } points band } } } } } }
            """,
            new { keys = new[] { new { __typename = "Region", code = "CA-GM0153" } } });

        var list = answer.Entity["sharing"]!;
        var expected = list["nodes"]!.AsArray().SelectMany(m => m!["objectives"]!.AsArray()
            .Select(o => Line(list, m, $"{o!["objective"]!["id"]}", o)).Prepend(Line(list, m, "", m)));
        Assert.Equal(expected, rows.Select(r => string.Join('|',
            r["release"], r["municipality"], r["objective"], Plain(r["value"]), r["maximum"], r["band"])));
        Assert.Equal(rows.Select(r => r.ToJsonString()), ofProgram.Select(r => r.ToJsonString()));
        Assert.Equal(
            [NamesApplication.Hengelo, NamesApplication.Oldenzaal],
            rows.Select(r => r["municipality"]!.GetValue<string>()).Distinct());
        Assert.All(rows, r => Assert.Equal(50, r["maximum"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Nobody_else_learns_whether_anybody_shares()
    {
        (string? Token, int Status, string Code)[] callers =
        [
            (null, 401, "UNAUTHENTICATED"),
            (application.PersonToken(NamesApplication.Tubbergen, "reader"), 403, "NOT_SHARING"),
            (application.PersonToken(NamesApplication.Enschede, "reader"), 403, "NOT_SHARING"),
            (application.PersonToken(null, "researcher"), 403, "FORBIDDEN"),
            (application.MachineToken(NamesApplication.Enschede, "benchmark:read"), 403, "INSUFFICIENT_SCOPE"),
            (application.MachineToken(NamesApplication.Tubbergen, "region:read"), 403, "NOT_SHARING"),
            (application.MachineToken(null, "region:read"), 403, "FORBIDDEN"),
        ];
        foreach (var (token, status, code) in callers)
        {
            foreach (var path in (string[])[$"{Path}.json", "/exports/regions/CA-GM0014/2017.json"])
            {
                using var answer = await application.ExportAsync(path, token);
                var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
                Assert.Equal((status, code), ((int)answer.StatusCode, problem["code"]!.GetValue<string>()));
                Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
            }
        }
    }

    [Fact]
    public async Task A_program_of_the_region_gets_the_released_aggregates_too()
    {
        using var answer = await application.ExportAsync(
            "/exports/benchmark/2017.csv?group=VEILIG_THUIS:VT05",
            application.MachineToken(NamesApplication.Enschede, "region:read"));

        Assert.Equal(200, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_withdrawal_is_seen_at_once_whatever_copy_one_has()
    {
        var token = application.PersonToken(NamesApplication.Tubbergen, "reader");
        await application.DeliverConsentAsync(NamesApplication.Tubbergen, "SHARED_IN_PROVINCE");
        using var before = await application.ExportAsync("/exports/regions/PV23/2017.csv", token);
        var tag = before.Headers.ETag!.ToString();
        using var same = await application.ExportAsync(
            "/exports/regions/PV23/2017.csv", token, ("If-None-Match", tag));
        await application.DeliverConsentAsync(
            NamesApplication.Tubbergen, "SHARED_IN_PROVINCE", granted: false, revision: 2);
        using var after = await application.ExportAsync(
            "/exports/regions/PV23/2017.csv", token, ("If-None-Match", tag));

        Assert.Equal([200, 304, 403], new[] { before, same, after }.Select(a => (int)a.StatusCode));
        Assert.True(before.Headers.CacheControl!.Private);
        Assert.True(before.Headers.CacheControl.NoCache);
        Assert.Contains("Authorization", before.Headers.Vary);
        Assert.Null(before.Content.Headers.LastModified);
    }

    private static string Line(JsonNode list, JsonNode member, string objective, JsonNode score) => string.Join('|',
        list["release"], member["municipality"]!["code"], objective, Plain(score["points"]), list["maximum"],
        score["band"]);

    private static decimal? Plain(JsonNode? number) =>
        number is null ? null : decimal.Parse(number.ToJsonString(), CultureInfo.InvariantCulture) / 1.00m;

    private async Task<List<JsonNode>> RowsAsync(string path, string token)
    {
        using var answer = await application.ExportAsync(path, token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().Select(r => r!)];
    }
}
