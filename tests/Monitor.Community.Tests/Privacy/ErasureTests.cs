using System.Text.Json.Nodes;

namespace Monitor.Community.Tests.Privacy;

/// <summary>A person asks for what is held, and to be erased. Each test is about another person.</summary>
public sealed class ErasureTests : ErasureWorld
{
    [Fact]
    public async Task Erased_at_once_where_there_is_noGrace_and_only_the_pseudonym_stays()
    {
        Start();
        var member = await AddMemberAsync("Quirijn Zomerdijk", "quirijn@zomerdijk.example");
        await PostAsync(member, "Wij bellen binnen een dag terug.", contact: "quirijn@zomerdijk.example");

        var dry = await AskAsync(member, "mutation { eraseMe { isAsked dueAt effects { what rows effect } } }");
        Assert.False(dry.Data["eraseMe"]!["isAsked"]!.GetValue<bool>());
        Assert.Contains(
            dry.Data["eraseMe"]!["effects"]!.AsArray(),
            effect => effect!["what"]!.GetValue<string>() == "topics"
                && effect["effect"]!.GetValue<string>() == "STAYS_NAMELESS" && effect["rows"]!.GetValue<int>() == 1);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM accounts"));

        Assert.True((await AskAsync(member, "mutation { eraseMe(dryRun: false) { isAsked } }"))
            .Data["eraseMe"]!["isAsked"]!.GetValue<bool>());
        await UntilAsync("SELECT count(*) FROM erasures WHERE erased_at IS NOT NULL", 1);

        Assert.Equal(0, await CountAsync("SELECT count(*) FROM accounts"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM members"));
        Assert.Equal(1, await CountAsync($"SELECT count(*) FROM topics WHERE author = '{member}' AND contact IS NULL"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM outbox WHERE topic = 'member.erased'"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM outbox WHERE topic = 'membership.changed'"));
        Assert.Equal(
            2,
            await CountAsync("SELECT count(*) FROM acts WHERE kind IN ('ERASURE_REQUESTED', 'MEMBER_ERASED')"));
    }

    [Fact]
    public async Task What_was_posted_goes_too_where_that_is_asked()
    {
        Start();
        var member = await AddMemberAsync("Roelina Halfwerk", "roelina@halfwerk.example");
        await PostAsync(member, "Roelina zegt iets unieks.", contact: null);

        await AskAsync(member, "mutation { eraseMe(dryRun: false, contributions: REMOVE) { isAsked } }");
        await UntilAsync("SELECT count(*) FROM erasures WHERE erased_at IS NOT NULL", 1);

        Assert.Equal(
            1,
            await CountAsync("SELECT count(*) FROM topics WHERE deleted_at IS NOT NULL AND text LIKE 'Verwijderd%'"));
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM topics WHERE text LIKE '%unieks%'"));
    }

    [Fact]
    public async Task Until_it_is_due_it_can_be_undone()
    {
        Grace = TimeSpan.FromDays(7);
        Start();
        var member = await AddMemberAsync("Teunis Achterweg", "teunis@achterweg.example");

        await AskAsync(member, "mutation { eraseMe(dryRun: false) { isAsked } }");
        var asked = (await AskAsync(member, "{ myErasure { isAsked erasedAt } }")).Data["myErasure"]!;
        Assert.True(asked["isAsked"]!.GetValue<bool>());
        Assert.Null(asked["erasedAt"]);

        Assert.True(await WithdrawAsync(member));
        Assert.False(await WithdrawAsync(member));
        Assert.Null((await AskAsync(member, "{ myErasure { isAsked } }")).Data["myErasure"]);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM accounts"));
    }

    [Fact]
    public async Task While_another_service_does_not_answer_nothing_is_erased_and_it_is_tried_again()
    {
        Start();
        var member = await AddMemberAsync("Wubbo Kranenborg", "wubbo@kranenborg.example");
        Sidecar.Answer("benchmark", "/internal/members/erase", null);

        await AskAsync(member, "mutation { eraseMe(dryRun: false) { isAsked } }");
        await UntilAsync("SELECT attempts FROM erasures", 1);
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM accounts"));

        Sidecar.Answer("benchmark", "/internal/members/erase", """{ "erased": true }""");
        await ExecuteAsync("UPDATE erasures SET next_at = now()");
        await UntilAsync("SELECT count(*) FROM accounts", 0);
    }

    [Fact]
    public async Task An_administrator_erases_another_and_nobody_else_does()
    {
        Start();
        var member = await AddMemberAsync("Femke Oudkerk", "femke@oudkerk.example");
        var mutation = $"mutation {{ eraseMember(member: \"{member:N}\", dryRun: false) {{ isAsked }} }}";

        Assert.Equal(["FORBIDDEN"], (await AskAsync(Guid.NewGuid(), mutation, "institute")).Codes);
        Assert.Equal(
            ["NOT_FOUND"],
            (await AskAsync(
                Guid.NewGuid(), $"mutation {{ eraseMember(member: \"{Guid.NewGuid():N}\") {{ isAsked }} }}",
                "administrator")).Codes);
        Assert.Empty((await AskAsync(Guid.NewGuid(), mutation, "administrator")).Codes);
        await UntilAsync("SELECT count(*) FROM accounts", 0);
    }

    [Fact]
    public async Task My_data_is_all_that_every_service_holds_or_nothing()
    {
        Start();
        var member = await AddMemberAsync("Jikke Posthumus", "jikke@posthumus.example");
        await PostAsync(member, "Een tip van mij.", contact: null);

        using var client = Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/exports/my-data");
        request.Headers.Authorization = new("Bearer", TokenOf(member, "officer"));
        using var response = await client.SendAsync(request);
        var held = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["services"]!;

        Assert.Equal("Jikke Posthumus", held["community"]!["members"]![0]!["name"]!.GetValue<string>());
        Assert.Equal("onderwerp", held["community"]!["accounts"]![0]!["subject"]!.GetValue<string>());
        Assert.Equal("Een tip van mij.", held["community"]!["topics"]![0]!["text"]!.GetValue<string>());
        Assert.Equal(1, held["scoring"]!["of_scoring"]![0]!["id"]!.GetValue<int>());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM acts WHERE kind = 'OWN_DATA_EXPORTED'"));

        Sidecar.Answer("scoring", "/internal/members/data", null);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/exports/my-data");
        again.Headers.Authorization = new("Bearer", TokenOf(member, "officer"));
        using var refused = await client.SendAsync(again);
        Assert.Contains("SUBGRAPH_UNAVAILABLE", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
