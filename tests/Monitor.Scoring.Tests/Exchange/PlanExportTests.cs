using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Monitor.Scoring.Tests.Exchange;

/// <summary>A plan on paper and in a spreadsheet.</summary>
public sealed class PlanExportTests(ScoringApplication application) : IClassFixture<ScoringApplication>
{
    private const string Hostile =
        "</style></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'><svg onload=alert(3)>&lt;";

    [Fact]
    public async Task The_page_shows_goals_bars_and_history_for_people_and_for_screen_readers()
    {
        await ScoredAsync("GM0100");
        await PlannedAsync("GM0100", "Plan van aanpak", "Samen met de regio.", "Gesprek met huisartsen");

        var (response, html) = await ReadAsync("GM0100", "html");
        var page = XDocument.Parse(Wellformed(html));

        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("<!DOCTYPE html>", html.TrimStart(), StringComparison.Ordinal);
        Assert.Equal("nl", page.Root!.Attribute("lang")!.Value);
        Assert.Equal("Plan van aanpak – Testdorp – 2018–2021", page.Descendants("title").First().Value);
        Assert.Single(page.Descendants("h1"));
        foreach (var figure in page.Descendants("svg").Where(s => s.Attribute("role")?.Value == "img"))
        {
            var ids = figure.Attribute("aria-labelledby")!.Value.Split(' ');
            Assert.All(ids, id => Assert.Contains(figure.Elements(), e => e.Attribute("id")?.Value == id));
        }

        // Objective 1: in policy 15, one content question 11.25, view 10: 36.25 points, orange.
        var description = page.Descendants("desc").First().Value;
        Assert.Equal(
            "Meting 2018: totaal 36,25 van 100, oranje; borging 15 van 25, inhoud 11,25 van 50, bereik 10 van 25. "
            + "Doel: totaal 75. Doel: inhoud 40.",
            description);
        Assert.Contains("36,25 van 100 (O)", html, StringComparison.Ordinal); // without colour
        Assert.Contains("<td>O – oranje</td>", html, StringComparison.Ordinal); // the table beside the figure
        Assert.Contains("Gesprek met huisartsen", html, StringComparison.Ordinal);
        Assert.Contains("Doel toegevoegd", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_people_write_stays_text()
    {
        await ScoredAsync("GM0101");
        await PlannedAsync("GM0101", Hostile, Hostile, Hostile);
        await ChangeNotesAsync("GM0101", Hostile);

        var (response, html) = await ReadAsync("GM0101", "html");
        var page = XDocument.Parse(Wellformed(html));
        string[] allowed =
        [
            "html", "head", "meta", "title", "style", "body", "main", "header", "section", "svg", "defs", "pattern",
            "rect", "path", "circle", "text", "g", "desc", "h1", "h2", "h3", "h4", "p", "strong", "dl", "dt", "dd",
            "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "div", "ul", "li",
        ];

        Assert.All(page.Descendants(), e => Assert.Contains(e.Name.LocalName, allowed));
        Assert.All(page.Descendants().Attributes(), a =>
        {
            Assert.False(a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(a.Name.LocalName, (string[])["style", "href", "src"]);
        });
        Assert.Equal(Hostile, page.Descendants("h1").Single().Value);
        Assert.Contains(page.Descendants("li"), li => li.Value == Hostile);
        Assert.True(page.Descendants("p").Count(p => p.Value == Hostile) >= 2); // notes of the plan and of the goal
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task The_policy_of_the_page_lets_in_its_own_style_and_nothing_else()
    {
        await PlannedAsync("GM0102", "Plan", "", "Een maatregel");

        var (response, html) = await ReadAsync("GM0102", "html");
        var style = Regex.Match(html, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'; sandbox",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task A_plan_without_goals_or_scores_says_so()
    {
        await StartAsync("GM0103", "Leeg plan");

        var (_, html) = await ReadAsync("GM0103", "html");
        var (_, csv) = await ReadAsync("GM0103", "csv");

        Assert.Contains("In dit plan staan nog geen doelen.", html, StringComparison.Ordinal);
        Assert.Contains("GM0103 (GM0103)", html, StringComparison.Ordinal); // not on the list of names
        Assert.Single(csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries));
        XDocument.Parse(Wellformed(html));
    }

    [Fact]
    public async Task A_goal_without_a_score_has_an_empty_bar_with_its_target()
    {
        await PlannedAsync("GM0104", "Plan", "", "Een maatregel");

        var (_, html) = await ReadAsync("GM0104", "html");

        Assert.Contains("Voor deze doelstelling is er nog geen score.", html, StringComparison.Ordinal);
        Assert.Contains("– van 100", html, StringComparison.Ordinal);
        Assert.Contains("nog niet gemeten", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_has_a_row_for_each_target_and_runs_no_formula()
    {
        await ScoredAsync("GM0105");
        await PlannedAsync("GM0105", "=cmd|' /C calc'!A0", "Met \"aanhaling\"; en\nregel", "@SUM(1+1)");

        var (response, csv) = await ReadAsync("GM0105", "csv");

        Assert.Equal("text/csv; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            "attachment; filename=\"plan-GM0105-2018.csv\"",
            response.Content.Headers.ContentDisposition!.ToString());
        Assert.StartsWith("\uFEFF\"gemeentecode\";\"gemeente\";\"plan\"", csv, StringComparison.Ordinal);
        Assert.Contains(
            "\"GM0105\";\"GM0105\";\"'=cmd|' /C calc'!A0\";\"2018–2021\";\"1\";\"child-abuse-1\";", csv,
            StringComparison.Ordinal);
        Assert.Contains(
            ";\"totaal\";\"2018\";\"36,25\";\"2018\";\"36,25\";\"75\";;\"nog niet gemeten\";\"2021-12-31\";"
            + "\"wethouder\";\"nog niet begonnen\";\"'@SUM(1+1)\";\"Met \"\"aanhaling\"\"; en\nregel\"\r\n",
            csv,
            StringComparison.Ordinal);
        Assert.Contains(";\"inhoud\";\"2018\";\"11,25\";", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("csv")]
    public async Task Only_its_own_members_get_a_plan_whether_or_not_there_is_one(string kind)
    {
        var planned = kind == "csv" ? "GM0106" : "GM0109";
        await PlannedAsync(planned, "Plan", "", "Een maatregel");
        foreach (var municipality in (string[])[planned, "GM0199"])
        {
            var others = await application.GetAsAsync("GM0107", $"/exports/plan/{municipality}.{kind}");
            var institute = await application.GetAsAsync(null, $"/exports/plan/{municipality}.{kind}");
            var nobody = await application.GetAsync($"/exports/plan/{municipality}.{kind}");

            Assert.Equal((403, 403, 401), ((int)others.StatusCode, (int)institute.StatusCode, nobody.Status));
            Assert.Equal("application/problem+json", others.Content.Headers.ContentType!.MediaType);
            Assert.Contains("NOT_YOURS", await others.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_plan_that_is_not_there_is_not_found_and_a_closed_one_is_read_by_its_id()
    {
        var none = await application.GetAsAsync("GM0108", "/exports/plan/GM0108.html");
        var id = await StartAsync("GM0108", "Eerste plan");
        await application.AskAsAsync(
            "officer", "GM0108", $$"""mutation { closePlan(id: "{{id}}", revision: 1) { id } }""");
        var closed = await application.GetAsAsync("GM0108", "/exports/plan/GM0108.html");
        var byId = await application.GetAsAsync("GM0108", $"/exports/plan/GM0108.html?plan={id}");
        var strange = await application.GetAsAsync("GM0108", "/exports/plan/GM0108.html?plan=none");

        Assert.Equal(
            [404, 404, 200, 404],
            new[] { none, closed, byId, strange }.Select(r => (int)r.StatusCode));
        Assert.Contains("gesloten", await byId.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<(HttpResponseMessage Response, string Text)> ReadAsync(string municipality, string kind)
    {
        var response = await application.GetAsAsync(municipality, $"/exports/plan/{municipality}.{kind}");
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (response, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
    }

    // The page is written so that it is XML too, but for its void elements and the doctype.
    private static string Wellformed(string html) => Regex.Replace(
        Regex.Replace(html.TrimStart()["<!DOCTYPE html>".Length..], "<meta ([^>]*)>", "<meta $1/>"), "&nbsp;", " ");

    private async Task ScoredAsync(string municipality)
    {
        application.Submit(
            $"export-{municipality}", 1, municipality, objective: 1,
            ["policy=in-policy", $"content-1={Domain.Sheet.Measure("child-abuse-1.content-1")}", "reach-view=yes"]);
        await application.DeliverSubmittedAsync($"export-{municipality}", 1, municipality);
    }

    private async Task<string> StartAsync(string municipality, string title)
    {
        var started = await application.AskAsAsync(
            "officer", municipality,
            "mutation ($title: String!) { startPlan(round: 2018, title: $title, fromYear: 2018, toYear: 2021) { id } }",
            new { title });
        return started.Data["startPlan"]!["id"]!.GetValue<string>();
    }

    private async Task PlannedAsync(string municipality, string title, string notes, string words)
    {
        var plan = await StartAsync(municipality, title);
        var added = await application.AskAsAsync(
            "officer",
            municipality,
            "mutation ($plan: ID!, $goal: GoalInput!) { addGoal(plan: $plan, goal: $goal) { id } }",
            new
            {
                plan,
                goal = new
                {
                    objective = "child-abuse-1", targets = new { total = 75, content = 40 }, due = "2021-12-31",
                    owner = "ALDERMAN", notes, measures = new[] { new { words } },
                },
            });
        Assert.Empty(added.Codes);
    }

    private async Task ChangeNotesAsync(string municipality, string notes)
    {
        var read = await application.AskOwnAsync(municipality, "plan { id revision title }");
        var plan = read.Entity["plan"]!;
        var changed = await application.AskAsAsync(
            "officer", municipality,
            """
            mutation ($id: ID!, $revision: Int!, $title: String!, $notes: String) {
              changePlan(id: $id, revision: $revision, title: $title, fromYear: 2018, toYear: 2021, notes: $notes)
                { id }
            }
            """,
            new
            {
                id = plan["id"]!.GetValue<string>(), revision = plan["revision"]!.GetValue<int>(),
                title = plan["title"]!.GetValue<string>(), notes,
            });
        Assert.Empty(changed.Codes);
    }
}
