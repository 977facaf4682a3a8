using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.GraphQL.AspNetCore.Tests;

/// <summary>Bodies that no client of HTTP sends, byte by byte on a connection of our own.</summary>
public sealed class BrokenBodyTests
{
    private const string Post = "POST /graphql HTTP/1.1\r\nHost: town\r\nContent-Type: application/json\r\n";

    [Theory]
    [InlineData(Post + "Content-Length: 100\r\n\r\n{", false)]
    [InlineData(Post + "Content-Length: 100\r\n\r\n{", true)]
    [InlineData(Post + "Content-Encoding: br\r\nContent-Length: 100\r\n\r\n{", false)]
    [InlineData(Post + "Content-Encoding: br\r\nContent-Length: 100\r\n\r\n{", true)]
    public async Task A_client_that_goes_away_in_the_middle_is_no_failure_of_ours(string sent, bool isReset)
    {
        await using var subgraph = await TownSubgraph.StartAsync(onKestrel: true);
        using (var client = await SendAsync(subgraph, sent))
        {
            client.LingerState = new LingerOption(isReset, 0);
        }

        // By the time that others are answered the server has noticed.
        for (var i = 0; i < 5; i++)
        {
            using var response = await subgraph.QueryAsync("{ __typename }");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        Assert.Empty(subgraph.Log.Errors);
    }

    [Fact]
    public async Task A_chunk_without_a_length_is_refused_readably_and_ends_the_connection()
    {
        await using var subgraph = await TownSubgraph.StartAsync(onKestrel: true);
        using var client = await SendAsync(subgraph, Post + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n");
        using var answer = new StreamReader(client.GetStream());

        var text = await answer.ReadToEndAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 400 ", text);
        Assert.Contains("Connection: close", text);
        Assert.Contains("\"BAD_REQUEST\"", text);
        Assert.Empty(subgraph.Log.Errors);
    }

    private static async Task<TcpClient> SendAsync(TownSubgraph subgraph, string sent)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, subgraph.Client.BaseAddress!.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent));
        return client;
    }
}
