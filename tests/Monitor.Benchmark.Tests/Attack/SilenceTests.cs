using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Monitor.Benchmark.Tests.Attack;

/// <summary>
/// What is hidden looks the same whether none, one, four or five answered: byte for byte, but for the names of the
/// regions themselves.
/// </summary>
public sealed class SilenceTests(FewApplication application) : IClassFixture<FewApplication>
{
    // Of the bytes themselves, or of the moment.
    private static readonly string[] apart = ["ETag", "Date", "Content-Length"];

    private const string Everything = """
        query ($code: ID!) {
          _entities(representations: [{ __typename: "Round", year: 2017 }]) { ... on Round {
            all: benchmark(group: { kind: VEILIG_THUIS, code: $code }) { ...told }
            reach: benchmark(group: { kind: VEILIG_THUIS, code: $code }, components: [REACH]) { ...told }
            crossed: benchmark(
              group: { kind: SIZE_CLASS_IN_VEILIG_THUIS, code: $code, sizeClass: "UNDER_25K" }) { ...told }
            frequencies(group: { kind: VEILIG_THUIS, code: $code }) {
              objective { id } respondents reason inPolicy { count } questions { id reason options { id count } }
              anchoring { id options { id count } } reach { id options { id count } } ownMeasure { count } }
            policyCoverage(group: { kind: VEILIG_THUIS, code: $code }) {
              respondents reason byNumber { objectives count } documents { id count of }
              objectives { objective { id } respondents reason inPolicy { count } laidDown { count } } }
            extraQuestions(group: { kind: VEILIG_THUIS, code: $code }) {
              respondents reason questions { id respondents reason options { id count } }
              marks { id respondents reason mean distribution { mark count } } correlation { coefficient } } } }
        }
        fragment told on Aggregate {
          round n reason generated release components maximum averageBands { count }
          average { n reason band mean { total } shape { reason median tenths { count } } inPolicy { reason count }
                    measures { reason measures { count } } change(since: 2014) { onAll { reason n } } }
          objectives { n reason band mean { total } inPolicy { reason count } measures { reason } }
          group { code label }
        }
        """;

    [Fact]
    public async Task The_graph_says_the_same_of_none_one_four_and_five()
    {
        var answers = new List<string>();
        foreach (var region in application.Regions)
        {
            using var client = application.CreateClient("reader");
            using var answer = await client.PostAsJsonAsync(
                new Uri("/graphql", UriKind.Relative), new { query = Everything, variables = new { code = region } });
            answers.Add(await TextAsync(answer, region, Text));
        }

        Assert.Contains("\"reason\":\"TOO_FEW\"", answers[0]);
        Assert.DoesNotContain("\"errors\"", answers[0]);
        Assert.Single(answers.Distinct());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("ndjson")]
    [InlineData("xlsx")]
    public async Task A_file_says_the_same_of_none_one_four_and_five(string form)
    {
        foreach (var kind in (string[])["benchmark", "frequencies"])
        {
            var answers = new List<string>();
            foreach (var region in application.Regions)
            {
                using var answer = await application.ExportAsync(
                    $"/exports/{kind}/2017.{form}?group=VEILIG_THUIS:{region}");
                Assert.NotNull(answer.Headers.ETag);
                answers.Add(await TextAsync(answer, region, form == "xlsx" ? Unzipped : Text));
            }

            Assert.Contains("TOO_FEW", answers[0]);
            Assert.True(answers[0].Length > 1000);
            Assert.Single(answers.Distinct());
        }
    }

    [Fact]
    public async Task Every_form_of_a_file_holds_the_same_values()
    {
        foreach (var kind in (string[])["benchmark", "frequencies"])
        {
            var address = $"/exports/{kind}/2017";
            using var json = await application.ExportAsync($"{address}.json");
            using var lines = await application.ExportAsync($"{address}.ndjson");
            using var csv = await application.ExportAsync($"{address}.csv");
            using var workbook = await application.ExportAsync($"{address}.xlsx");
            var rows = JsonNode.Parse(await json.Content.ReadAsStringAsync())!.AsArray().Select(r => r!).ToList();

            Assert.Equal(
                rows.Select(r => r.ToJsonString()),
                (await lines.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(l => JsonNode.Parse(l)!.ToJsonString()));
            var plain = rows.Select(r => string.Join('|', r.AsObject().Select(f => Plain(f.Value)))).ToList();
            Assert.Equal(plain, Sheets.OfCsv(await csv.Content.ReadAsStringAsync()));
            Assert.Equal(plain, Sheets.OfWorkbook(await workbook.Content.ReadAsByteArrayAsync(), columns: rows[0]));
        }
    }

    private static string Plain(JsonNode? value) => Sheets.Plain(value?.ToString() ?? "");

    private async Task<string> TextAsync(HttpResponseMessage answer, string region, Func<byte[], string> read)
    {
        var label = (await application.AskOfAsync(
            new { __typename = "Round", year = 2017 }, "Round",
            $"benchmark(group: {{ kind: VEILIG_THUIS, code: \"{region}\" }}) {{ group {{ label }} }}"))
            .Entity["benchmark"]!["group"]!["label"]!.GetValue<string>();
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(h => !apart.Contains(h.Key))
            .OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");
        var body = read(await answer.Content.ReadAsByteArrayAsync());
        return $"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n{body}"
            .Replace(label, "REGION", StringComparison.Ordinal).Replace(region, "VT", StringComparison.Ordinal);
    }

    private static string Text(byte[] body) => Encoding.UTF8.GetString(body);

    private static string Unzipped(byte[] body)
    {
        using var zip = new ZipArchive(new MemoryStream(body));
        return string.Join('\n', zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return $"{entry.FullName}\n{reader.ReadToEnd()}";
        }));
    }
}
