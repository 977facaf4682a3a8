using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Monitor.Benchmark.Tests.Comparisons;
using Monitor.Benchmark.Tests.Report;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Regions;

/// <summary>What a centre municipality sees of its regions.</summary>
public sealed class RegionOverviewTests(NamesApplication application) : IClassFixture<NamesApplication>
{
    private const string Twente = "VT05";
    private const string AreaOfEnschede = "CA-GM0153";

    private const string Overview = """
        round { year } participation { municipalities responded reason } aggregate { n reason release }
        lowest(first: 3) { rank objective { id } n mean { total } band countryMean { total } difference }
        """;

    [Fact]
    public async Task The_coordinator_of_a_centre_municipality_sees_its_Veilig_Thuis_region()
    {
        var (shown, centre, municipalities) = await ShownAsync();
        var region = await OverviewAsync(shown, "regional-coordinator", centre);

        Assert.Equal(municipalities, (int)region["participation"]!["municipalities"]!);
        Assert.Equal($"{region["aggregate"]!["n"]}", $"{region["participation"]!["responded"]}");
        var lowest = region["lowest"]!.AsArray();
        Assert.Equal([1, 2, 3], lowest.Select(o => (int)o!["rank"]!));
        var totals = lowest.Select(o => (int)o!["mean"]!["total"]!).ToList();
        Assert.Equal(totals.Order(), totals);
        Assert.All(lowest, o => Assert.Equal(
            (int)o!["mean"]!["total"]! - (int)o["countryMean"]!["total"]!, (int)o["difference"]!));
    }

    [Fact]
    public async Task The_lowest_are_the_lowest_of_all_that_the_release_shows()
    {
        var (shown, _, _) = await ShownAsync();
        var all = await application.AskOfAsync(
            Region(shown), "Region", "aggregate(round: 2017) { objectives { objective { id } mean { total } } }");
        var expected = all.Entity["aggregate"]!["objectives"]!.AsArray().Where(o => o!["mean"] is not null)
            .OrderBy(o => (int)o!["mean"]!["total"]!).Select(o => $"{o!["objective"]!["id"]}").Take(3);

        var region = await OverviewAsync(shown, "institute", null);

        Assert.Equal(expected, region["lowest"]!.AsArray().Select(o => $"{o!["objective"]!["id"]}"));
    }

    [Fact]
    public async Task A_centre_area_has_no_released_figures_and_shows_those_that_share()
    {
        var region = await OverviewAsync(
            AreaOfEnschede, "regional-coordinator", "GM0153",
            Overview + " lowestOfSharing(first: 10) { rank objective { id } n mean anchoring content reach }");

        Assert.Equal("NOT_RELEASED_FOR_KIND", $"{region["aggregate"]!["reason"]}");
        Assert.Empty(region["lowest"]!.AsArray());
        var sharing = await application.AskAsAsync("regional-coordinator", "GM0153", """
            query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Region {
              sharing(round: 2017) { nodes { objectives { objective { id } points } } } } } }
            """, new { keys = new[] { Region(AreaOfEnschede) } });
        var shared = sharing.Entity["sharing"]!["nodes"]!.AsArray()
            .SelectMany(m => m!["objectives"]!.AsArray()).GroupBy(o => $"{o!["objective"]!["id"]}")
            .ToDictionary(g => g.Key, g => (g.Count(), Math.Round(
                g.Average(o => (decimal)o!["points"]!), 2, MidpointRounding.AwayFromZero)));
        var lowest = region["lowestOfSharing"]!.AsArray();
        Assert.NotEmpty(lowest);
        Assert.All(lowest, o => Assert.Equal(
            shared[$"{o!["objective"]!["id"]}"], ((int)o["n"]!, (decimal)o["mean"]!)));
        Assert.Equal(
            lowest.Select(o => (decimal)o!["mean"]!).Order(), lowest.Select(o => (decimal)o!["mean"]!));
    }

    [Fact]
    public async Task The_participation_of_the_same_municipalities_is_what_the_release_says()
    {
        // The centre area of Enschede and the Veilig Thuis region Twente have the same fourteen.
        var area = await OverviewAsync(AreaOfEnschede, "institute", null);
        var region = await OverviewAsync(Twente, "institute", null);

        Assert.Equal(region["participation"]!.ToJsonString(), area["participation"]!.ToJsonString());
    }

    [Theory]
    [InlineData("reader", "GM0153", Twente)]
    [InlineData("coordinator", "GM0153", AreaOfEnschede)]
    [InlineData("regional-coordinator", "GM0164", Twente)]         // Hengelo is no centre municipality
    [InlineData("regional-coordinator", "GM0153", "VT01")]         // Enschede does not lie in Groningen
    [InlineData("regional-coordinator", "GM0153", "CA-GM0014")]
    [InlineData("researcher", null, Twente)]
    public async Task Everybody_else_is_refused(string role, string? municipality, string region)
    {
        var answer = await AskAsync(region, role, municipality, Overview);

        Assert.Equal(["FORBIDDEN"], answer.Codes);
        Assert.Null(answer.Body["data"]!["_entities"]![0]!["overview"]);
    }

    [Fact]
    public async Task Without_a_token_it_is_refused()
    {
        var answer = await application.AskOfAsync(
            Region(Twente), "Region", "overview(round: 2017) { participation { municipalities } }");

        Assert.Equal(["UNAUTHENTICATED"], answer.Codes);
    }

    [Fact]
    public async Task A_round_that_is_open_has_nothing_yet()
    {
        var answer = await AskAsync(Twente, "institute", null, Overview, 2018);

        var overview = answer.Entity["overview"]!;
        Assert.Equal("NOT_RELEASED", $"{overview["participation"]!["reason"]}");
        Assert.Equal("NOT_RELEASED", $"{overview["aggregate"]!["reason"]}");
        Assert.Empty(overview["lowest"]!.AsArray());
    }

    [Theory]
    [InlineData("VT99", 2017, "UNKNOWN_REGION")]
    [InlineData(Twente, 1999, "UNKNOWN_ROUND")]
    public async Task What_does_not_exist_is_told(string region, int round, string code) =>
        Assert.Equal([code], (await AskAsync(region, "institute", null, Overview, round)).Codes);

    [Fact]
    public async Task The_report_of_a_centre_area_names_those_that_share_and_nobody_else()
    {
        var document = await PrintAsync(AreaOfEnschede, "GM0153");

        var named = document.QuerySelectorAll("table.sharing tbody th").Select(h => h.TextContent).ToList();
        Assert.Equal(["Hengelo", "Oldenzaal"], named);
        var members = document.QuerySelectorAll("table.members tbody tr").Select(r => r.TextContent.Trim()).ToList();
        Assert.Equal(["HengeloGM0164ja", "OldenzaalGM0173ja", "TubbergenGM0183–"], members);
        Assert.Contains("VOORBEELDDATA", document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(10, document.QuerySelectorAll("table.lowest-shared tbody tr").Length);
    }

    [Fact]
    public async Task The_report_of_a_Veilig_Thuis_region_shows_its_released_means_beside_the_country_s()
    {
        var (shown, centre, _) = await ShownAsync();
        var released = await application.AskOfAsync(Region(shown), "Region", """
            aggregate(round: 2017) { objectives { objective { id } mean { total } } }
            """);

        var document = await PrintAsync(shown, centre);

        var rows = document.QuerySelectorAll("table.region-scores tbody tr");
        Assert.Equal(10, rows.Length);
        foreach (var (objective, row) in released.Entity["aggregate"]!["objectives"]!.AsArray().Zip(rows))
        {
            var expected = objective!["mean"] is { } mean
                ? $"{mean["total"]}"
                : "niet beschikbaar (te weinig gemeenten)";
            Assert.Equal(expected, row.Children[2].TextContent);
        }

        // Nobody shares in this Veilig Thuis region with its coordinator: no names.
        Assert.Null(document.QuerySelector("table.sharing"));
    }

    [Fact]
    public async Task The_report_is_refused_as_the_overview_is()
    {
        var answer = await application.AskAsAsync("regional-coordinator", "GM0164", """
            query ($keys: [_Any!]!) { _entities(representations: $keys) {
              ... on Region { report(round: 2017) { id } } ... on RegionReport { html } } }
            """, new { keys = new[] { Region(Twente), RequiredOf($"{Twente}.2017.2027-01-01") } });

        Assert.Equal(["FORBIDDEN", "FORBIDDEN"], answer.Codes);
    }

    private async Task<AngleSharp.Html.Dom.IHtmlDocument> PrintAsync(string region, string coordinator)
    {
        var found = await application.AskAsAsync("regional-coordinator", coordinator, """
            query ($keys: [_Any!]!) { _entities(representations: $keys) {
              ... on Region { report(round: 2017) { id release } } } }
            """, new { keys = new[] { Region(region) } });
        var answer = await application.AskAsAsync("regional-coordinator", coordinator, """
            query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on RegionReport { html } } }
            """, new { keys = new[] { RequiredOf($"{found.Entity["report"]!["id"]}") } });
        return new HtmlParser(new HtmlParserOptions { IsStrictMode = true })
            .ParseDocument(answer.Entity["html"]!.GetValue<string>());
    }

    private static JsonObject RequiredOf(string id) => new()
    {
        ["__typename"] = "RegionReport",
        ["id"] = id,
        ["region"] = new JsonObject
        {
            ["name"] = "Twente",
            ["municipalities"] = new JsonArray(
                Named("GM0164", "Hengelo"), Named("GM0173", "Oldenzaal"), Named("GM0183", "Tubbergen")),
        },
        ["round"] = RequiredFacts.OfRound(2017),
    };

    private static JsonObject Named(string code, string name) => new() { ["code"] = code, ["name"] = name };

    /// <summary>A Veilig Thuis region of which scores are shown, a centre municipality in it, and how many it
    /// has.</summary>
    private async Task<(string Region, string Centre, int Municipalities)> ShownAsync()
    {
        var centres = Lines("areas/regions.csv").Where(r => r[1] == "CENTRE_AREA").Select(r => r[3]).ToHashSet();
        var regions = Lines("areas/memberships-2017.csv").Where(r => r[1] == "VEILIG_THUIS")
            .ToLookup(r => r[2], r => r[0]);
        foreach (var region in regions.Where(r => r.Any(centres.Contains)))
        {
            var asked = await application.AskOfAsync(
                Region(region.Key), "Region", "aggregate(round: 2017) { n objectives { mean { total } } }");
            if (asked.Entity["aggregate"]!["objectives"]?.AsArray().Count(o => o!["mean"] is not null) >= 3)
            {
                return (region.Key, region.First(centres.Contains), region.Count());
            }
        }

        throw new InvalidOperationException("Of no Veilig Thuis region three objectives are shown.");
    }

    private static IEnumerable<string[]> Lines(string path) =>
        DemonstrationRound.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(','));

    private async Task<JsonNode> OverviewAsync(
        string region, string role, string? municipality, string selection = Overview) =>
        (await AskAsync(region, role, municipality, selection)).Entity["overview"]!;

    private Task<Answered> AskAsync(
        string region, string role, string? municipality, string selection, int round = 2017) =>
        application.AskAsAsync(
            role,
            municipality,
            $$"""
            query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Region {
              overview(round: {{round}}) { {{selection}} } } } }
            """,
            new { keys = new[] { Region(region) } });

    private static object Region(string code) => new { __typename = "Region", code };
}
