using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Identity.Tests.Forged;

/// <summary>A request of which each byte is the test's: clients of .NET would not send some of these.</summary>
internal static class RawRequest
{
    private const string Query = """{"query":"{ rounds { year } }"}""";

    /// <summary>Asks with these lines of <c>Authorization</c>, byte for byte.</summary>
    /// <returns>The status, and the body without its frame.</returns>
    public static async Task<(int Status, string Body)> SendAsync(
        int port, IEnumerable<string> authorization, string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var stream = client.GetStream();
        var lines = string.Concat(authorization.Select(value => $"Authorization: {value}\r\n"));
        await stream.WriteAsync(Encoding.Latin1.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nConnection: close\r\n"
            + $"{lines}Content-Length: {Query.Length}\r\n\r\n{Query}"));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync();
        var body = answer.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (int.Parse(answer[9..12], CultureInfo.InvariantCulture), answer[(body + 4)..]);
    }
}
