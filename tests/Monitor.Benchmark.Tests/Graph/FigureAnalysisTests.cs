using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Events;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Graph;

public sealed class FigureAnalysisTests(FigureApplication application)
    : IClassFixture<FigureApplication>, IAsyncLifetime
{
    private const string Source = "test";

    /// <summary>Figures of years that nothing is published of; adding them again changes nothing.</summary>
    public async ValueTask InitializeAsync() => await AddAsync(
    [
        // Veilig Thuis, of years that do not compare below the country.
        Of("veilig-thuis.reports", "VT03", "2016", 100), Of("veilig-thuis.reports", "VT03", "2017", 200),
        Of("veilig-thuis.reports", "VT04", "2016", 300),

        // Four provinces of 2019, two alike, and one suppressed.
        Of("police.incidents", "PV20", "2019", 40), Of("police.incidents", "PV21", "2019", 10),
        Of("police.incidents", "PV22", "2019", 20), Of("police.incidents", "PV23", "2019", 20),
        Of("police.incidents", "PV24", "2019", null) with { Suppressed = true },
        Of("police.incidents", "NL", "2019", 500) with { Generated = true },
    ]);

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("comparison(areas: [\"VT03\", \"VT04\"], period: \"2016\") { generated }")]
    [InlineData("ranking(areaKind: VEILIG_THUIS, period: \"2016\") { withValue }")]
    [InlineData("map(areaKind: VEILIG_THUIS, period: \"2016\") { withoutValue }")]
    [InlineData("trend(area: \"VT03\", to: \"2018\") { generated }")]
    public async Task Regional_counts_of_2015_to_2018_answer_the_reason_instead(string field)
    {
        var answer = await AskAsync("veilig-thuis.reports", field);

        Assert.Equal(["NOT_COMPARABLE"], answer.Codes);
        Assert.Contains(
            "niet vergelijkbaar", answer.Body["errors"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_such_figure_itself_can_be_read_and_says_why_it_does_not_compare()
    {
        var figures = await DataAsync(
            "veilig-thuis.reports",
            "observations(areas: [\"VT03\"], periods: [\"2016\"]) { value comparable notComparable { id } }");

        Assert.Equal(
            """[{"value":100,"comparable":false,"notComparable":{"id":"veilig-thuis-2015-2018"}}]""",
            figures.ToJsonString());
    }

    [Theory]   // of 2015 and 2018 the sources judge regional figures only
    [InlineData("2015", null)]
    [InlineData("2016-H1", "veilig-thuis-2016-2017-country")]
    [InlineData("2017", "veilig-thuis-2016-2017-country")]
    [InlineData("2018-H2", null)]
    public async Task National_figures_of_2016_and_2017_do_not_compare_as_none_were_published(
        string period, string? judgement)
    {
        await AddAsync([Of("veilig-thuis.reports", "NL", period, 30_000)]);

        var figures = await DataAsync(
            "veilig-thuis.reports",
            $"observations(areas: [\"NL\"], periods: [\"{period}\"]) {{ value notComparable {{ id }} }}");

        Assert.Equal(30_000, figures[0]!["value"]!.GetValue<int>());
        Assert.Equal(judgement, figures[0]!["notComparable"]?["id"]?.GetValue<string>());
    }

    [Fact]
    public async Task A_trend_leaves_out_what_does_not_compare_and_says_so()
    {
        var trend = await DataAsync(
            "veilig-thuis.reports",
            "trend(area: \"VT03\") { points { observation { period { text } } } leftOut { period { text } } }");

        Assert.Equal(
            """{"points":[{"observation":{"period":{"text":"2023"}}}],"""
            + "\"leftOut\":[{\"period\":{\"text\":\"2016\"}},{\"period\":{\"text\":\"2017\"}}]}",
            trend.ToJsonString());
    }

    [Fact]
    public async Task A_trend_is_of_the_kind_of_period_that_it_has_most_comparable_figures_of()
    {
        // Of Assen one whole year is published, and three halves of before 2019 are added here.
        await AddAsync(
        [
            .. new[] { "2016-H1", "2016-H2", "2017-H1" }
                .Select(p => Of("veilig-thuis.reports", "GM0106", p, 60) with { Generated = true }),
        ]);

        var trend = await DataAsync("veilig-thuis.reports", """
            trend(area: "GM0106") { periodKind points { observation { value } } leftOut { period { text } } generated }
            """);
        var halves = await AskAsync(
            "veilig-thuis.reports", "trend(area: \"GM0106\", periodKind: HALF_YEAR) { generated }");

        Assert.Equal(
            """{"periodKind":"YEAR","points":[{"observation":{"value":270}}],"leftOut":[],"generated":false}""",
            trend.ToJsonString());
        Assert.Equal(["NOT_COMPARABLE"], halves.Codes);
    }

    [Fact]
    public async Task A_trend_tells_the_change_and_marks_a_break()
    {
        var trend = await DataAsync("police.incidents", """
            trend(area: "NL", to: "2012") {
              points { observation { period { text } value } change changePercentage }
              breaks { before { text } after { text } comparability { id } } }
            """);

        // 2004, 2006, 2008 and, counted in another way, 2012.
        Assert.Equal(
            """[{"observation":{"period":{"text":"2004"},"value":56000},"change":null,"changePercentage":null},"""
            + """{"observation":{"period":{"text":"2006"},"value":63000},"change":7000,"changePercentage":12.5},"""
            + """{"observation":{"period":{"text":"2008"},"value":63841},"change":841,"changePercentage":1.3},"""
            + """{"observation":{"period":{"text":"2012"},"value":95541},"change":null,"changePercentage":null}]""",
            trend["points"]!.ToJsonString());
        Assert.Equal(
            """[{"before":{"text":"2008"},"after":{"text":"2012"},"comparability":{"id":"police-after-2008"}}]""",
            trend["breaks"]!.ToJsonString());
    }

    [Fact]
    public async Task A_trend_of_an_area_without_figures_offers_that_of_the_next_larger_one()
    {
        var trend = await DataAsync("veilig-thuis.reports", """
            trend(area: "GM0153", from: "2019", periodKind: HALF_YEAR) {
              points { change } fallback { area { code } note points { observation { value } } } }
            """);

        Assert.Empty(trend["points"]!.AsArray());
        Assert.Equal("NL", trend["fallback"]!["area"]!["code"]!.GetValue<string>());
        Assert.Equal(8, trend["fallback"]!["points"]!.AsArray().Count); // 2019-H1 to 2022-H1, and 2025-H1
    }

    [Fact]
    public async Task Areas_are_compared_with_the_first_and_with_the_country()
    {
        var comparison = await DataAsync("police.incidents", """
            comparison(areas: ["PV20", "PV22", "PV24"], period: "2019") {
              areas { observation { value reason display } difference percentage } country { value } generated }
            """);

        Assert.Equal(
            """[{"observation":{"value":40,"reason":null,"display":"40"},"difference":0,"percentage":0},"""
            + """{"observation":{"value":20,"reason":null,"display":"20"},"difference":-20,"percentage":-50},"""
            + """{"observation":{"value":null,"reason":"SUPPRESSED","display":"."},"""
            + "\"difference\":null,\"percentage\":null}]",
            comparison["areas"]!.ToJsonString());
        Assert.Equal(500, comparison["country"]!["value"]!.GetValue<int>());
        Assert.True(comparison["generated"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("HIGHEST_FIRST", "1:Groningen 2:Drenthe 2:Overijssel 4:Fryslân")]
    [InlineData("LOWEST_FIRST", "1:Fryslân 2:Drenthe 2:Overijssel 4:Groningen")]
    public async Task Equal_values_share_a_place(string order, string expected)
    {
        var ranking = await DataAsync("police.incidents", $$"""
            ranking(areaKind: PROVINCE, period: "2019", order: {{order}}) {
              areas { place observation { area { name } } } withValue withoutValue }
            """);

        Assert.Equal(expected, string.Join(' ', ranking["areas"]!.AsArray().Select(a =>
            $"{a!["place"]}:{a["observation"]!["area"]!["name"]}")));
        Assert.Equal((4, 8), (ranking["withValue"]!.GetValue<int>(), ranking["withoutValue"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_ranking_within_a_larger_area_takes_only_what_is_in_it()
    {
        var ranking = await DataAsync("population.inhabitants", """
            ranking(areaKind: MUNICIPALITY, within: "VT03", first: 2) {
              areas { observation { area { code } } } withValue withoutValue }
            """);

        // Drenthe has twelve municipalities; Emmen is the largest.
        Assert.Equal(12, ranking["withValue"]!.GetValue<int>());
        Assert.Equal(2, ranking["areas"]!.AsArray().Count);
        Assert.Equal("GM0114", ranking["areas"]![0]!["observation"]!["area"]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_map_has_every_area_and_classes_with_boundaries()
    {
        var map = await DataAsync("estimates.children-affected", """
            map(areaKind: MUNICIPALITY, classes: 4) {
              period { text } boundaries classes { number from to areas } areas { area { code } value classNumber }
              withoutValue generated }
            """);

        Assert.Equal(388, map["areas"]!.AsArray().Count);
        Assert.Equal(0, map["withoutValue"]!.GetValue<int>());
        Assert.Equal(5, map["boundaries"]!.AsArray().Count);
        Assert.Equal(388, map["classes"]!.AsArray().Sum(c => c!["areas"]!.GetValue<int>()));
        Assert.All(map["classes"]!.AsArray(), c => Assert.InRange(c!["areas"]!.GetValue<int>(), 90, 104));
    }

    [Fact]
    public async Task A_map_of_equal_classes_counts_in_equal_steps()
    {
        var map = await DataAsync("police.incidents", """
            map(areaKind: PROVINCE, period: "2019", classes: 3, method: EQUAL) {
              boundaries classes { areas } withoutValue
              areas { area { code } classNumber observation { fallback { value } } } }
            """);

        // From 10 to 40 in three: up to 20, up to 30, up to and with 40. Two values of 20 are in the second.
        Assert.Equal("[10,20,30,40]", map["boundaries"]!.ToJsonString());
        Assert.Equal("""[{"areas":1},{"areas":2},{"areas":1}]""", map["classes"]!.ToJsonString());
        Assert.Equal(8, map["withoutValue"]!.GetValue<int>());
        var flevoland = map["areas"]!.AsArray().Single(a => a!["area"]!["code"]!.GetValue<string>() == "PV24")!;
        Assert.Equal(500, flevoland["observation"]!["fallback"]!["value"]!.GetValue<int>());
    }

    [Fact]
    public async Task What_there_is_nothing_of_is_null()
    {
        var answer = await AskAsync(
            "outcome.talked", "map(areaKind: PROVINCE) { generated } ranking(areaKind: PROVINCE) { generated }");

        Assert.Equal("""{"map":null,"ranking":null}""", answer.Body["data"]!["indicator"]!.ToJsonString());
    }

    private static Observation Of(string indicator, string area, string period, decimal? value) => new(
        indicator, Area.Parse(area), Period.Parse(period), value, FigureStatus.Definite, new DateOnly(2020, 1, 1),
        Source);

    private async Task AddAsync(IReadOnlyList<Observation> observations)
    {
        await using var database = application.Database.Open();
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var publisher = application.Services.GetRequiredService<FigurePublisher>();
        await publisher.AddAsync(transaction, observations, CancellationToken.None);
        await transaction.CommitAsync();
    }

    private Task<Answered> AskAsync(string indicator, string field) =>
        application.AskAsync($"{{ indicator(id: \"{indicator}\") {{ {field} }} }}");

    private async Task<JsonNode> DataAsync(string indicator, string field)
    {
        var answer = await AskAsync(indicator, field);
        Assert.Empty(answer.Codes);
        return answer.Body["data"]!["indicator"]!.AsObject().Single().Value!;
    }
}
