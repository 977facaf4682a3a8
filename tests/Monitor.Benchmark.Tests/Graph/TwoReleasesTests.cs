using System.Text.Json.Nodes;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Tests.Domain;

namespace Monitor.Benchmark.Tests.Graph;

/// <summary>
/// The round of 2014 beside that of 2017: 208 municipalities in the country, 197 in the size classes and regions of
/// today, as eleven have ended since.
/// </summary>
public sealed class TwoReleasesTests(ReleasedApplication application) : IClassFixture<ReleasedApplication>
{
    private const string Bussum = "GM0381";

    [Fact]
    public async Task Both_releases_stand_side_by_side()
    {
        var (earlier, later) = (await CountryAsync(2014), await CountryAsync(2017));

        Assert.Equal((208, "2014-1"), (Number(earlier, "n"), Text(earlier, "release")));
        Assert.Equal((169, "2017-1"), (Number(later, "n"), Text(later, "release")));
        Assert.True(earlier["generated"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Every_part_of_every_objective_is_lower_in_2014_than_in_2017()
    {
        var (earlier, later) = (await CountryAsync(2014), await CountryAsync(2017));

        Assert.Equal(10, Means(earlier).Count);
        foreach (var (objective, before) in Means(earlier))
        {
            var after = Means(later)[objective];
            Assert.All(
                (string[])["anchoring", "content", "reach", "total"],
                part => Assert.True(Number(before, part) < Number(after, part), $"{part}: {before} {after}"));
        }
    }

    [Fact]
    public async Task The_bands_of_2014_are_those_chosen()
    {
        // seeds/rounds/2014-choices.json: 78 below 25, 1 above 75, so 129 between.
        var country = await CountryAsync(2014);

        Assert.Equal(
            """[{"band":"RED","count":78},{"band":"ORANGE","count":129},{"band":"GREEN","count":1}]""",
            country["averageBands"]!.ToJsonString());
    }

    [Theory]
    [InlineData("UNDER_25K", 85)] // 83, rounded to 5
    [InlineData("FROM_25K_TO_50K", 75)] // 76
    [InlineData("FROM_50K_TO_100K", 20)] // 18
    [InlineData("OVER_250K", 20)] // 17 and 3
    public async Task All_size_classes_of_2014_are_shown_as_those_outside_them_are_eleven(string sizeClass, int shown)
    {
        var aggregate = await BenchmarkAsync(2014, $"(group: {{ kind: SIZE_CLASS, code: \"{sizeClass}\" }})");

        Assert.Equal(shown, Number(aggregate, "n"));
        Assert.All(Means(aggregate).Values, mean => Assert.True(Number(mean, "total") > 0));
    }

    [Theory]
    [InlineData(2014, 11)]
    [InlineData(2017, 0)]
    public async Task No_sum_or_difference_of_what_is_shown_is_about_1_to_5_municipalities(int round, int ended)
    {
        var responses = round == 2014 ? DemonstrationRound.Of2014.Responses : DemonstrationRound.Of2017.Responses;
        var members = responses.Select(r => Member(r.Municipality)).ToList();
        var regions = Enumerable.Range(1, 26).Select(i => $"VT{i:00}").ToList();

        var shownClasses = await ShownAsync(round, GroupKind.SizeClass, [.. Group.SizeClasses.Select(g => g.Code!)]);
        var shownRegions = await ShownAsync(round, GroupKind.VeiligThuis, regions);
        var smallest = new Linkage(
            Layer.AtomsOf(members),
            DemonstrationParticipants.Groups
                .Where(g => g.Crossed is null && (shownClasses.Contains(g.Code!) || shownRegions.Contains(g.Code!)))
                .ToHashSet()).Smallest()!.Value;

        Assert.Equal(ended, members.Count(m => m.SizeClass is null && m.VeiligThuis is null));
        Assert.Equal(4, shownClasses.Count);
        Assert.True(shownRegions.Count >= 18);
        Assert.True(smallest.About >= 6, $"{smallest.About}: {string.Join(' ', smallest.Groups)}");
    }

    [Fact]
    public async Task Progress_was_smallest_between_50_000_and_100_000_inhabitants()
    {
        var gains = new Dictionary<string, double>();
        foreach (var sizeClass in (string[])["UNDER_25K", "FROM_25K_TO_50K", "FROM_50K_TO_100K", "OVER_250K"])
        {
            var group = $"(group: {{ kind: SIZE_CLASS, code: \"{sizeClass}\" }})";
            var (earlier, later) = (await BenchmarkAsync(2014, group), await BenchmarkAsync(2017, group));
            var shownInBoth = Means(later).Keys.Intersect(Means(earlier).Keys);
            gains[sizeClass] = shownInBoth.Average(o =>
                Number(Means(later)[o], "total") - Number(Means(earlier)[o], "total"));
        }

        Assert.All(gains.Values, gain => Assert.True(gain > 0));
        Assert.Equal("FROM_50K_TO_100K", gains.MinBy(gain => gain.Value).Key);
    }

    [Fact]
    public async Task Frequencies_of_2014_are_of_all_208()
    {
        var answer = await application.AskOfAsync(
            Round(2014), "Round", "frequencies { respondents generated inPolicy { count } }");

        var frequencies = answer.Entity["frequencies"]!.AsArray();
        Assert.Equal(10, frequencies.Count);
        Assert.All(frequencies, objective => Assert.Equal(208, Number(objective!, "respondents")));

        // seeds/rounds/2014-choices.json.
        Assert.Equal(
            [71, 46, 70, 123, 116, 54, 153, 96, 110, 156],
            frequencies.Select(objective => Number(objective!["inPolicy"]!, "count")));
    }

    [Fact]
    public async Task A_municipality_that_has_ended_sees_its_own_beside_the_country()
    {
        var answer = await application.AskOfAsync(
            Municipality(Bussum), "Municipality",
            "comparison(round: 2014, group: { kind: COUNTRY }) { own { total } group { n } }", Bussum);

        Assert.Equal(10, answer.Entity["comparison"]!["own"]!.AsArray().Count);
        Assert.Equal(208, Number(answer.Entity["comparison"]!["group"]!, "n"));
    }

    [Fact]
    public async Task A_municipality_that_has_ended_is_in_no_size_class_of_today()
    {
        var answer = await application.AskOfAsync(
            Municipality(Bussum), "Municipality",
            "comparison(round: 2014, group: { kind: SIZE_CLASS }) { group { n } }");

        Assert.Equal(["BAD_USER_INPUT"], answer.Codes);
    }

    [Fact]
    public async Task Areas_are_not_fetched_anew_for_municipalities_that_have_ended()
    {
        const string path = "/internal/areas";
        var before = application.Sidecar.Calls("questionnaire", path);
        foreach (var code in (string[])["GM0055", "GM0241", Bussum, "GM0424", "GM1671"])
        {
            await application.AskOfAsync(
                Municipality(code), "Municipality",
                "comparison(round: 2014, group: { kind: COUNTRY }) { group { n } }");
        }

        Assert.Equal(before, application.Sidecar.Calls("questionnaire", path));
    }

    private static Participant Member(string code)
    {
        var groups = DemonstrationRound.Groups.TryGetValue(code, out var found)
            ? found
            : ((string? SizeClass, string? VeiligThuis))(null, null);
        return new Participant(
            code, groups.SizeClass, groups.VeiligThuis, new Dictionary<string, ObjectiveScore>(),
            Generated: true);
    }

    private async Task<HashSet<string>> ShownAsync(int round, GroupKind kind, IReadOnlyList<string> codes)
    {
        var name = kind == GroupKind.SizeClass ? "SIZE_CLASS" : "VEILIG_THUIS";
        var shown = new HashSet<string>();
        foreach (var code in codes)
        {
            // The graph names the two largest classes by either of theirs.
            var asked = code == "OVER_100K" ? "OVER_250K" : code;
            var aggregate = await BenchmarkAsync(round, $"(group: {{ kind: {name}, code: \"{asked}\" }})");
            if (aggregate["n"] is not null)
            {
                shown.Add(code);
            }
        }

        return shown;
    }

    private async Task<JsonNode> CountryAsync(int round) => await BenchmarkAsync(round, "");

    private async Task<JsonNode> BenchmarkAsync(int round, string group)
    {
        var answer = await application.AskOfAsync(Round(round), "Round", $$"""
            benchmark{{group}} { n release generated averageBands { band count }
                                 objectives { objective { id } mean { anchoring content reach total } } }
            """);
        return answer.Entity["benchmark"]!;
    }

    // By objective; those that are shown.
    private static Dictionary<string, JsonNode> Means(JsonNode aggregate) => aggregate["objectives"]!.AsArray()
        .Where(objective => objective!["mean"] is not null)
        .ToDictionary(objective => Text(objective!["objective"]!, "id"), objective => objective!["mean"]!);

    private static object Round(int year) => new { __typename = "Round", year };

    private static object Municipality(string code) => new { __typename = "Municipality", code };

    private static int Number(JsonNode node, string name) => node[name]!.GetValue<int>();

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();
}
