using System.Globalization;
using System.Text.Json.Nodes;
using Monitor.Hosting;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>Published figures as files: what the graph says, as of a day, per 1,000, in pages.</summary>
public sealed class FigureExportTests(FigureApplication application) : IClassFixture<FigureApplication>
{
    private const string Path = "/exports/figures/observations";

    [Theory]
    [InlineData("COUNTRY")]
    [InlineData("PROVINCE")]
    [InlineData("VEILIG_THUIS")]
    [InlineData("PART_OF_COUNTRY")]
    public async Task Every_figure_is_as_the_graph_has_it(string areaKind)
    {
        var rows = await RowsAsync($"{Path}.json?areaKind={areaKind}");
        var expected = new List<string>();
        foreach (var indicator in rows.Select(r => Text(r, "indicator")).Distinct().ToList())
        {
            var answer = await application.AskAsync($$"""
                { indicator(id: "{{indicator}}") { observations(areaKind: {{areaKind}}) {
                    area { code name } period { text } value low high reason status publishedOn edition suppressed note
                    source generated estimate comparable notComparable { reason } } } }
                """);
            expected.AddRange(answer.Body["data"]!["indicator"]!["observations"]!.AsArray().Select(o => string.Join('|',
                indicator, o!["area"]!["code"], o["area"]!["name"], o["period"]!["text"], Plain(o["value"]),
                Plain(o["low"]), Plain(o["high"]), o["reason"], o["status"], o["publishedOn"], o["edition"],
                o["suppressed"], o["note"], o["source"], o["generated"], o["estimate"], o["comparable"],
                o["notComparable"]?["reason"])));
        }

        Assert.NotEmpty(expected);
        Assert.Equal(expected, rows.Select(r => string.Join('|',
            r["indicator"], r["area"], r["area_name"], r["period"], Plain(r["value"]), Plain(r["low"]),
            Plain(r["high"]), r["reason"], r["status"], r["published_on"], r["edition"], r["suppressed"], r["note"],
            r["source"], r["generated"], r["estimate"], r["comparable"], r["not_comparable_because"])));
    }

    [Theory]
    [InlineData("", 65_075, 2)]
    [InlineData("&asOf=2022-12-31", 65_075, 2)]
    [InlineData("&asOf=2022-12-30", 64_960, 1)]
    public async Task As_of_a_day_an_older_edition_stands_there(string asOf, int value, int edition)
    {
        var row = Assert.Single(
            await RowsAsync($"{Path}.json?indicator=veilig-thuis.reports&area=NL&period=2019-H1{asOf}"));

        Assert.Equal((value, edition), (row["value"]!.GetValue<int>(), row["edition"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Per_1000_inhabitants_is_as_the_graph_divides()
    {
        var rows = await RowsAsync(
            $"{Path}.json?indicator=veilig-thuis.reports&areaKind=COUNTRY&per=PER_1000_INHABITANTS");
        var answer = await application.AskAsync("""
            { indicator(id: "veilig-thuis.reports") {
                observations(areaKind: COUNTRY, per: PER_1000_INHABITANTS) { value reason } } }
            """);

        Assert.Equal(
            answer.Body["data"]!["indicator"]!["observations"]!.AsArray()
                .Select(o => $"{Plain(o!["value"])} {o["reason"]}"),
            rows.Select(r => $"{Plain(r["value"])} {r["reason"]}"));
        Assert.Contains(rows, r => r["value"] is not null);
    }

    [Fact]
    public async Task Pages_together_are_the_whole()
    {
        var whole = await RowsAsync($"{Path}.json?areaKind=COUNTRY");
        var path = $"{Path}.json?areaKind=COUNTRY&limit=17";
        var rows = new List<JsonNode>();
        while (path is not null)
        {
            using var answer = await application.ExportAsync(path);
            rows.AddRange(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().Select(r => r!));
            path = answer.Headers.GetValues("Link").Single().Split(", ").Where(l => l.EndsWith("rel=\"next\""))
                .Select(l => l[1..l.IndexOf('>', StringComparison.Ordinal)]).SingleOrDefault()!;
        }

        Assert.True(whole.Count > 34);
        Assert.Equal(whole.Select(r => r.ToJsonString()), rows.Select(r => r.ToJsonString()));
    }

    [Theory]
    [InlineData("?indicator=veilig-thuis.nothing", 400, "BAD_PARAMETER")]
    [InlineData("?topic=nothing", 400, "BAD_PARAMETER")]
    [InlineData("?area=GM9999", 400, "BAD_PARAMETER")]
    [InlineData("?areaKind=STREET", 400, "BAD_PARAMETER")]
    [InlineData("?period=2019-Q1", 400, "BAD_PARAMETER")]
    [InlineData("?asOf=01-07-2019", 400, "BAD_PARAMETER")]
    [InlineData("?per=CAPITA", 400, "BAD_PARAMETER")]
    [InlineData("?version=0", 409, "CHANGED_MEANWHILE")]
    public async Task What_cannot_be_is_a_problem_with_a_stable_code(string parameters, int status, string code)
    {
        using var answer = await application.ExportAsync($"{Path}.csv{parameters}");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(
            code, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_program_needs_the_scope_for_figures()
    {
        using var right = await application.ExportAsync(
            $"{Path}.csv?area=NL", application.MachineToken(null, "figures:read"));
        using var wrong = await application.ExportAsync(
            $"{Path}.csv?area=NL", application.MachineToken(null, "benchmark:read"));

        Assert.Equal((200, 403), ((int)right.StatusCode, (int)wrong.StatusCode));
    }

    [Fact]
    public async Task Another_version_of_the_figures_is_another_file()
    {
        using var first = await application.ExportAsync($"{Path}.csv?area=NL");
        var modified = first.Content.Headers.LastModified!.Value.ToString("R", CultureInfo.InvariantCulture);
        using var since = await application.ExportAsync($"{Path}.csv?area=NL", null, ("If-Modified-Since", modified));
        await application.Database.NumbersAsync(
            "UPDATE figures_version SET version = version + 1 RETURNING version", ActingAs.Service);
        using var second = await application.ExportAsync($"{Path}.csv?area=NL");

        Assert.Equal(304, (int)since.StatusCode);
        Assert.NotEqual(first.Headers.ETag, second.Headers.ETag);
        Assert.True(second.Content.Headers.LastModified >= first.Content.Headers.LastModified);
    }

    private static decimal? Plain(JsonNode? number) =>
        number is null ? null : decimal.Parse(number.ToJsonString(), CultureInfo.InvariantCulture) / 1.00m;

    private async Task<List<JsonNode>> RowsAsync(string path)
    {
        using var answer = await application.ExportAsync(path);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return [.. JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsArray().Select(r => r!)];
    }

    private static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();
}
