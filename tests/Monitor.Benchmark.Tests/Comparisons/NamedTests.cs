using System.Text.Json.Nodes;
using static Monitor.Benchmark.Tests.Comparisons.NamesApplication;

namespace Monitor.Benchmark.Tests.Comparisons;

/// <summary>Lists of names: who stands in them, in which order, and what nobody learns from them.</summary>
public sealed class NamedTests(NamesApplication application) : IClassFixture<NamesApplication>
{
    private const string Wierden = "GM0189";   // in CA-GM0153, took part in both rounds, consents to nothing

    [Fact]
    public async Task Members_read_those_that_chose_to_be_named_by_name_as_Dutch_sorts_them()
    {
        var list = await NamedAsync(Tubbergen, "");

        Assert.Equal([Enschede, Groningen, Losser], Codes(list));
        Assert.Equal(3, list["totalCount"]!.GetValue<int>());
        Assert.Equal("2017-1", list["release"]!.GetValue<string>());
        Assert.Equal(100, list["maximum"]!.GetValue<int>());
        Assert.All(list["nodes"]!.AsArray(), node => Assert.True(node!["generated"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task What_is_shown_is_what_was_released()
    {
        var own = DemonstrationRound.Responses.Single(r => r.Municipality == Losser);
        var scores = JsonNode.Parse(own.Scores)!;

        var shown = (await NamedAsync(Tubbergen, ""))["nodes"]!.AsArray()
            .Single(n => Code(n!) == Losser)!;

        Assert.Equal(
            Math.Round(scores["average"]!.GetValue<decimal>(), 2, MidpointRounding.AwayFromZero),
            shown["points"]!.GetValue<decimal>());
        Assert.Equal(
            scores["objectives"]!.AsArray().Select(o => $"{o!["objective"]} {o["total"]!.GetValue<decimal>():0.##}"),
            shown["objectives"]!.AsArray().Select(
                o => $"{o!["objective"]!["id"]} {o["points"]!.GetValue<decimal>():0.##}"));
    }

    [Theory]
    [InlineData("TOTAL", "")]
    [InlineData("ANCHORING", "")]
    [InlineData("CONTENT", "")]
    [InlineData("REACH", "")]
    [InlineData("TOTAL", ", objective: \"child-abuse-4\"")]
    [InlineData("TOTAL", ", components: [ANCHORING, REACH]")]
    public async Task Points_sort_the_highest_first_and_page_by_page_it_is_the_same(string order, string more)
    {
        var part = order == "TOTAL" ? "points" : order.ToLowerInvariant();
        var all = await NamedAsync(Tubbergen, $"(orderBy: {order}{more})");

        var points = all["nodes"]!.AsArray().Select(n => n![part]!.GetValue<decimal>()).ToList();
        Assert.Equal(points.OrderDescending(), points);
        Assert.Equal(more.Contains("components", StringComparison.Ordinal) ? 50 : 100, all["maximum"]!.GetValue<int>());

        var paged = new List<string>();
        var after = "null";
        for (var page = 0; page < 4; page++)
        {
            var found = await NamedAsync(Tubbergen, $"(orderBy: {order}{more}, first: 1, after: {after})");
            paged.AddRange(Codes(found));
            Assert.Equal(3, found["totalCount"]!.GetValue<int>());
            Assert.Equal(page < 2, found["pageInfo"]!["hasNextPage"]!.GetValue<bool>());
            after = found["pageInfo"]!["endCursor"]?.ToJsonString() ?? after;
        }

        Assert.Equal(Codes(all), paged);
        var upwards = await NamedAsync(Tubbergen, $"(orderBy: {order}, lowestFirst: true{more})");
        Assert.Equal(points.Order(), upwards["nodes"]!.AsArray().Select(n => n![part]!.GetValue<decimal>()));
    }

    [Fact]
    public async Task A_part_left_out_counts_no_points()
    {
        var list = await NamedAsync(Tubbergen, "(components: [CONTENT])");

        Assert.Equal(50, list["maximum"]!.GetValue<int>());
        Assert.All(
            list["nodes"]!.AsArray(),
            n => Assert.Equal(n!["content"]!.GetValue<decimal>(), n["points"]!.GetValue<decimal>()));
    }

    [Theory]
    [InlineData("{ kind: SIZE_CLASS, code: \"UNDER_25K\" }", Losser)]
    [InlineData("{ kind: PROVINCE, code: \"PV20\" }", Groningen)]
    [InlineData("{ kind: CENTRE_AREA, code: \"CA-GM0153\" }", Enschede, Losser)]
    [InlineData("{ kind: VEILIG_THUIS, code: \"VT05\" }", Enschede, Losser)]
    [InlineData("{ kind: SIZE_CLASS_IN_VEILIG_THUIS, code: \"VT05\", sizeClass: \"UNDER_25K\" }", Losser)]
    [InlineData("{ kind: SAFETY_REGION, code: \"VR24\" }")]
    public async Task A_group_holds_those_of_it_that_are_named(string group, params string[] codes)
    {
        var list = await NamedAsync(Tubbergen, $"(group: {group})");

        Assert.Equal(codes, Codes(list));
        Assert.Equal(codes.Length, list["totalCount"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("(group: { kind: PROVINCE, code: \"VT05\" })", "UNKNOWN_REGION")]
    [InlineData("(group: { kind: CENTRE_AREA })", "BAD_USER_INPUT")]
    [InlineData("(group: { kind: SELECTION, code: \"1\" })", "BAD_USER_INPUT")]
    [InlineData("(first: 201)", "PAGE_SIZE")]
    [InlineData("(after: \"nonsense\")", "BAD_CURSOR")]
    [InlineData("(after: \"MXwA\")", "BAD_CURSOR")]
    [InlineData("(components: [])", "BAD_USER_INPUT")]
    public async Task What_makes_no_sense_is_refused(string arguments, string code) =>
        Assert.Equal([code], (await AskNamedAsync("reader", Tubbergen, arguments)).Codes);

    [Fact]
    public async Task In_a_round_released_before_the_consent_the_name_does_not_stand()
    {
        var list = await NamedAsync(Tubbergen, "", round: 2014);

        Assert.Empty(Codes(list));
        Assert.Equal(0, list["totalCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_open_round_has_no_names() =>
        Assert.Equal(["NOT_RELEASED"], (await AskNamedAsync("reader", Tubbergen, "", 2018)).Codes);

    [Theory]
    [InlineData("institute", null, null)]
    [InlineData("reader", Tubbergen, null)]
    [InlineData("researcher", null, "FORBIDDEN")]
    [InlineData("editor", null, "FORBIDDEN")]
    [InlineData("administrator", null, "FORBIDDEN")]
    public async Task Names_are_for_members_and_the_institute(string role, string? municipality, string? refusal)
    {
        var answer = await AskNamedAsync(role, municipality, "");

        Assert.Equal(refusal is null ? [] : [refusal], answer.Codes);
    }

    [Fact]
    public async Task Without_a_token_there_are_no_names() => Assert.Equal(
        ["UNAUTHENTICATED"],
        (await application.AskOfAsync(Round(2017), "Round", "named { totalCount }")).Codes);

    [Fact]
    public async Task A_list_of_names_is_never_stored() => Assert.Contains(
        "no-store", (await AskNamedAsync("reader", Tubbergen, "")).CacheControl, StringComparison.Ordinal);

    [Fact]
    public async Task Those_that_share_in_a_region_read_each_other_and_who_is_named_need_not_share()
    {
        var list = (await AskSharingAsync("reader", Hengelo, "CA-GM0153")).Entity["sharing"]!;

        Assert.Equal([Hengelo, Oldenzaal], Codes(list));
        Assert.Equal(2, list["totalCount"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("regional-coordinator", Enschede)]   // of its centre municipality
    [InlineData("institute", null)]
    public async Task Who_coordinates_the_area_and_the_institute_read_them_too(string role, string? municipality) =>
        Assert.Equal(
            [Hengelo, Oldenzaal],
            Codes((await AskSharingAsync(role, municipality, "CA-GM0153")).Entity["sharing"]!));

    [Theory]
    [InlineData("coordinator", Enschede, "CA-GM0153")]              // the centre, in another role
    [InlineData("regional-coordinator", Losser, "CA-GM0153")]       // the role, in another municipality
    [InlineData("regional-coordinator", Groningen, "CA-GM0153")]    // of another area
    [InlineData("reader", Tubbergen, "CA-GM0153")]                  // does not share
    [InlineData("reader", Hengelo, "VT05")]                         // shares in another kind
    [InlineData("reader", Hengelo, "CA-GM0014")]                    // shares elsewhere
    [InlineData("regional-coordinator", Enschede, "VT05")]
    [InlineData("reader", Tubbergen, "PV20")]
    public async Task All_others_learn_nothing_not_even_whether_anybody_shares(
        string role, string municipality, string region)
    {
        var answer = await AskSharingAsync(role, municipality, region);
        var nobody = await AskSharingAsync(role, municipality, region == "CA-GM0193" ? "CA-GM0014" : "CA-GM0193");

        Assert.Equal(["NOT_SHARING"], answer.Codes);
        Assert.Equal(Text(answer), Text(nobody));

        static string Text(Testing.Answered answer) =>
            $"{answer.Body.ToJsonString()} {answer.CacheControl} {answer.CacheGroups}";
    }

    [Fact]
    public async Task A_region_of_a_kind_in_which_nobody_can_share_says_so() =>
        Assert.Equal(["NOT_SHARED_FOR_KIND"], (await AskSharingAsync("institute", null, "CR01")).Codes);

    [Fact]
    public async Task A_withdrawal_takes_effect_in_the_next_answer()
    {
        await application.DeliverConsentAsync(Wierden, "SHARED_IN_CENTRE_AREA");
        Assert.Equal([], (await AskSharingAsync("reader", Wierden, "CA-GM0153")).Codes);

        await application.DeliverConsentAsync(Wierden, "SHARED_IN_CENTRE_AREA", granted: false, revision: 2);

        Assert.Equal(["NOT_SHARING"], (await AskSharingAsync("reader", Wierden, "CA-GM0153")).Codes);
    }

    private async Task<JsonNode> NamedAsync(string municipality, string arguments, int round = 2017) =>
        (await AskNamedAsync("reader", municipality, arguments, round)).Entity["named"]!;

    private Task<Testing.Answered> AskNamedAsync(
        string role, string? municipality, string arguments, int round = 2017) =>
        application.AskAsAsync(role, municipality, $$"""
            query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Round { named{{arguments}} {
                release maximum totalCount pageInfo { hasNextPage endCursor }
                nodes { municipality { code } points anchoring content reach band generated
                        objectives { objective { id } points band } } } } } }
            """, new { keys = new[] { Round(round) } });

    private Task<Testing.Answered> AskSharingAsync(string role, string? municipality, string region) =>
        application.AskAsAsync(role, municipality, """
            query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Region { sharing(round: 2017) {
                totalCount nodes { municipality { code } points } } } } }
            """, new { keys = new[] { new { __typename = "Region", code = region } } });

    private static object Round(int year) => new { __typename = "Round", year };

    private static string[] Codes(JsonNode list) => [.. list["nodes"]!.AsArray().Select(n => Code(n!))];

    private static string Code(JsonNode node) => node["municipality"]!["code"]!.GetValue<string>();
}
