using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Monitor.Cli.Servers;
using Monitor.Gateway.Tests.Execution;
using Record = Monitor.Gateway.Tests.Execution.Record;

namespace Monitor.Gateway.Tests.Subgraphs;

/// <summary>A subgraph that answers garbage costs its own fields: no others, no memory, and not much time.</summary>
public sealed class GarbageTests
{
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private const string Good = """{ "data": { "me": { "name": "Ada" } } }""";

    [Fact]
    public async Task A_good_answer_by_hand_is_one() =>
        Assert.Null(await ReasonAsync($"{Head}Content-Length: 39\r\n\r\n{Good}"));

    [Theory]
    [InlineData("INVALID_ANSWER", Head + "Content-Length: 400\r\n\r\n" + Good)]                    // cut off
    [InlineData("INVALID_ANSWER", Head + "Content-Length: 20\r\n\r\n" + Good)]                     // more than it says
    [InlineData("INVALID_ANSWER", Head + "Transfer-Encoding: chunked\r\n\r\n27\r\n" + Good)]       // the end is missing
    [InlineData("INVALID_ANSWER", Head + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n" + Good)]
    [InlineData("INVALID_ANSWER", "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 12\r\n\r\n<h1>502</h1>")]
    [InlineData("INVALID_ANSWER", Head + "Content-Length: 0\r\n\r\n")]
    [InlineData("INVALID_ANSWER", "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("REFUSED", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("UNREACHABLE", "SSH-2.0-OpenSSH_9.9\r\n")]
    [InlineData("UNREACHABLE", "HTTP/1.1 200 OK\r\nContent-Length: 39\r\nContent-Length: 40\r\n")]
    [InlineData("ANSWER_TOO_LARGE", Head + "Content-Length: 104857600\r\n\r\n" + Good)]
    public async Task An_answer_that_is_none_costs_its_fields(string reason, string raw) =>
        Assert.Equal(reason, await ReasonAsync(raw));

    [Fact]
    public async Task A_body_without_end_is_read_no_further_than_allowed()
    {
        var written = 0L;
        var reason = await ReasonAsync(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(RawSubgraph.Bytes(Head + "\r\n{ \"data\": \""), cancellationToken);
            var piece = new byte[64 * 1024];
            Array.Fill(piece, (byte)'x');
            while (true)
            {
                await stream.WriteAsync(piece, cancellationToken);
                written += piece.Length;
            }
        });
        Assert.Equal("ANSWER_TOO_LARGE", reason);
        Assert.InRange(written, 1, 32 * 1024 * 1024);   // 8 MiB, and what the system buffers
    }

    [Fact]
    public async Task Headers_without_end_are_read_no_further_than_allowed()
    {
        var written = 0L;
        var reason = await ReasonAsync(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(RawSubgraph.Bytes(Head), cancellationToken);
            for (var header = 0; ; header++)
            {
                var line = RawSubgraph.Bytes($"X-{header}: {new string('x', 1000)}\r\n");
                await stream.WriteAsync(line, cancellationToken);
                written += line.Length;
            }
        });
        Assert.Equal("UNREACHABLE", reason);
        Assert.InRange(written, 1, 32 * 1024 * 1024);
    }

    [Theory]
    [InlineData("")]                                        // nothing at all
    [InlineData(Head)]                                      // headers that never end
    [InlineData(Head + "Content-Length: 39\r\n\r\n")]       // a body that never comes
    public async Task What_never_comes_is_not_waited_for(string start)
    {
        var reason = await ReasonAsync(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(RawSubgraph.Bytes(start), cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        });
        Assert.Equal("TIMEOUT", reason);
    }

    [Fact]
    public async Task A_body_that_drips_is_not_waited_for()
    {
        var reason = await ReasonAsync(async (stream, cancellationToken) =>
        {
            await stream.WriteAsync(RawSubgraph.Bytes(Head + "Content-Length: 39\r\n\r\n"), cancellationToken);
            foreach (var letter in Good)
            {
                await stream.WriteAsync(RawSubgraph.Bytes(letter.ToString()), cancellationToken);
                await Task.Delay(100, cancellationToken);
            }
        });
        Assert.Equal("TIMEOUT", reason);
    }

    private static Task<string?> ReasonAsync(string raw) => ReasonAsync(
        async (stream, cancellationToken) => await stream.WriteAsync(RawSubgraph.Bytes(raw), cancellationToken));

    /// <summary>Why <c>me</c> is null; null where it is not. The rest of the answer is there in any case.</summary>
    private static async Task<string?> ReasonAsync(Func<NetworkStream, CancellationToken, Task> answer)
    {
        await using var products = await TestSubgraph.StartAsync("products");
        products.Query["topProducts"] = new[] { new Record { ["upc"] = "p1" } };
        await using var accounts = RawSubgraph.Start(answer);
        var sdl = await TestGateway.SupergraphAsync("shop", [products]);
        var file = Path.Combine(TemporaryServers.NextFolder("garbage"), "supergraph.graphql");
        await File.WriteAllTextAsync(
            file,
            Regex.Replace(sdl, "name: \"accounts\", url: \"[^\"]*\"", $"name: \"accounts\", url: \"{accounts.Url}\""));
        await using var gateway = await TestGateway.StartFromAsync(
            file, new() { ["Gateway:Subgraphs:accounts:FetchTimeout"] = "00:00:00.500" });
        var started = Stopwatch.StartNew();
        var whole = await gateway.AskAsync("{ me { name } topProducts { upc } }");
        Assert.InRange(started.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(8));
        whole.GetProperty("data").GetProperty("topProducts").Is("""[ { "upc": "p1" } ]""");
        if (!whole.TryGetProperty("errors", out var errors))
        {
            whole.GetProperty("data").GetProperty("me").Is("""{ "name": "Ada" }""");
            return null;
        }
        Assert.Equal(JsonValueKind.Null, whole.GetProperty("data").GetProperty("me").ValueKind);
        Assert.Equal(["me"], whole.Paths());
        Assert.Equal(["SUBGRAPH_UNAVAILABLE"], whole.Codes());
        return errors[0].GetProperty("extensions").GetProperty("reason").GetString();
    }
}
