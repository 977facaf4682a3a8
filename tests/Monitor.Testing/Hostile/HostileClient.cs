using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Monitor.Testing.Hostile;

/// <summary>What was answered.</summary>
public sealed record HostileAnswer(int Status, string Body)
{
    /// <summary><c>400 TOO_MANY_ALIASES</c>; without codes where the server itself refused the request.</summary>
    public string Describe()
    {
        if (Body.Length == 0)
        {
            return $"{Status}";
        }

        using var json = JsonDocument.Parse(Body);
        var codes = json.RootElement.TryGetProperty("errors", out var errors)
            ? errors.EnumerateArray()
                .Select(error => error.GetProperty("extensions").GetProperty("code").GetString()!).Distinct()
            : [];
        return string.Join(' ', codes.Prepend($"{Status}"));
    }
}

/// <summary>Sends hostile requests: bodies by an ordinary client, whole requests by a bare socket.</summary>
public sealed class HostileClient(Uri address) : IDisposable
{
    private static readonly TimeSpan CutOff = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new() { BaseAddress = address };

    /// <summary>Sends what a file describes, and waits no longer than a body may take.</summary>
    public async Task<HostileAnswer> SendAsync(HostileFile file)
    {
        using var patience = new CancellationTokenSource(CutOff);
        return file.IsRaw
            ? await SendAsync(file.ToRequest(), file.Sending, patience.Token)
            : await SendAsync(file.ToContent(), patience.Token);
    }

    public async Task<HostileAnswer> SendAsync(ByteArrayContent content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "application/graphql-response+json");
        using var response = await http.SendAsync(request, cancellationToken);
        return new HostileAnswer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    public async Task<HostileAnswer> SendAsync(
        (byte[] Head, byte[] Body) request, string? sending, CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = socket.GetStream();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await stream.WriteAsync(request.Head, stop.Token);
        var body = SendBodyAsync(stream, request.Body, IsChunked(request.Head), sending, stop.Token);
        try
        {
            return await ReadAsync(stream, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await body;
        }
    }

    public void Dispose() => http.Dispose();

    private static bool IsChunked(byte[] head) =>
        Encoding.Latin1.GetString(head).Contains("Transfer-Encoding: chunked", StringComparison.Ordinal);

    private static async Task SendBodyAsync(
        NetworkStream stream, byte[] body, bool isChunked, string? sending, CancellationToken stop)
    {
        try
        {
            switch (sending)
            {
                case "slowly":
                    foreach (var one in body)
                    {
                        await stream.WriteAsync(new[] { one }, stop);
                        await Task.Delay(TimeSpan.FromSeconds(1), stop);
                    }

                    break;
                case "endless":
                    var block = new byte[65_536];
                    Array.Fill(block, (byte)'x');
                    for (var sent = 0; sent < 100 * 1_048_576; sent += block.Length)
                    {
                        await WriteAsync(stream, sent == 0 ? body : block, isChunked, stop);
                    }

                    break;
                default:
                    await WriteAsync(stream, body, isChunked, stop);
                    await stream.WriteAsync(isChunked ? "0\r\n\r\n"u8.ToArray() : [], stop);
                    break;
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The server has heard enough, or has answered.
        }
    }

    private static async Task WriteAsync(NetworkStream stream, byte[] block, bool isChunked, CancellationToken stop)
    {
        if (isChunked)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"{block.Length:x}\r\n"), stop);
        }

        await stream.WriteAsync(block, stop);
        if (isChunked)
        {
            await stream.WriteAsync("\r\n"u8.ToArray(), stop);
        }
    }

    private static async Task<HostileAnswer> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        var received = new MemoryStream();
        var block = new byte[16_384];
        while (true)
        {
            int read;
            try
            {
                read = await stream.ReadAsync(block, stop);
            }
            catch (IOException)
            {
                read = 0;   // reset after the answer
            }

            received.Write(block, 0, read);
            var text = Encoding.UTF8.GetString(received.ToArray());
            if (read == 0 || IsWhole(text))
            {
                return Parse(text);
            }
        }
    }

    private static bool IsWhole(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0 && Encoding.UTF8.GetByteCount(text.AsSpan(end + 4)) >= LengthOf(text[..end]);
    }

    private static int LengthOf(string head)
    {
        const string name = "Content-Length: ";
        var at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at < 0
            ? int.MaxValue
            : int.Parse(head[(at + name.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }

    private static HostileAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        if (end < 0)
        {
            throw new IOException($"The connection was cut without an answer: {text}");
        }

        var status = int.Parse(text.Split(' ')[1], CultureInfo.InvariantCulture);
        return new HostileAnswer(status, text[(end + 4)..]);
    }
}
