using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Hosting;

namespace Monitor.Benchmark.Tests.Exchange;

/// <summary>Estimates follow the figures that they rest on, whoever brings these in.</summary>
public sealed class EstimateImportTests(FigureApplication application) : IClassFixture<FigureApplication>
{
    private const string Indicator = "estimates.children-affected";

    private const string Mapping = """
        {"name":"range","table":"00000NED","title":"Omvang","source":"CBS","areaKinds":["COUNTRY"],
         "region":"Regio's","period":"Perioden","figures":[
          {"indicator":"prevalence.child-abuse.low","measure":"Ondergrens","unit":"aantal"},
          {"indicator":"prevalence.child-abuse.high","measure":"Bovengrens","unit":"aantal"}]}
        """;

    [Fact]
    public async Task A_national_range_that_is_imported_is_spread_at_once()
    {
        Assert.Equal("CHECKED", await ImportAsync("2022;100000;140000", "&dryRun=true"));
        Assert.Equal(0, await CountAsync("2022"));

        // Only one end: nothing to spread.
        Assert.Equal("IMPORTED", await ImportAsync("2023;90000;."));
        Assert.Equal(0, await CountAsync("2023"));

        Assert.Equal("IMPORTED", await ImportAsync("2022;100000;140000"));
        foreach (var kind in new[] { "COUNTRY", "VEILIG_THUIS", "MUNICIPALITY" })
        {
            Assert.Equal(
                [100_000, 120_000, 140_000],
                await application.Database.NumbersAsync($"""
                    SELECT unnest(ARRAY[sum(low), sum(value), sum(high)])::bigint FROM observations
                    WHERE indicator = '{Indicator}' AND period = '2022' AND area_kind = '{kind}'
                    """, ActingAs.Service));
        }

        Assert.Equal(388 + 26 + 25 + 35 + 12 + 40 + 4 + 1, await CountAsync("2022"));
        Assert.Equal(1, await ToldAsync());

        // What was made of the range of 2017 stays, and the same import again makes nothing.
        Assert.Equal(await CountAsync("2017"), await CountAsync("2022"));
        Assert.Equal("UNCHANGED", await ImportAsync("2022;100000;140000"));
        Assert.Equal(388 + 26 + 25 + 35 + 12 + 40 + 4 + 1, await CountAsync("2022"));
        Assert.Equal(1, await ToldAsync());
    }

    private Task<long> CountAsync(string period) => application.CountAsync(
        $"SELECT count(*) FROM observations WHERE indicator = '{Indicator}' AND period = '{period}'");

    private Task<long> ToldAsync() => application.CountAsync($"""
        SELECT count(*) FROM outbox WHERE topic = 'figures.published' AND (data -> 'indicators')::jsonb =
            '["{Indicator}", "prevalence.child-abuse.high", "prevalence.child-abuse.low"]'
        """);

    private async Task<string> ImportAsync(string row, string more = "")
    {
        application.Sidecar.Answer("questionnaire", "/internal/areas/names", JsonSerializer.Serialize(
            new { municipalities = Reading.Municipalities }, JsonSerializerOptions.Web));
        var file = $"\"Regio's\";\"Perioden\";\"Ondergrens (aantal)\";\"Bovengrens (aantal)\"\n\"Nederland\";{row}\n";
        using var client = application.CreateClient("institute");
        using var form = ImportApplication.Form(
            "range.csv", Encoding.UTF8.GetBytes(file), Encoding.UTF8.GetBytes(Mapping));
        using var response = await client.PostAsync(
            new Uri($"/imports/figures?published=2024-03-01{more}", UriKind.Relative), form);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return $"{(body["report"] ?? body)["outcome"] ?? body.ToJsonString()}";
    }
}
