using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>The catalogue names what there is, and all that it names can be asked for.</summary>
public sealed class CatalogueTests(CatalogueApplication application) : IClassFixture<CatalogueApplication>
{
    [Fact]
    public async Task The_document_and_the_graph_say_the_same()
    {
        var answer = await application.AskAsync("""
            { catalogue {
                version
                statistics { id label definition unit range { least most } isByComponents isPerObjective isOverall
                             groupKinds categories fewest }
                combinations { name components maximum }
                groupKinds { kind label groups { name code sizeClass label } }
                rounds { year release releasedAt editions ruleSet generated objectives { id } }
                tables { id label }
                indicators { id title unit status hasData generated estimate per periodKinds areaKinds nextUpdate
                             topic { id } coverage { areaKind first { text } last { text } figures } }
                freshness { releasedAt figuresChangedAt figuresVersion nextFigures } } }
            """);
        var graph = answer.Body["data"]!["catalogue"]!;
        var document = await DocumentAsync();

        foreach (var member in (string[])["version", "combinations", "groupKinds", "tables"])
        {
            Assert.Equal(graph[member]!.ToJsonString(), document[member]!.ToJsonString());
        }

        Assert.Equal(
            graph["statistics"]!.AsArray().Select(s => $"{s!["id"]} {s["unit"]} {s["range"]} {s["fewest"]}"),
            document["statistics"]!.AsArray().Select(s => $"{s!["id"]} {s["unit"]} {s["range"]} {s["fewest"]}"));
        Assert.Equal(
            graph["rounds"]!.AsArray().Select(r =>
                $"{r!["year"]} {r["release"]} {r["editions"]} "
                + Joined(r["objectives"]!.AsArray().Select(o => o!["id"]))),
            document["rounds"]!.AsArray().Select(r =>
                $"{r!["year"]} {r["release"]} {r["editions"]} {Joined(r["objectives"]!.AsArray())}"));
        Assert.Equal(
            graph["indicators"]!.AsArray().Select(i => $"{i!["id"]} {i["status"]} {i["topic"]!["id"]} {i["per"]}"),
            document["indicators"]!.AsArray().Select(i => $"{i!["id"]} {i["status"]} {i["topic"]} {i["per"]}"));
        Assert.Equal(
            graph["freshness"]!["figuresVersion"]!.ToJsonString(),
            document["freshness"]!["figuresVersion"]!.ToJsonString());
        Assert.Equal("public, max-age=300", answer.CacheControl);
    }

    [Fact]
    public async Task All_that_it_names_can_be_asked_for()
    {
        var catalogue = await DocumentAsync();
        foreach (var path in catalogue["statistics"]!.AsArray().Select(s => $"benchmark/2017.csv?statistic={s!["id"]}")
            .Concat(catalogue["combinations"]!.AsArray().Select(c => $"benchmark/2017.csv?components={c!["name"]}"))
            .Concat(catalogue["groupKinds"]!.AsArray().Select(k => $"benchmark/2017.csv?limit=1&group={k!["kind"]}"))
            .Concat(catalogue["groupKinds"]!.AsArray().SelectMany(k => k!["groups"]!.AsArray())
                .Select(g => $"benchmark/2017.csv?limit=1&group={g!["name"]}"))
            .Concat(catalogue["rounds"]!.AsArray().SelectMany(r => r!["editions"]!.AsArray()
                .Select(e => $"frequencies/{r["year"]}.csv?limit=1&edition={e}")))
            .Concat(catalogue["tables"]!.AsArray().Select(t => $"frequencies/2017.csv?table={t!["id"]}"))
            .Concat(catalogue["indicators"]!.AsArray()
                .Select(i => $"figures/observations.csv?limit=1&indicator={i!["id"]}")))
        {
            using var answer = await application.HeadAsync("/exports/" + path);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Files_hold_no_statistic_unit_or_table_that_it_does_not_name()
    {
        var catalogue = await DocumentAsync();
        var rows = await ReadAsync("/exports/benchmark/2017.json?group=COUNTRY");
        var tables = await ReadAsync("/exports/frequencies/2017.json?group=COUNTRY");

        Assert.Equal(
            catalogue["statistics"]!.AsArray().Select(s => $"{s!["id"]} {s["unit"]}").Order(),
            rows.AsArray().Select(r => $"{r!["statistic"]} {r["unit"]}").Distinct().Order());
        Assert.Equal(
            catalogue["tables"]!.AsArray().Select(t => $"{t!["id"]}").Order(),
            tables.AsArray().Select(r => $"{r!["table"]}").Distinct().Order());
        foreach (var statistic in catalogue["statistics"]!.AsArray().Where(s => s!["range"] is not null))
        {
            Assert.All(
                rows.AsArray().Where(r => $"{r!["statistic"]}" == $"{statistic!["id"]}" && r["value"] is not null),
                r => Assert.InRange(
                    r!["value"]!.GetValue<int>(), statistic!["range"]!["least"]!.GetValue<int>(),
                    statistic["range"]!["most"]!.GetValue<int>()));
        }
    }

    [Fact]
    public async Task It_is_not_sent_twice_and_takes_no_parameters()
    {
        using var first = await application.ExportAsync("/exports/catalogue.json");
        using var again = await application.ExportAsync(
            "/exports/catalogue.json", null, ("If-None-Match", first.Headers.ETag!.ToString()));
        using var asked = await application.ExportAsync("/exports/catalogue.json?year=2017");

        Assert.Equal([200, 304, 400], new[] { first, again, asked }.Select(a => (int)a.StatusCode));
    }

    private static string Joined(IEnumerable<JsonNode?> nodes) => string.Join(',', nodes);

    private async Task<JsonNode> DocumentAsync() => await ReadAsync("/exports/catalogue.json");

    private async Task<JsonNode> ReadAsync(string path)
    {
        using var answer = await application.ExportAsync(path);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
