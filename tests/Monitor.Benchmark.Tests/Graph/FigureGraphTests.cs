using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Graph;

public sealed class FigureGraphTests(FigureApplication application) : IClassFixture<FigureApplication>
{
    [Fact]
    public async Task A_municipality_its_region_and_the_country_come_in_one_query()
    {
        var answer = await application.AskAsync(
            """
            query ($keys: [_Any!]!) {
              country { figures(indicators: ["veilig-thuis.reports"], periods: ["2023"]) { value display status } }
              _entities(representations: $keys) {
                ... on Municipality {
                  figures(indicators: ["veilig-thuis.reports"], periods: ["2023"]) { value display } }
                ... on Region {
                  figures(indicators: ["veilig-thuis.reports"], periods: ["2023"]) { value area { name } } }
              }
            }
            """,
            variables: new
            {
                keys = new object[]
                {
                    Municipality("GM0106"), new { __typename = "Region", code = "VT03" },
                },
            });

        Assert.Equal(
            """{"country":{"figures":[{"value":127340,"display":"127.340*","status":"PROVISIONAL"}]},"""
            + "\"_entities\":[{\"figures\":[{\"value\":270,\"display\":\"270*\"}]},"
            + "{\"figures\":[{\"value\":1905,\"area\":{\"name\":\"Drenthe\"}}]}]}",
            answer.Body["data"]!.ToJsonString());
        Assert.Equal("public, max-age=300", answer.CacheControl);
        Assert.Equal("\"figures\"", answer.CacheGroups);
    }

    [Theory]
    [InlineData("", 65_075, 2)]
    [InlineData(", asOf: \"2022-12-31\"", 65_075, 2)]
    [InlineData(", asOf: \"2022-12-30\"", 64_960, 1)]
    public async Task As_of_a_day_an_older_edition_answers(string asOf, int value, int editions)
    {
        var answer = await application.AskAsync($$"""
            { country { figures(indicators: ["veilig-thuis.reports"], periods: ["2019-H1"]{{asOf}}) {
                value editions { edition value note } } } }
            """);

        var figure = answer.Body["data"]!["country"]!["figures"]![0]!;
        Assert.Equal(value, figure["value"]!.GetValue<int>());
        Assert.Equal(editions, figure["editions"]!.AsArray().Count);
    }

    [Fact]
    public async Task Where_a_municipality_has_no_value_its_region_is_offered_and_said()
    {
        var answer = await AskOfMunicipalityAsync(
            "GM0114", """
            figures(indicators: ["veilig-thuis.reports"], periods: ["2023"]) {
              value reason fallback { value area { code } note } }
            """);

        // Emmen is in Drenthe, of which 1,905 reports are published.
        Assert.Equal(
            """{"value":null,"reason":"NO_DATA","fallback":{"value":1905,"area":{"code":"VT03"},"""
            + "\"note\":\"Cijfer van Drenthe: van Emmen is er geen.\"}}",
            answer.Entity["figures"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Where_the_region_has_none_either_the_province_or_the_country_is_offered()
    {
        var answer = await AskOfMunicipalityAsync(
            "GM0153", """
            a: figures(indicators: ["veilig-thuis.reports"], periods: ["2020"]) { fallback { value area { code } } }
            b: figures(indicators: ["veilig-thuis.reports"], periods: ["2023"]) { fallback { value area { code } } }
            """);

        Assert.Equal("""{"value":5960,"area":{"code":"PV23"}}""", answer.Entity["a"]![0]!["fallback"]!.ToJsonString());
        Assert.Equal("""{"value":127340,"area":{"code":"NL"}}""", answer.Entity["b"]![0]!["fallback"]!.ToJsonString());
    }

    [Fact]
    public async Task Halves_are_never_added_up_to_a_year()
    {
        var answer = await application.AskAsync("""
            { country { a: figures(indicators: ["veilig-thuis.reports"], periods: ["2021"]) {
                value reason note halves { period { label } value } }
              b: figures(indicators: ["veilig-thuis.reports"], periods: ["2020"]) { value halves { value } } } }
            """);

        var country = answer.Body["data"]!["country"]!;
        var year = country["a"]![0]!;
        Assert.Null(year["value"]);
        Assert.Equal("ONLY_HALVES", year["reason"]!.GetValue<string>());
        Assert.Equal(
            """[{"period":{"label":"1e halfjaar 2021"},"value":60880},"""
            + """{"period":{"label":"2e halfjaar 2021"},"value":58500}]""",
            year["halves"]!.ToJsonString());

        // 64,505 and 62,910 are not 127,410: the year is published by itself.
        Assert.Equal("""[{"value":127410,"halves":[]}]""", country["b"]!.ToJsonString());
    }

    [Fact]
    public async Task Without_periods_the_latest_of_each_indicator_answers()
    {
        var answer = await application.AskAsync("""
            { country { figures(topic: "police") { indicator { id } period { text } value } } }
            """);

        Assert.Equal(
            """[{"indicator":{"id":"police.incidents"},"period":{"text":"2012"},"value":95541},"""
            + """{"indicator":{"id":"police.incidents.partner-share"},"period":{"text":"2012"},"value":44.8},"""
            + """{"indicator":{"id":"police.incidents.ex-partner-share"},"period":{"text":"2012"},"value":22}]""",
            answer.Body["data"]!["country"]!["figures"]!.ToJsonString());
    }

    [Fact]
    public async Task A_rate_names_what_it_was_divided_by()
    {
        var answer = await application.AskAsync("""
            { indicator(id: "veilig-thuis.reports") {
                observations(areas: ["PV24"], periods: ["2020"], per: PER_1000_INHABITANTS) {
                  value display dividedBy { indicator { id } period { text } value note } } } }
            """);

        // Flevoland: 5,515 reports over its inhabitants of 1 January 2015.
        var inhabitants = await application.CountAsync(
            "SELECT value::bigint FROM observations WHERE indicator = 'population.inhabitants' AND area = 'PV24'");
        var observation = answer.Body["data"]!["indicator"]!["observations"]![0]!;
        Assert.Equal(401_791, inhabitants);
        Assert.Equal(13.7m, observation["value"]!.GetValue<decimal>()); // 5,515,000 / 401,791 = 13.726
        Assert.Equal("13,7", observation["display"]!.GetValue<string>());
        Assert.Equal("2015", observation["dividedBy"]!["period"]!["text"]!.GetValue<string>());
        Assert.StartsWith(
            "Gedeeld door het aantal van 2015", observation["dividedBy"]!["note"]!.GetValue<string>(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_without_a_count_near_enough_has_a_reason()
    {
        var answer = await application.AskAsync("""
            { country { a: figures(indicators: ["veilig-thuis.reports"], periods: ["2023"], per: PER_1000_INHABITANTS) {
                value reason }
              b: figures(indicators: ["prevalence.domestic-violence.share"], per: PER_1000_CHILDREN) {
                value reason } } }
            """);

        Assert.Equal(
            """{"a":[{"value":null,"reason":"NO_COUNT"}],"b":[{"value":null,"reason":"NO_RATE"}]}""",
            answer.Body["data"]!["country"]!.ToJsonString());
    }

    [Theory]
    [InlineData("indicator(id: \"no.such\") { id }", "UNKNOWN_INDICATOR")]
    [InlineData("indicators(topic: \"none\") { totalCount }", "UNKNOWN_TOPIC")]
    [InlineData("indicators(theme: \"none\") { totalCount }", "UNKNOWN_THEME")]
    [InlineData("indicators(first: 501) { totalCount }", "PAGE_SIZE")]
    [InlineData("indicators(after: \"x\") { totalCount }", "BAD_CURSOR")]
    [InlineData("country { figures(periods: [\"2017-H3\"]) { value } }", "BAD_USER_INPUT")]
    [InlineData("country { figures(indicators: [\"no.such\"]) { value } }", "UNKNOWN_INDICATOR")]
    [InlineData(
        "indicator(id: \"veilig-thuis.reports\") { comparison(areas: [\"GM9999\"]) { generated } }", "UNKNOWN_AREA")]
    [InlineData("indicator(id: \"veilig-thuis.reports\") { comparison(areas: []) { generated } }", "BAD_USER_INPUT")]
    [InlineData(
        "indicator(id: \"veilig-thuis.reports\") { map(areaKind: PROVINCE, classes: 1) { generated } }",
        "BAD_USER_INPUT")]
    [InlineData(
        "indicator(id: \"police.incidents.partner-share\") { observations(per: PER_1000_INHABITANTS) { value } }",
        "BAD_USER_INPUT")]
    public async Task What_does_not_exist_or_makes_no_sense_is_refused(string field, string code)
    {
        var answer = await application.AskAsync($"{{ {field} }}");

        Assert.Equal([code], answer.Codes);
    }

    [Fact]
    public async Task The_catalogue_says_of_what_nothing_is_published_yet()
    {
        var answer = await application.AskAsync("""
            { indicators(hasData: false, theme: "outcome") {
                totalCount nodes { id status message hasData coverage { figures } } }
              topics { id indicators { id } } impactThemes { id } }
            """);

        var data = answer.Body["data"]!;
        Assert.Equal(6, data["indicators"]!["totalCount"]!.GetValue<int>());
        Assert.All(data["indicators"]!["nodes"]!.AsArray(), node =>
        {
            Assert.Equal("NO_DATA_YET", node!["status"]!.GetValue<string>());
            Assert.Equal("Nog geen cijfers.", node["message"]!.GetValue<string>());
            Assert.False(node["hasData"]!.GetValue<bool>());
            Assert.Empty(node["coverage"]!.AsArray());
        });
        Assert.Equal(8, data["impactThemes"]!.AsArray().Count);
        Assert.Contains(data["topics"]!.AsArray(), t => t!["id"]!.GetValue<string>() == "professionals");
    }

    [Fact]
    public async Task The_catalogue_is_read_by_page_and_searched_without_accents()
    {
        var answer = await application.AskAsync(
            "{ indicators(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } } }");
        var first = answer.Body["data"]!["indicators"]!;
        var cursor = first["pageInfo"]!["endCursor"]!.GetValue<string>();

        var next = (await application.AskAsync(
            "query ($after: String) { indicators(first: 500, after: $after) { nodes { id } totalCount } "
            + "found: indicators(search: \"CLIENTEN van slachtoff\") { nodes { id } } }",
            variables: new { after = cursor })).Body["data"]!;

        var ids = first["nodes"]!.AsArray().Concat(next["indicators"]!["nodes"]!.AsArray())
            .Select(n => n!["id"]!.GetValue<string>()).ToList();
        Assert.Equal(next["indicators"]!["totalCount"]!.GetValue<int>(), ids.Distinct().Count());
        Assert.Equal("""[{"id":"victim-support.clients"}]""", next["found"]!["nodes"]!.ToJsonString());
    }

    [Fact]
    public async Task An_estimate_says_that_it_is_ours_and_carries_its_range()
    {
        var answer = await AskOfMunicipalityAsync(
            "GM0153", """
            figures(topic: "estimates") { value low high estimate display note source indicator { estimate } }
            """);

        var figure = answer.Entity["figures"]![0]!;
        Assert.True(figure["estimate"]!.GetValue<bool>());
        Assert.True(figure["indicator"]!["estimate"]!.GetValue<bool>());
        Assert.InRange(
            figure["value"]!.GetValue<int>(), figure["low"]!.GetValue<int>(), figure["high"]!.GetValue<int>());
        Assert.Contains("schatting", figure["note"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains(" – ", figure["display"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_figure_from_another_source_names_both()
    {
        var answer = await application.AskAsync("""
            { country { figures(indicators: ["veilig-thuis.reports"], periods: ["2020-H1"]) {
                value edition alsoPublished { source note } } } }
            """);

        var figure = answer.Body["data"]!["country"]!["figures"]![0]!;
        Assert.Equal(1, figure["edition"]!.GetValue<int>());
        Assert.Single(figure["alsoPublished"]!.AsArray());
    }

    private Task<Answered> AskOfMunicipalityAsync(string code, string selection) =>
        application.AskOfAsync(Municipality(code), "Municipality", selection);

    private static object Municipality(string code) => new { __typename = "Municipality", code };
}
