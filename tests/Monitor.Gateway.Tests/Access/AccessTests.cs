using System.Security.Claims;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.Gateway.Access;
using Monitor.Gateway.Supergraph;
using Monitor.Gateway.Tests.Execution;
using Monitor.GraphQL.Language;

namespace Monitor.Gateway.Tests.Access;

/// <summary>
/// <c>@authenticated</c>, <c>@requiresScopes</c> and <c>@policy</c>, as federation 2.5 and later have them.
/// </summary>
public sealed class AccessTests
{
    private const string Code = "UNAUTHORIZED_FIELD_OR_TYPE";

    [Fact]
    public async Task A_stranger_gets_the_rest_and_no_subgraph_is_asked_for_what_is_refused()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync("{ motto me { name } users { name email drafts { title } } }");
        answer.GetProperty("data").Is(
            """{ "motto": "Ask", "me": null, "users": [ { "name": "Ada", "email": null, "drafts": null } ] }""");
        Assert.Equal(["me", "users.0.email", "users.0.drafts"], answer.Paths());
        Assert.All(answer.Codes(), code => Assert.Equal(Code, code));
        answer.GetProperty("errors")[0].GetProperty("locations").Is("""[ { "line": 1, "column": 9 } ]""");
        Assert.DoesNotContain("email", people.AskedOfUsers, StringComparison.Ordinal);
        Assert.DoesNotContain("me", people.AskedOfUsers.Replace("name", ""), StringComparison.Ordinal);
        Assert.Empty(people.Posts.Requests);
    }

    [Fact]
    public async Task Where_all_is_refused_nothing_is_asked()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync("{ me { name } board { minutes } }");
        answer.GetProperty("data").Is("""{ "me": null, "board": null }""");
        Assert.Equal(["me", "board"], answer.Paths());
        Assert.Empty(people.Users.Requests);
    }

    [Fact]
    public async Task A_token_is_enough_where_only_that_is_asked()
    {
        await using var people = await People.StartAsync();
        (await people.AskAsync("{ me { name phone drafts { title } } level }", ("scope", ""))).Is(
            """
            { "data": { "me": { "name": "Ada", "phone": "06", "drafts": [ { "title": "Two" } ] }, "level": "HIGH" } }
            """);
    }

    [Theory]
    [InlineData("read:email", true)]
    [InlineData("openid read:email", true)]
    [InlineData("support staff", true)]
    [InlineData("support", false)]
    [InlineData("read:emails", false)]
    [InlineData("", false)]
    public async Task One_of_the_sets_of_scopes_must_be_held_whole(string scope, bool isShown)
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync("{ users { email } }", ("scope", scope));
        Assert.Equal(
            isShown ? "ada@x.nl" : null,
            answer.GetProperty("data").GetProperty("users")[0].GetProperty("email").GetString());
        Assert.Equal(isShown ? [] : [Code], answer.Codes());
    }

    [Fact]
    public async Task Scopes_may_come_as_a_list_named_scp()
    {
        await using var people = await People.StartAsync();
        (await people.AskAsync("{ users { email } vault }", ("scp", new[] { "read:email", "vault" }))).Is(
            """{ "data": { "users": [ { "email": "ada@x.nl" } ], "vault": "gold" } }""");
    }

    [Fact]
    public async Task Policies_are_met_by_the_roles_and_scopes_that_settings_name()
    {
        await using var people = await People.StartAsync(
            ("FieldAccess:Policies:0:Name", "payroll"), ("FieldAccess:Policies:0:Roles:0", "institute"),
            ("FieldAccess:Policies:1:Name", "hr"), ("FieldAccess:Policies:1:Scopes:0", "hr:read"),
            ("FieldAccess:Policies:2:Name", "director"), ("FieldAccess:Policies:2:Roles:0", "administrator"));
        async Task<string> SalaryAsync(params (string, object)[] claims) =>
            (await people.AskAsync("{ users { salary } }", claims))
                .GetProperty("data").GetProperty("users")[0].GetProperty("salary").GetRawText();

        Assert.Equal("10", await SalaryAsync(("roles", new[] { "institute" })));
        Assert.Equal("10", await SalaryAsync(("roles", new[] { "administrator" }), ("scope", "hr:read")));
        Assert.Equal("null", await SalaryAsync(("roles", new[] { "administrator" })));
        Assert.Equal("null", await SalaryAsync(("scope", "payroll")));
        Assert.Equal("null", await SalaryAsync());
    }

    [Fact]
    public async Task A_policy_that_no_setting_names_is_met_by_nobody()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync("{ users { salary } }", ("roles", new[] { "payroll", "administrator" }));
        Assert.Equal([Code], answer.Codes());
    }

    [Fact]
    public async Task What_stands_on_a_scalar_an_enum_or_a_type_holds_wherever_it_is_given()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync("{ motto vault level board { minutes } }");
        answer.GetProperty("data").Is("""{ "motto": "Ask", "vault": null, "level": null, "board": null }""");
        Assert.Equal(["vault", "level", "board"], answer.Paths());
    }

    [Fact]
    public async Task A_field_of_an_interface_asks_what_any_of_its_types_asks()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync("{ media { id title } }");
        answer.GetProperty("data").Is(
            """{ "media": [ { "id": "f", "title": null }, { "id": "b", "title": null } ] }""");
        Assert.Equal(["media.0.title", "media.1.title"], answer.Paths());
    }

    [Fact]
    public async Task A_fragment_on_a_type_asks_what_that_type_asks()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync(
            """
            { media { id ... on Film { title } ...book } }
            fragment book on Book { title pages }
            """);
        answer.GetProperty("data").Is(
            """
            { "media": [ { "id": "f", "title": "Metropolis" }, { "id": "b", "title": null, "pages": 300 } ] }
            """);
        Assert.Equal(["media.1.title"], answer.Paths());
    }

    [Fact]
    public async Task Asked_on_the_interface_and_on_a_type_the_type_has_its_own()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync("{ media { title ... on Film { title } } }");
        answer.GetProperty("data").Is("""{ "media": [ { "title": "Metropolis" }, { "title": null } ] }""");
        Assert.Equal(["media.1.title"], answer.Paths());
    }

    [Fact]
    public async Task A_member_of_a_union_keeps_its_name_and_loses_its_fields()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync("{ found { __typename ... on User { name } ... on Note { text } } }");
        answer.GetProperty("data").Is(
            """
            { "found": [ { "__typename": "User", "name": "Ada" }, { "__typename": "Note", "text": null } ] }
            """);
        Assert.Equal(["found.1.text"], answer.Paths());
        Assert.DoesNotContain("text", people.AskedOfUsers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_field_that_is_never_null_takes_its_parent_along()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync("{ users { name phone } }");
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").ValueKind);
        Assert.Equal(["users.0.phone"], answer.Paths());
        Assert.Equal([Code], answer.Codes());
    }

    [Fact]
    public async Task A_mutation_that_is_refused_is_not_made_and_the_others_are()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync(
            """mutation { greet(name: "a") promote(id: 1) { id } }""", ("scope", "read"));
        answer.GetProperty("data").Is("""{ "greet": "hello", "promote": null }""");
        Assert.Equal(["promote"], answer.Paths());
        Assert.DoesNotContain("promote", people.AskedOfUsers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_skipped_is_not_refused()
    {
        await using var people = await People.StartAsync();
        (await people.AskAsync("{ motto me @skip(if: true) { name } }")).Is("""{ "data": { "motto": "Ask" } }""");
    }

    [Fact]
    public async Task A_setting_refuses_the_whole_request()
    {
        await using var people = await People.StartAsync(("FieldAccess:Refuses", "Request"));
        var answer = await people.AskAsync("{ motto users { email name } }");
        Assert.False(answer.TryGetProperty("data", out _));
        Assert.Equal([Code], answer.Codes());
        Assert.Equal(["users.email"], answer.Paths());
        Assert.Empty(people.Users.Requests);
        (await people.AskAsync("{ motto }")).Is("""{ "data": { "motto": "Ask" } }""");
    }

    [Fact]
    public async Task Whoever_may_have_the_same_shares_a_plan_and_nobody_gets_anothers()
    {
        await using var people = await People.StartAsync();
        const string query = "{ users { name email } }";
        for (var round = 0; round < 3; round++)
        {
            Assert.Equal([Code], (await people.AskAsync(query)).Codes());
            Assert.Equal([], (await people.AskAsync(query, ("scope", "read:email"))).Codes());
            Assert.Equal([Code], (await people.AskAsync(query, ("scope", "other"))).Codes());
        }
    }

    [Fact]
    public void Callers_who_may_have_the_same_have_one_document()
    {
        var graph = SupergraphReader.Read(File.ReadAllText(RepositoryFiles.Graph("access")));
        var check = new AccessCheck(graph.Api, graph.Access);
        var access = new CallerAccess(Options.Create(new FieldAccessOptions()));
        var document = Parser.Parse("{ users { name email vaultless: name } vault me { id } }");
        ClaimsPrincipal Caller(string scope) => new(new ClaimsIdentity([new Claim("scope", scope)], "test"));

        var stranger = check.Restrict(document, new ClaimsPrincipal(new ClaimsIdentity()), access);
        Assert.NotNull(stranger);
        Assert.Equal(3, stranger.Refused.Count);
        Assert.Equal("{ users { name vaultless: name } }", Printed(stranger));
        var reader = check.Restrict(document, Caller("read:email"), access);
        Assert.Same(reader, check.Restrict(document, Caller("support staff x"), access));
        Assert.NotSame(reader, stranger);
        Assert.Null(check.Restrict(document, Caller("read:email vault"), access));
    }

    [Fact]
    public async Task Introspection_shows_every_field_and_nothing_of_who_may_have_it()
    {
        await using var people = await People.StartAsync();
        var answer = await people.AskAsync(
            """{ __schema { types { name } directives { name } } __type(name: "User") { fields { name } } }""");
        var data = answer.GetProperty("data");
        var fields = data.GetProperty("__type").GetProperty("fields").EnumerateArray()
            .Select(field => field.GetProperty("name").GetString());
        Assert.Equal(["id", "name", "email", "phone", "salary", "posts", "drafts"], fields);
        var schema = data.GetProperty("__schema").GetRawText();
        Assert.DoesNotContain("policy", schema, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("scope", schema, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Where_no_tokens_are_configured_every_caller_is_a_stranger()
    {
        await using var users = await TestSubgraph.StartAsync("people");
        users.Query["motto"] = "Ask";
        await using var gateway = await TestGateway.StartAsync("access", [users]);
        var answer = await gateway.AskAsync("{ motto me { name } }", headers: ("Authorization", "Bearer anything"));
        answer.GetProperty("data").Is("""{ "motto": "Ask", "me": null }""");
        Assert.Equal([Code], answer.Codes());
    }

    [Fact]
    public void A_supergraph_that_needs_an_unknown_feature_for_security_is_refused()
    {
        var sdl = File.ReadAllText(RepositoryFiles.Graph("access")).Replace(
            "schema @link", """schema @link(url: "https://specs.example/seal/v1.0", for: SECURITY) @link""",
            StringComparison.Ordinal);
        var refused = Assert.Throws<SupergraphException>(() => SupergraphReader.Read(sdl));
        Assert.Contains("https://specs.example/seal/v1.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Directives_are_known_by_the_names_that_the_supergraph_gives_them()
    {
        var sdl = File.ReadAllText(RepositoryFiles.Graph("access"))
            .Replace("authenticated/v0.1\"", "authenticated/v0.1\", as: \"known\"", StringComparison.Ordinal)
            .Replace("@authenticated", "@known", StringComparison.Ordinal);
        var rules = SupergraphReader.Read(sdl).Access;
        Assert.Equal([AccessCondition.Authenticated], rules.Of("Query", "me"));
        Assert.Equal([AccessCondition.Authenticated], rules.Of("Query", "level"));
        Assert.Empty(rules.Of("Query", "motto"));
    }

    /// <summary>Composers of before wrote what subgraphs had on interfaces, and derived nothing onto them.</summary>
    [Fact]
    public void What_stands_on_an_interface_or_only_on_its_types_holds_for_the_interface()
    {
        var sdl = File.ReadAllText(RepositoryFiles.Graph("access"))
            .Replace("@authenticated\n}\n\nunion", "\n}\n\nunion", StringComparison.Ordinal)
            .Replace(
                "interface Media ", "interface Media @policy(policies: [[\"media\"]]) ", StringComparison.Ordinal);
        var rules = SupergraphReader.Read(sdl).Access;
        Assert.Equal("Policies(media)", string.Join(' ', rules.Of("Media", "id")));
        Assert.Equal("Policies(media) Authenticated()", string.Join(' ', rules.Of("Media", "title")));
        Assert.Equal("Policies(media)", string.Join(' ', rules.Of("Query", "media")));
        Assert.Equal("", string.Join(' ', rules.Of("Film", "title")));
        Assert.Equal("Authenticated()", string.Join(' ', rules.Of("Book", "title")));
    }

    private static string Printed(Restriction restriction) =>
        string.Join(' ', Printer.Print(restriction.Document)
            .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
