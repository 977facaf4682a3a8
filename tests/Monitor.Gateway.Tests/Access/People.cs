using System.Globalization;
using System.Text.Json;
using Monitor.Gateway.Tests.Execution;
using Monitor.Testing;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Access;

/// <summary>The graph of Graphs/access behind a gateway that checks tokens.</summary>
internal sealed class People : IAsyncDisposable
{
    private readonly TestIssuer issuer;
    private readonly TestSidecar sidecar;

    private People(
        TestIssuer issuer, TestSubgraph people, TestSubgraph posts, TestSidecar sidecar, TestGateway gateway)
    {
        this.issuer = issuer;
        this.sidecar = sidecar;
        Users = people;
        Posts = posts;
        Gateway = gateway;
    }

    public TestSubgraph Users { get; }

    public TestSubgraph Posts { get; }

    public TestGateway Gateway { get; }

    /// <summary>What the first subgraph was asked, one line each.</summary>
    public string AskedOfUsers => string.Join('\n', Users.Requests.Select(request => request.Query));

    public static async Task<People> StartAsync(params (string Name, string Value)[] settings)
    {
        var issuer = TestIssuer.Outer();
        var people = await TestSubgraph.StartAsync("people");
        var posts = await TestSubgraph.StartAsync("posts");
        Fill(people, posts);
        var sidecar = await TestSidecar.StartAsync(people, posts);
        var all = new Dictionary<string, string?>(issuer.Settings)
        {
            ["DAPR_HTTP_PORT"] = sidecar.Port.ToString(CultureInfo.InvariantCulture),
            ["DAPR_API_TOKEN"] = TestSidecar.Token,
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }
        return new People(
            issuer, people, posts, sidecar, await TestGateway.StartAsync("access", [], all, transport: "dapr"));
    }

    /// <summary>Asks with a token that has these claims beside the usual ones; without any, as a stranger.</summary>
    public Task<JsonElement> AskAsync(string query, params (string Claim, object Value)[] claims)
    {
        if (claims.Length == 0)
        {
            return Gateway.AskAsync(query);
        }
        var all = TestIssuer.OuterClaims(null);
        foreach (var (claim, value) in claims)
        {
            all[claim] = value;
        }
        return Gateway.AskAsync(query, headers: ("Authorization", $"Bearer {issuer.Sign(all)}"));
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await sidecar.DisposeAsync();
        await Users.DisposeAsync();
        await Posts.DisposeAsync();
        issuer.Dispose();
    }

    private static void Fill(TestSubgraph people, TestSubgraph posts)
    {
        Record ada = new()
        {
            ["__typename"] = "User", ["id"] = "1", ["name"] = "Ada", ["email"] = "ada@x.nl", ["phone"] = "06",
            ["salary"] = 10,
        };
        Record film = new() { ["__typename"] = "Film", ["id"] = "f", ["title"] = "Metropolis" };
        Record book = new() { ["__typename"] = "Book", ["id"] = "b", ["title"] = "Max", ["pages"] = 300 };
        people.Query["motto"] = "Ask";
        people.Query["me"] = ada;
        people.Query["users"] = new[] { ada };
        people.Query["vault"] = "gold";
        people.Query["level"] = "HIGH";
        people.Query["media"] = new[] { film, book };
        people.Query["found"] = new[] { ada, new Record { ["__typename"] = "Note", ["text"] = "psst" } };
        people.Query["board"] = new Record { ["minutes"] = "all agreed" };
        people.Mutation["greet"] = "hello";
        people.Mutation["promote"] = ada;
        people.Entity = _ => ada;
        posts.Entity = _ => new Record
        {
            ["__typename"] = "User",
            ["posts"] = new[] { new Record { ["title"] = "One" } },
            ["drafts"] = new[] { new Record { ["title"] = "Two" } },
        };
    }
}
