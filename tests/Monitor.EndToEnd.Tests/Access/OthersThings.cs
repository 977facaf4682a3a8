using System.Text.Json;

namespace Monitor.EndToEnd.Tests.Access;

/// <summary>What one municipality has of its own, each by an opaque id that another might have come by.</summary>
internal sealed class OthersThings
{
    public const string Municipality = "GM0193";

    /// <summary>Its Veilig Thuis region.</summary>
    public const string Region = "VT04";

    private const string AllOfIt = """
        query ($response: ID!, $plan: ID!, $selection: ID!, $draft: ID!, $topic: ID!) {
          response(id: $response) {
            revision status answers { question { id } options { id } text } remarks { id text }
          }
          plan(id: $plan) { revision status title goals { id revision notes } }
          selection(id: $selection) { name shared municipalities { code } }
          municipality(code: "GM0193") {
            consents { kind granted } contacts { id name } plans { id }
            members { id name roles status } machines { id scopes revokedAt }
          }
          draft(id: $draft) { id revision }
          communityTopic(id: $topic) { title text useful isLocked state replies { nodes { id text useful state } } }
          invitations(municipality: "GM0193") { nodes { id status } }
        }
        """;

    private static Task<OthersThings>? made;

    private readonly RunningMonitor monitor;
    private readonly string coordinator;
    private readonly Dictionary<string, string> ids = new(StringComparer.Ordinal);

    private OthersThings(RunningMonitor monitor, string coordinator) =>
        (this.monitor, this.coordinator) = (monitor, coordinator);

    /// <summary>
    /// The id of its response, remark, plan, goal, selection, contact, suggestion and that one's objective; of a draft,
    /// a topic among its region's members, a reply to it and what was told of that; of a member, an invitation, a
    /// program. Also of its region's report, the yearly report and released figures.
    /// </summary>
    public string this[string thing] => ids[thing];

    /// <summary>All the ids that are nobody else's business.</summary>
    public IEnumerable<string> Own => ids.Keys.Except(["suggestionObjective", "yearlyReport", "aggregate"])
        .Select(thing => ids[thing]);

    /// <summary>Made once for all tests of the one system.</summary>
    public static Task<OthersThings> OfAsync(RunningMonitor monitor) => made ??= MakeAsync(monitor);

    private static async Task<OthersThings> MakeAsync(RunningMonitor monitor)
    {
        var things = new OthersThings(monitor, await monitor.TokenAsync(Municipality, "coordinator"));
        await things.MakeAsync();
        return things;
    }

    /// <summary>Everything of it, as its coordinator reads it.</summary>
    public async Task<string> ReadAsync()
    {
        var things = FillingIn.Whole(await monitor.AskAsync(
            AllOfIt,
            new
            {
                response = ids["response"], plan = ids["plan"], selection = ids["selection"], draft = ids["draft"],
                topic = ids["topic"],
            },
            coordinator));
        var told = FillingIn.Whole(await monitor.AskAsync(
            "{ notifications(first: 100) { nodes { id readAt } } }", token: coordinator));

        // Others are told of at any time: what they write counts here only where it changes what was there.
        var notification = told.Items("data", "notifications", "nodes")
            .Single(each => each.Text("id") == ids["notification"]);
        return things.At("data").GetRawText() + notification.GetRawText();
    }

    private async Task MakeAsync()
    {
        ids["response"] = await TextAsync("mutation { startResponse(round: 2018) { id } }", "startResponse", "id");
        ids["remark"] = await TextAsync(
            $"mutation {{ addRemark(responseId: \"{ids["response"]}\", question: \"child-abuse-1.policy\", "
            + "text: \"Navragen\") { remarks { id } } }",
            "addRemark", "remarks", 0, "id");
        ids["plan"] = await TextAsync(
            "mutation { startPlan(round: 2017, title: \"Plan\", fromYear: 2018, toYear: 2021) { id } }",
            "startPlan", "id");
        ids["goal"] = await TextAsync(
            $"mutation {{ addGoal(plan: \"{ids["plan"]}\", goal: {{ objective: \"child-abuse-1\", "
            + "targets: { total: 75 }, due: \"2021-12-31\", owner: PROGRAMME_MANAGER }) { id } }",
            "addGoal", "id");
        ids["selection"] = await TextAsync(
            $"mutation {{ createSelection(name: \"Eigen\", municipalities: [\"{Municipality}\"]) {{ id }} }}",
            "createSelection", "id");
        ids["contact"] = await TextAsAsync(
            await monitor.TokenAsync(null, "institute"),
            $"mutation {{ setContact(municipality: \"{Municipality}\", name: \"Mia Bos\", "
            + "email: \"m.bos@example.org\") { contacts { id } } }",
            "setContact", "contacts", 0, "id");
        await MakeInCommunityAsync();
        await FindAsync();
    }

    /// <summary>What there is without anything being made.</summary>
    private async Task FindAsync()
    {
        const string Suggestion = $$"""
            query { municipality(code: "{{Municipality}}") { suggestions(round: 2017) { id objective { id } } } }
            """;
        ids["suggestion"] = await TextAsync(Suggestion, "municipality", "suggestions", 0, "id");
        ids["suggestionObjective"] = await TextAsync(
            Suggestion, "municipality", "suggestions", 0, "objective", "id");
        var institute = await monitor.TokenAsync(null, "institute");
        ids["regionReport"] = await TextAsAsync(
            institute, $"query {{ region(code: \"{Region}\") {{ report(round: 2017) {{ id }} }} }}",
            "region", "report", "id");
        ids["yearlyReport"] = await TextAsAsync(
            institute, "query { yearlyReport(year: 2017) { id } }", "yearlyReport", "id");
        ids["aggregate"] = await TextAsAsync(
            institute, "query { round(year: 2017) { benchmark { id } } }", "round", "benchmark", "id");
    }

    private async Task MakeInCommunityAsync()
    {
        ids["draft"] = await TextAsync(
            "mutation { saveDraft(input: { kind: TIP, title: \"Nog niet af\" }) { id } }", "saveDraft", "id");
        ids["topic"] = await TextAsync(
            "mutation { postDiscussion(input: { category: \"region-vt04\", title: \"Onder ons\", "
            + "text: \"Voor onze regio alleen.\", shownAs: MUNICIPALITY }) { id } }",
            "postDiscussion", "id");
        ids["reply"] = await TextAsAsync(
            await monitor.TokenAsync(Municipality),
            $"mutation {{ postReply(input: {{ topic: \"{ids["topic"]}\", "
            + "text: \"Dank\", shownAs: MEMBER }) { id } }",
            "postReply", "id");
        ids["notification"] = await NotificationAsync();
        ids["member"] = await TextAsync(
            $"query {{ municipality(code: \"{Municipality}\") {{ members {{ id }} }} }}",
            "municipality", "members", 0, "id");
        ids["invitation"] = await TextAsync(
            "mutation { inviteMember(input: { name: \"Noor Vos\", email: \"n.vos@example.org\", "
            + "roles: [READER] }) { id } }",
            "inviteMember", "id");
        ids["machine"] = await TextAsync(
            "mutation { registerMachine(input: { clientId: \"zwolle-nacht\", name: \"Nachtelijk\", "
            + "scopes: [\"figures:read\"] }) { id } }",
            "registerMachine", "id");
    }

    /// <summary>Of the reply: it comes a moment after.</summary>
    private async Task<string> NotificationAsync()
    {
        var (answer, _) = await monitor.AskUntilAsync(
            "{ notifications(first: 1) { nodes { id } } }",
            null,
            coordinator,
            answer => answer.Items("data", "notifications", "nodes").Any(),
            TimeSpan.FromSeconds(20));
        return answer.Text("data", "notifications", "nodes", 0, "id")!;
    }

    private Task<string> TextAsync(string document, params object[] path) => TextAsAsync(coordinator, document, path);

    private async Task<string> TextAsAsync(string token, string document, params object[] path)
    {
        JsonElement answer = FillingIn.Whole(await monitor.AskAsync(document, token: token));
        return answer.At([.. path.Prepend("data")]).GetString()!;
    }
}
