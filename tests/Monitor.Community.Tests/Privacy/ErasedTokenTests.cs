using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Monitor.Community.Tests.Privacy;

/// <summary>Who was erased may come back as someone new; not by a token that still lives.</summary>
public sealed class ErasedTokenTests : ErasureWorld
{
    private const string Request = """
        mutation { requestAccess(input: { municipality: "GM0344", name: "Gerrit Nieuwland",
          email: "gerrit@nieuwland.example", reason: "Opnieuw." }) { id } }
        """;

    [Fact]
    public async Task A_token_that_still_lives_makes_no_account_and_may_nothing()
    {
        Start();
        var erased = await EraseAsync();

        var found = await FindAsync("gerrit");
        var again = await FindAsync("gerrit");

        var nobody = Guid.Parse(found["member"]!.GetValue<string>());
        Assert.NotEqual(erased, nobody);
        Assert.Equal(nobody, Guid.Parse(again["member"]!.GetValue<string>()));
        Assert.Empty(found["roles"]!.AsArray());
        Assert.Null(found["municipality"]);
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM accounts"));
        Assert.Equal(["NOT_A_MEMBER"], (await AskAsync(nobody, """{ search(query: "tip") { edges { cursor } } }""", ""))
            .Codes);
        Assert.Equal(["ERASED"], (await AskAsync(nobody, Request, "")).Codes);
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM access_requests"));
    }

    [Fact]
    public async Task Another_person_is_not_taken_for_them()
    {
        Start();
        await EraseAsync();

        await FindAsync("hendrika");
        await FindAsync("gerrit", "https://other-provider.example");

        Assert.Equal(2, await CountAsync("SELECT count(*) FROM accounts"));
    }

    [Fact]
    public async Task Once_every_token_has_run_out_nothing_is_left_and_whoever_comes_back_is_new()
    {
        Start();
        var erased = await EraseAsync();
        Assert.Equal(
            1,
            await CountAsync("""
                SELECT count(*) FROM erased_subjects
                WHERE until BETWEEN now() + interval '59 minutes' AND now() + interval '60 minutes'
                """));

        await ExpireAsync();
        await UntilAsync("SELECT count(*) FROM erased_subjects", 0);
        var found = await FindAsync("gerrit");

        var account = Guid.Parse(found["member"]!.GetValue<string>());
        Assert.NotEqual(erased, account);
        Assert.Equal(1, await CountAsync($"SELECT count(*) FROM accounts WHERE id = '{account}'"));
        Assert.Empty((await AskAsync(account, Request, "")).Codes);
    }

    [Fact]
    public async Task Where_tokens_need_not_be_waited_for_whoever_comes_back_is_new_at_once()
    {
        Start(("Privacy:LongestToken", "00:00:00"));
        await EraseAsync();

        await FindAsync("gerrit");

        Assert.Equal(0, await CountAsync("SELECT count(*) FROM erased_subjects"));
        Assert.Equal(1, await CountAsync("SELECT count(*) FROM accounts"));
    }

    [Fact]
    public async Task What_is_remembered_for_an_hour_says_nothing_of_the_subject()
    {
        Start();
        await EraseAsync();

        Assert.Equal(
            0,
            await CountAsync("SELECT count(*) FROM erased_subjects e WHERE strpos(e::text, 'gerrit') > 0"));
        Assert.Equal(
            0,
            await CountAsync("""
                SELECT count(*) FROM erased_subjects
                WHERE digest = sha256(convert_to('gerrit', 'UTF8'))
                   OR digest = sha256(convert_to('https://provider.example', 'UTF8') || '\x00' || 'gerrit')
                """));
    }

    private async Task<Guid> EraseAsync()
    {
        var member = await AddMemberAsync("Gerrit Nieuwland", "gerrit@nieuwland.example", "gerrit");
        await ExecuteAsync("""
            INSERT INTO municipalities (code, name, is_current) VALUES ('GM0344', 'Utrecht', true)
            ON CONFLICT DO NOTHING
            """);
        await AskAsync(member, "mutation { eraseMe(dryRun: false) { isAsked } }");
        await UntilAsync("SELECT count(*) FROM erasures WHERE erased_at IS NOT NULL", 1);
        return member;
    }

    /// <summary>An hour goes by: rows cannot be changed, so one that is older stands in for each.</summary>
    private Task ExpireAsync() => ExecuteAsync("""
        WITH gone AS (DELETE FROM erased_subjects RETURNING key, digest)
        INSERT INTO erased_subjects (id, key, digest, until)
        SELECT gen_random_uuid(), key, digest, now() - interval '1 second' FROM gone
        """);

    private async Task<JsonNode> FindAsync(string subject, string issuer = "https://provider.example")
    {
        using var client = Client();
        using var answer = await client.PostAsJsonAsync(
            new Uri("/internal/callers/find", UriKind.Relative), new { issuer, subject });
        answer.EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }
}
