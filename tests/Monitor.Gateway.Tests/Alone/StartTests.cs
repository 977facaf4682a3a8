using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Monitor.Gateway.Tests.Execution;

namespace Monitor.Gateway.Tests.Alone;

public sealed class StartTests
{
    private static readonly string shop = RepositoryFiles.Graph("shop");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--supergaph x", "There is no argument --supergaph.")]
    [InlineData("supergraph.graphql", "There is no argument supergraph.graphql.")]
    [InlineData("--port", "--port needs a value.")]
    [InlineData("--port http", "--port takes a number up to 65535, not 'http'.")]
    [InlineData("--port=70000", "--port takes a number up to 65535, not '70000'.")]
    [InlineData("--transport grpc", "--transport takes dapr or direct, not 'grpc'.")]
    [InlineData("--supergraph /nowhere.graphql", "There is no supergraph at /nowhere.graphql.")]
    public async Task A_wrong_command_line_ends_with_2_a_sentence_and_the_usage(string arguments, string sentence)
    {
        using var gateway = AloneProcess.Start(arguments.Split(' '));

        var (exitCode, errors) = await gateway.EndAsync(Token);

        Assert.Equal(2, exitCode);
        Assert.StartsWith(sentence + "\nUsage: ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("type Query {", "The supergraph does not parse at line 1")]
    [InlineData("type Query { a: Int }", "join__Graph")]
    public async Task A_file_that_is_no_supergraph_ends_with_1_and_a_sentence(string text, string sentence)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, text, Token);
        using var gateway = AloneProcess.Start("--supergraph", file, "--port", "0", "--transport", "direct");

        var (exitCode, errors) = await gateway.EndAsync(Token);

        File.Delete(file);
        Assert.Equal(1, exitCode);
        Assert.Contains(sentence, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_with_1_and_a_sentence()
    {
        using var taken = Listen();
        using var gateway = AloneProcess.Start("--supergraph", shop, "--port", PortOf(taken), "--transport", "direct");

        var (exitCode, errors) = await gateway.EndAsync(Token);

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ready_means_that_queries_are_answered()
    {
        var port = FreePort();
        await using var accounts = await TestSubgraph.StartAsync("accounts");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file, (await File.ReadAllTextAsync(shop, Token)).Replace(Address("accounts"), accounts.Url), Token);
        using var gateway = AloneProcess.Start("--supergraph", file, "--port", port, "--transport", "direct");
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };

        await UntilReadyAsync(http);
        using var answer = await http.PostAsJsonAsync("/graphql", new { query = "{ __typename }" }, Token);

        File.Delete(file);
        Assert.Equal("""{"data":{"__typename":"Query"}}""", await answer.Content.ReadAsStringAsync(Token));
    }

    private static async Task UntilReadyAsync(HttpClient http)
    {
        while (true)
        {
            try
            {
                using var ready = await http.GetAsync("/health/ready", Token);
                Assert.Equal(HttpStatusCode.OK, ready.StatusCode);   // nothing else is ever said before
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), Token);
            }
        }
    }

    private static string Address(string subgraph) =>
        File.ReadLines(shop).First(line => line.Contains($"name: \"{subgraph}\"")).Split("url: \"")[1].Split('"')[0];

    private static string FreePort()
    {
        using var listener = Listen();
        return PortOf(listener);
    }

    private static Socket Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }

    private static string PortOf(Socket socket) =>
        ((IPEndPoint)socket.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture);
}
