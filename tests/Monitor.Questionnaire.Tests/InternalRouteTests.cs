namespace Monitor.Questionnaire.Tests;

public sealed class InternalRouteTests(QuestionnaireApplication application) : IClassFixture<QuestionnaireApplication>
{
    [Fact]
    public async Task Areas_are_the_current_ones_with_their_regions()
    {
        var areas = await application.GetAsync("/internal/areas");
        var enschede = areas["municipalities"]!.AsArray().Single(m => m!["code"]!.GetValue<string>() == "GM0153")!;

        Assert.Equal(388, areas["municipalities"]!.AsArray().Count);
        Assert.Equal(26 + 25 + 35 + 12 + 40, areas["regions"]!.AsArray().Count);

        // 26 of 2013 ended by 2017, Groesbeek among them; De Friese Meren was there in between; 2018 brings three.
        var others = areas["others"]!.AsArray().Select(code => code!.GetValue<string>()).ToList();
        Assert.Equal(26 + 1 + 3, others.Count);
        Assert.Subset(others.ToHashSet(), new HashSet<string> { "GM0241", "GM0381", "GM1921", "GM1950" });
        Assert.Equal("FROM_100K_TO_250K", enschede["sizeClass"]!.GetValue<string>());
        Assert.Equal("""{"kind":"VEILIG_THUIS","code":"VT05"}""", enschede["regions"]![0]!.ToJsonString());
    }

    [Fact]
    public async Task Names_are_those_of_every_list_with_province_and_years()
    {
        var names = (await application.GetAsync("/internal/areas/names"))["municipalities"]!.AsArray();
        string Of(string code) => string.Join(
            ' ', names.Where(n => n!["code"]!.GetValue<string>() == code).Select(n => n!.ToJsonString()));

        Assert.Equal(
            """{"code":"GM0241","name":"Groesbeek","province":"PV25","years":[2013,2014,2015]}""", Of("GM0241"));
        Assert.Equal(
            """{"code":"GM0164","name":"Hengelo","province":"PV23","years":[2013,2014,2015,2016,2017,2018]}""",
            Of("GM0164"));
        Assert.Equal(388 + 26 + 1 + 3, names.Select(n => n!["code"]!.GetValue<string>()).Distinct().Count());
    }

    [Fact]
    public async Task Lineage_maps_the_list_of_a_round_on_the_current_one()
    {
        var lineage = await application.GetAsync("/internal/lineage?to=2017&from=2015");

        Assert.Equal("succession-1", lineage["rule"]!.GetValue<string>());
        Assert.Equal((2017, 2015), (lineage["to"]!.GetValue<int>(), lineage["from"]!.GetValue<int>()));
        Assert.Equal(
            """{"code":"GM0385","existed":true,"weight":29087,"sources":"""
            + """[{"code":"GM0478","kind":"MERGE","date":"2016-01-01","weight":6306}]}""",
            lineage["municipalities"]![0]!.ToJsonString());
        Assert.Equal(
            """{"code":"GM1940","existed":false,"sources":"""
            + """[{"code":"GM1921","kind":"RENAME","date":"2015-07-01","weight":51213}]}""",
            lineage["municipalities"]![1]!.ToJsonString());
        Assert.Equal(
            ["GM0385", "GM1940", "GM1942", "GM1945", "GM1948"],
            lineage["municipalities"]!.AsArray().Select(m => m!["code"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Lineage_goes_back_to_the_earliest_list_unless_another_is_named()
    {
        var lineage = await application.GetAsync("/internal/lineage?to=2017");
        var marren = lineage["municipalities"]!.AsArray().Single(m => m!["code"]!.GetValue<string>() == "GM1940")!;

        Assert.Equal(2013, lineage["from"]!.GetValue<int>());
        Assert.Equal(
            ["GM0051 27501", "GM0055 19390", "GM0082 13524", "GM0653 10208"],
            marren["sources"]!.AsArray().Select(s => $"{s!["code"]} {s["weight"]}"));
    }

    [Fact]
    public async Task Rounds_say_their_status_and_questionnaire()
    {
        var rounds = await application.GetAsync("/internal/rounds");

        Assert.Equal(
            """{"year":2018,"questionnaire":"monitor-2018","status":"OPEN","generated":false,"areasYear":2017}""",
            rounds[0]!.ToJsonString());
        Assert.Equal(
            """{"year":2017,"questionnaire":"child-abuse-2017","status":"CLOSED","generated":true,"areasYear":2017}""",
            rounds[1]!.ToJsonString());
    }

    [Fact]
    public async Task A_questionnaire_is_given_as_it_was_published()
    {
        var questionnaire = await application.GetAsync("/internal/questionnaires/child-abuse-2017");

        var first = questionnaire["objectives"]![0]!["questions"]![0]!;
        Assert.Equal("child-abuse-1.policy", first["id"]!.GetValue<string>());
        Assert.NotNull(questionnaire["licence"]);
    }

    [Fact]
    public async Task The_accepted_set_of_a_closed_round_is_complete()
    {
        var set = await application.GetAsync("/internal/rounds/2017/submissions");

        Assert.True(set["closed"]!.GetValue<bool>());
        Assert.True(set["generated"]!.GetValue<bool>());
        var municipalities = set["submissions"]!.AsArray().Select(s => s!["municipality"]!.GetValue<string>()).ToList();
        Assert.Equal(169, municipalities.Count);
        Assert.Equal(169, municipalities.Distinct().Count());
    }

    [Fact]
    public async Task Answers_page_through_the_accepted_set()
    {
        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await application.GetAsync($"/internal/rounds/2017/answers?limit=100&after={next}");
            seen.AddRange(page["items"]!.AsArray().Select(i => i!["responseId"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        }
        while (next is not null);

        Assert.Equal(169, seen.Count);
        Assert.Equal(169, seen.Distinct().Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?from=SUBMITTED")]
    [InlineData("?from=SAVED")]
    public async Task The_answers_of_one_municipality_are_given_as_submitted_and_as_saved(string from)
    {
        var answers = await application.GetAsync($"/internal/municipalities/GM0153/rounds/2017/answers{from}");

        Assert.Equal("GM0153", answers["municipality"]!.GetValue<string>());
        Assert.Contains(
            answers["answers"]!.AsArray(), a => a!["question"]!.GetValue<string>() == "child-abuse-1.policy");
    }

    [Theory]
    [InlineData("/internal/municipalities/GM0153/rounds/2018/answers")]
    [InlineData("/internal/municipalities/GM9999/rounds/2017/answers?from=SAVED")]
    [InlineData("/internal/questionnaires/none")]
    [InlineData("/internal/lineage?to=2012")]
    [InlineData("/internal/rounds/1999/submissions")]
    [InlineData("/internal/rounds/1999/answers")]
    [InlineData("/internal/responses/6b0a2a7e-0000-4000-8000-000000000000/revisions/1")]
    [InlineData("/internal/responses/none/revisions/1")]
    public async Task What_is_not_there_is_404(string path) => Assert.Equal(404, await application.StatusAsync(path));
}
