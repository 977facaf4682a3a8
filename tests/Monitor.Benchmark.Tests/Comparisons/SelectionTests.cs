using System.Text.Json.Nodes;
using Monitor.Hosting;
using static Monitor.Benchmark.Tests.Comparisons.NamesApplication;

namespace Monitor.Benchmark.Tests.Comparisons;

/// <summary>Own selections: what they hold, who uses them, and what nobody learns by them.</summary>
public sealed class SelectionTests(NamesApplication application) : IClassFixture<NamesApplication>
{
    private const string Selection = """
        id name shared mine deleted notShown municipalities { code }
        figures(round: 2017) { n notShown average { n mean } }
        """;

    [Fact]
    public async Task A_selection_is_made_changed_used_deleted_and_brought_back()
    {
        var made = await RunAsync(Hengelo, $$"""
            createSelection(name: " Buren ", municipalities: ["{{Enschede}}", "{{Oldenzaal}}", "{{Hengelo}}"])
            """);
        var id = Id(made);

        Assert.Equal(
            ("Buren", true, false, 0),
            (Text(made, "name"), Flag(made, "mine"), Flag(made, "shared"), NotShown(made)));
        Assert.Equal([Enschede, Hengelo, Oldenzaal], Codes(made));   // as Dutch sorts their names
        Assert.Equal(3, made["figures"]!["n"]!.GetValue<int>());

        Assert.Equal("Buur", Text(await RunAsync(Hengelo, $"renameSelection(id: \"{id}\", name: \"Buur\")"), "name"));
        var changed = await RunAsync(
            Hengelo, $"changeSelection(id: \"{id}\", add: [\"{Losser}\"], remove: [\"{Enschede}\", \"GM9999\"])");
        Assert.Equal([Hengelo, Losser, Oldenzaal], Codes(changed));

        var compared = (await application.AskOfAsync(
            new { __typename = "Municipality", code = Hengelo }, "Municipality", $$"""
            comparison(round: 2017, group: { kind: SELECTION, code: "{{id}}" }) {
                byName { n average { n mean place { points difference quarter } } members { points } }
                group { id reason n } }
            """, Hengelo)).Entity["comparison"]!;
        var byName = compared["byName"]!;
        var points = byName["members"]!.AsArray().Select(m => m!["points"]!.GetValue<decimal>()).ToList();
        var own = byName["average"]!["place"]!;
        Assert.Equal(3, byName["n"]!.GetValue<int>());
        Assert.Equal(points.Average(), byName["average"]!["mean"]!.GetValue<decimal>(), 1);
        Assert.Equal(points[0], own["points"]!.GetValue<decimal>());   // Hengelo is the first by name
        Assert.Equal(points[0] - points.Average(), own["difference"]!.GetValue<decimal>(), 1);
        Assert.Equal("NOT_RELEASED_FOR_KIND", Text(compared["group"]!, "reason"));
        Assert.DoesNotContain(id, Text(compared["group"]!, "id"), StringComparison.Ordinal);

        Assert.True(Flag(await RunAsync(Hengelo, $"deleteSelection(id: \"{id}\")"), "deleted"));
        foreach (var ask in (string[])["query { selection", "mutation { shareSelection"])
        {
            Assert.Equal(["NOT_FOUND"], (await AskAsync(Hengelo, $"{ask}(id: \"{id}\") {{ id }} }}")).Codes);
        }

        var back = await RunAsync(Hengelo, $"undoDeleteSelection(id: \"{id}\")");
        Assert.Equal([Hengelo, Losser, Oldenzaal], Codes(back));
    }

    [Theory]
    [InlineData(Tubbergen)]     // took part, consents to nothing
    [InlineData(Oldenzaal)]     // shares, but not with this caller
    [InlineData(Appingedam)]    // consents, took part in no round
    [InlineData("GM9999")]      // does not exist
    [InlineData("nonsense")]
    public async Task Who_is_not_seen_by_name_cannot_be_chosen_and_the_refusal_is_the_same(string code)
    {
        var answer = await AskAsync(
            Losser,
            $"mutation {{ createSelection(name: \"x\", municipalities: [\"{Enschede}\", \"{code}\"]) {{ id }} }}");

        Assert.Equal(["NOT_BY_NAME"], answer.Codes);
        Assert.EndsWith(
            $"in no round: {code}.",
            answer.Body["errors"]![0]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_withdraws_drops_out_of_every_selection_and_is_only_counted()
    {
        var id = Id(await RunAsync(
            Losser, $"createSelection(name: \"x\", municipalities: [\"{Groningen}\", \"{Enschede}\"])"));
        await application.DeliverConsentAsync(Groningen, "NAMED", granted: false, revision: 2);
        var left = await SelectionAsync("reader", Losser, id);
        await application.DeliverConsentAsync(Groningen, "NAMED", granted: true, revision: 3);

        Assert.Equal([Enschede], Codes(left));
        Assert.Equal(1, NotShown(left));
        Assert.Equal((1, 1), (left["figures"]!["n"]!.GetValue<int>(), left["figures"]!["notShown"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Colleagues_use_what_is_shared_and_see_of_it_whom_they_see_themselves()
    {
        // Its maker coordinates the area, and sees those that share there; a reader of the same municipality does not.
        var made = (await application.AskAsAsync("regional-coordinator", Enschede, $$"""
            mutation { createSelection(name: "Ons gebied", municipalities: ["{{Hengelo}}", "{{Losser}}"]) { id } }
            """)).Data["createSelection"]!;
        var id = Id(made);
        var shared = await RunAsAsync("regional-coordinator", Enschede, $"shareSelection(id: \"{id}\")");
        Assert.Equal([Hengelo, Losser], Codes(shared));
        var seen = await SelectionAsync("reader", Enschede, id);

        Assert.Equal([Losser], Codes(seen));
        Assert.Equal(1, NotShown(seen));
        Assert.Equal(1, seen["figures"]!["n"]!.GetValue<int>());
    }

    [Fact]
    public async Task Another_municipality_finds_nothing_whatever_it_asks()
    {
        var id = Id(await RunAsync(Hengelo, $"createSelection(name: \"x\", municipalities: [\"{Enschede}\"])"));
        await RunAsync(Hengelo, $"shareSelection(id: \"{id}\")");

        var unknown = Guid.NewGuid();
        foreach (var ask in (string[])[
            "query { selection(id: \"ID\") { id } }",
            "mutation { renameSelection(id: \"ID\", name: \"y\") { id } }",
            "mutation { renameSelection(id: \"ID\", name: \"\") { id } }",   // not there, before badly named
            "mutation { changeSelection(id: \"ID\", remove: [\"GM0153\"]) { id } }",
            "mutation { shareSelection(id: \"ID\") { id } }",
            "mutation { unshareSelection(id: \"ID\") { id } }",
            "mutation { deleteSelection(id: \"ID\") { id } }",
            "mutation { undoDeleteSelection(id: \"ID\") { id } }"])
        {
            var answer = await AskAsync(Losser, ask.Replace("ID", id, StringComparison.Ordinal));
            Assert.Equal(["NOT_FOUND"], answer.Codes);
            var other = await AskAsync(Losser, ask.Replace("ID", $"{unknown}", StringComparison.Ordinal));
            Assert.Equal(other.Body.ToJsonString(), answer.Body.ToJsonString());
        }

        var compared = await application.AskOfAsync(
            new { __typename = "Municipality", code = Losser }, "Municipality",
            $"comparison(round: 2017, group: {{ kind: SELECTION, code: \"{id}\" }}) {{ byName {{ n }} }}", Losser);
        Assert.Equal(["NOT_FOUND"], compared.Codes);
        Assert.DoesNotContain(
            id, (await AskAsync(Losser, "query { selections { id } }")).Body.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal([0], await application.Database.NumbersAsync(
            $"SELECT count(*) FROM selections WHERE id = '{id}'", ActingAs.Municipality(Losser)));
    }

    [Theory]
    [InlineData("createSelection(name: \" \", municipalities: [\"GM0153\"])", "NAME_LENGTH")]
    [InlineData("createSelection(name: \"a\\nb\", municipalities: [\"GM0153\"])", "NOT_PLAIN_TEXT")]
    [InlineData("createSelection(name: \"x\", municipalities: [])", "SELECTION_SIZE")]
    [InlineData("renameSelection(id: \"1\", name: \"x\")", "NOT_FOUND")]
    public async Task What_cannot_be_is_refused(string mutation, string code) =>
        Assert.Equal([code], (await AskAsync(Losser, $"mutation {{ {mutation} {{ id }} }}")).Codes);

    [Fact]
    public async Task Of_ones_own_selection_it_is_said_what_is_wrong_with_the_name()
    {
        var id = Id(await RunAsync(Hengelo, $"createSelection(name: \"x\", municipalities: [\"{Enschede}\"])"));

        Assert.Equal(
            ["NAME_LENGTH"],
            (await AskAsync(Hengelo, $"mutation {{ renameSelection(id: \"{id}\", name: \"\") {{ id }} }}")).Codes);
    }

    [Fact]
    public async Task A_selection_holds_100_at_most()
    {
        var codes = string.Join(", ", Enumerable.Range(1, 101).Select(i => $"\"GM{i:0000}\""));

        Assert.Equal(["SELECTION_SIZE"], (await AskAsync(
            Losser, $"mutation {{ createSelection(name: \"x\", municipalities: [{codes}]) {{ id }} }}")).Codes);
    }

    [Theory]
    [InlineData(null, "UNAUTHENTICATED")]
    [InlineData("institute", "FORBIDDEN")]
    [InlineData("researcher", "FORBIDDEN")]
    public async Task Selections_are_for_those_that_act_for_a_municipality(string? role, string code)
    {
        const string ask = "{ selections { id } }";
        var answer = role is null
            ? await application.AskAsync(ask) : await application.AskAsAsync(role, null, ask);

        Assert.Equal([code], answer.Codes);
    }

    [Fact]
    public async Task Only_its_maker_changes_a_shared_one()
    {
        var answer = await application.AskAsync(
            $"mutation {{ createSelection(name: \"x\", municipalities: [\"{Enschede}\"]) {{ id }} }}", Groningen);
        var id = Id(answer.Data["createSelection"]!);
        await AskAsync(Groningen, $"mutation {{ shareSelection(id: \"{id}\") {{ id }} }}");
        await application.SetOwnerAsync(id, "a-colleague");

        var seen = await SelectionAsync("reader", Groningen, id);
        Assert.Equal((false, true), (Flag(seen, "mine"), Flag(seen, "shared")));
        Assert.Equal(["FORBIDDEN"], (await AskAsync(
            Groningen, $"mutation {{ deleteSelection(id: \"{id}\") {{ id }} }}")).Codes);
    }

    private Task<Testing.Answered> AskAsync(string municipality, string operation) =>
        application.AskAsync(operation, municipality);

    private async Task<JsonNode> SelectionAsync(string role, string municipality, string id) =>
        (await application.AskAsAsync(role, municipality, $"{{ selection(id: \"{id}\") {{ {Selection} }} }}"))
            .Data["selection"]!;

    private Task<JsonNode> RunAsync(string municipality, string mutation) =>
        RunAsAsync("reader", municipality, mutation);

    private async Task<JsonNode> RunAsAsync(string role, string municipality, string mutation) =>
        (await application.AskAsAsync(role, municipality, $"mutation {{ made: {mutation} {{ {Selection} }} }}"))
            .Data["made"]!;

    private static string Id(JsonNode node) => Text(node, "id");

    private static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    private static bool Flag(JsonNode node, string name) => node[name]!.GetValue<bool>();

    private static int NotShown(JsonNode node) => node["notShown"]!.GetValue<int>();

    private static string[] Codes(JsonNode node) =>
        [.. node["municipalities"]!.AsArray().Select(m => m!["code"]!.GetValue<string>())];
}
