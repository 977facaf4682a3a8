using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Monitor.Testing.Hostile;

namespace Monitor.GraphQL.AspNetCore.Tests.Hostile;

/// <summary>
/// Documents and requests that mean harm are refused before any resolver is asked, soon and cheaply, and the answer
/// tells nothing of limits, types or code.
/// </summary>
[Collection(nameof(HostileTests))]
public sealed class HostileTests(HostileHosts hosts) : IClassFixture<HostileHosts>
{
    private const int MostMilliseconds = 50;
    private const int MostBytes = 20 * 1_048_576;
    private const int Tries = 12;

    /// <summary>What a stranger has no use for.</summary>
    private static readonly string[] Secrets =
        ["Did you mean", "System.", "Microsoft.", "Monitor.", "Exception", "   at ", "/work", ".cs:"];

    public static TheoryData<string> Files => [.. HostileFile.Names];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_means_harm_does_none(string name)
    {
        var file = HostileFile.Read(name);
        var subgraph = await hosts.OfAsync(file);
        using var client = new HostileClient(subgraph.Address);
        var calls = subgraph.Calls;

        var answer = await client.SendAsync(file);

        Assert.Equal(file.Expected, answer.Describe());
        if (file.Answer is { } expected)
        {
            Assert.Equal(Normal(expected), Normal(answer.Body));
        }
        else
        {
            Assert.Equal(calls, subgraph.Calls);
            TellsNothing(answer.Body);
        }

        if (file.Sending is null)
        {
            await IsCheapAsync(client, file);
        }
    }

    [Fact]
    public async Task Afterwards_the_process_answers_as_before()
    {
        var subgraph = await hosts.OfAsync(HostileFile.Read("20-operations/empty.graphql"));
        using var client = new HostileClient(subgraph.Address);
        using var content = new StringContent("""{"query":"{ mine }"}""", null, "application/json");
        using var http = new HttpClient();

        using var response = await http.PostAsync(new Uri(subgraph.Address, "/graphql"), content);

        Assert.Equal("""{"data":{"mine":"nobody"}}""", await response.Content.ReadAsStringAsync());
    }

    /// <summary>
    /// The fastest of a few tries, the client's part included. On a busy machine the time that the process computed
    /// counts rather than the time that it waited for its turn.
    /// </summary>
    private static async Task IsCheapAsync(HostileClient client, HostileFile file)
    {
        var request = file.IsRaw ? file.ToRequest() : default;
        var (milliseconds, bytes) = (double.MaxValue, long.MaxValue);
        for (var i = 0; i < Tries && (i < 3 || milliseconds > MostMilliseconds || bytes > MostBytes); i++)
        {
            using var content = file.IsRaw ? null : file.ToContent();
            var allocated = GC.GetTotalAllocatedBytes();
            var computed = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            _ = file.IsRaw
                ? await client.SendAsync(request, null, CancellationToken.None)
                : await client.SendAsync(content!, CancellationToken.None);
            milliseconds = Math.Min(milliseconds, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            milliseconds = Math.Min(milliseconds, (Environment.CpuUsage.TotalTime - computed).TotalMilliseconds);
            bytes = Math.Min(bytes, GC.GetTotalAllocatedBytes() - allocated);
        }

        Assert.InRange(milliseconds, 0, MostMilliseconds);
        Assert.InRange(bytes, 0, MostBytes);
    }

    private static void TellsNothing(string body)
    {
        foreach (var secret in Secrets)
        {
            Assert.DoesNotContain(secret, body, StringComparison.Ordinal);
        }

        if (body.Length == 0)
        {
            return;
        }

        using var json = JsonDocument.Parse(body);
        foreach (var error in json.RootElement.GetProperty("errors").EnumerateArray())
        {
            var code = error.GetProperty("extensions").GetProperty("code").GetString()!;
            if (IsLimit(code))
            {
                Assert.DoesNotMatch("[0-9]|Town|Region|Query|Mutation", error.GetProperty("message").GetString());
            }
        }
    }

    private static bool IsLimit(string code) =>
        code.StartsWith("TOO_MANY", StringComparison.Ordinal)
        || code is "QUERY_TOO_DEEP" or "QUERY_TOO_LARGE" or "LIST_TOO_LONG" or "COST_TOO_HIGH" or "PAYLOAD_TOO_LARGE"
            or "BATCH_TOO_LARGE" or "INTROSPECTION_DISABLED" or "REQUEST_TIMEOUT";

    private static string Normal(string json) => JsonSerializer.Serialize(JsonDocument.Parse(json).RootElement);
}

/// <summary>One host for each set of settings.</summary>
public sealed class HostileHosts : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Task<HostileSubgraph>> hosts = new();

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values)
        {
            await (await host).DisposeAsync();
        }
    }

    internal Task<HostileSubgraph> OfAsync(HostileFile file) =>
        hosts.GetOrAdd($"{file.Profile} {file.Settings}", _ => HostileSubgraph.StartAsync(file));
}

/// <summary>What is measured is not measured beside other tests.</summary>
[CollectionDefinition(nameof(HostileTests), DisableParallelization = true)]
public sealed class HostileTestsAlone;
