using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Membership;

/// <summary>What a test's community says of one member.</summary>
internal sealed record Membered(
    string Member, string? Municipality = null, string[]? Roles = null, string[]? Scopes = null, int Revision = 1);

/// <summary>Stands in for community: says who may what, and keeps what it was asked.</summary>
internal sealed class TestCommunity : IAsyncDisposable
{
    /// <summary>A subject that it takes for none: it answers 400.</summary>
    public const string Nameless = "nameless";

    private TestCommunity(TestSubgraph subgraph) => Subgraph = subgraph;

    public TestSubgraph Subgraph { get; }

    /// <summary>By subject, or by client; who is not there is an account without a membership.</summary>
    public ConcurrentDictionary<string, Membered> Members { get; } = new();

    /// <summary>The bodies of the questions.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Callers as their sidecars name them, and the Authorization that came along.</summary>
    public ConcurrentQueue<string> Tokens { get; } = new();

    /// <summary>It answers 503.</summary>
    public bool IsAway { get; set; }

    /// <summary>Runs after the answer is made, and before it is sent.</summary>
    public Func<Task> Pause { get; set; } = () => Task.CompletedTask;

    public static async Task<TestCommunity> StartAsync()
    {
        var community = new TestCommunity(await TestSubgraph.StartAsync("community"));
        community.Subgraph.Beside = community.AnswerAsync;
        return community;
    }

    /// <summary>The pseudonym of a name, always the same.</summary>
    public static string Pseudonym(string name) => Convert.ToHexStringLower(
        System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..32];

    /// <summary>Makes someone a member, or changes what they may: a higher revision each time.</summary>
    public int Set(string name, string? municipality, params string[] roles)
    {
        var revision = Members.TryGetValue(name, out var known) ? known.Revision + 1 : 1;
        Members[name] = new Membered(Pseudonym(name), municipality, roles, Revision: revision);
        return revision;
    }

    public ValueTask DisposeAsync() => Subgraph.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path != "/internal/callers/find" || context.Request.Method != "POST")
        {
            context.Response.StatusCode = 404;
            return;
        }
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        Asked.Enqueue(body);
        Tokens.Enqueue(context.Request.Headers.Authorization.ToString());
        var asked = JsonDocument.Parse(body).RootElement;
        var name = (asked.TryGetProperty("subject", out var subject) ? subject : asked.GetProperty("client"))
            .GetString()!;
        var found = Members.GetValueOrDefault(name) ?? new Membered(Pseudonym(name), Revision: 0);
        var isAway = IsAway;
        await Pause();
        if (name == Nameless)
        {
            context.Response.StatusCode = 400;
            return;
        }
        if (isAway)
        {
            context.Response.StatusCode = 503;
            return;
        }
        await context.Response.WriteAsJsonAsync(new
        {
            member = found.Member,
            municipality = found.Municipality,
            roles = found.Roles ?? [],
            scopes = found.Scopes ?? [],
            revision = found.Revision,
        });
    }
}
