using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Questionnaire.Tests.Rounds;

/// <summary>
/// A mail server on 127.0.0.1 that keeps what it takes. It speaks what RFC 5321 asks of the least of servers; the test
/// says how it answers a recipient or a mail.
/// </summary>
internal sealed class TestSmtpServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public TestSmtpServer()
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Every mail whose end was seen, whatever was answered then.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = [];

    /// <summary>The answer to RCPT TO, given the address.</summary>
    public Func<string, string> OnRecipient { get; set; } = _ => "250 OK";

    /// <summary>The answer to the end of a mail; null: the line is cut without one.</summary>
    public Func<ReceivedMail, string?> OnMail { get; set; } = _ => "250 OK";

    public Dictionary<string, string> Settings => new()
    {
        ["Mail:Delivery"] = "Smtp",
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{Port}",
        ["Mail:Tls"] = "false",
        ["Mail:From"] = "monitor@instituut.example",
        ["Mail:Link"] = "https://invullen.example/{ronde}/{code}",
        ["Mail:LookEvery"] = "00:00:00.1",
        ["Mail:FirstPause"] = "00:00:00.05",
        ["Mail:Timeout"] = "00:00:05",
    };

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
            await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n" };
            writer.AutoFlush = true;
            await writer.WriteLineAsync("220 test");
            var (from, to) = ("", "");
            while (await reader.ReadLineAsync(stop.Token) is { } line)
            {
                if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
                {
                    await writer.WriteLineAsync("354 go on");
                    var mail = new ReceivedMail(from, to, await DataAsync(reader));
                    Mails.Enqueue(mail);
                    if (OnMail(mail) is not { } answer)
                    {
                        return;
                    }

                    await writer.WriteLineAsync(answer);
                    continue;
                }

                from = Argument(line, "MAIL FROM:") ?? from;
                to = Argument(line, "RCPT TO:") ?? to;
                await writer.WriteLineAsync(
                    line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye"
                    : Argument(line, "RCPT TO:") is { } recipient ? OnRecipient(recipient)
                    : "250 OK");
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException)
        {
        }
    }

    private async Task<string> DataAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(stop.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return text.ToString();
    }

    private static string? Argument(string line, string command) =>
        line.StartsWith(command, StringComparison.OrdinalIgnoreCase)
            ? line[command.Length..].Split('>')[0].Trim().TrimStart('<')
            : null;
}

/// <summary>A mail as it came.</summary>
internal sealed record ReceivedMail(string From, string To, string Raw)
{
    /// <summary>The lines of its header, folded ones put together.</summary>
    public IReadOnlyList<string> Headers { get; } =
        [.. Raw.Split("\r\n\r\n")[0].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")];

    public string Header(string name) =>
        Headers.Single(h => h.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..].Trim();

    /// <summary>The subject with its encoded words (RFC 2047) read.</summary>
    public string Subject => string.Concat(Header("Subject").Split(' ').Select(Word));

    /// <summary>The body, read from base64 (RFC 2045 §6.8).</summary>
    public string Body
    {
        get
        {
            Assert.Equal("base64", Header("Content-Transfer-Encoding"));
            var text = Raw[(Raw.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            return Encoding.UTF8.GetString(Convert.FromBase64String(text)).ReplaceLineEndings("\n");
        }
    }

    private static string Word(string word, int at)
    {
        var parts = word.Split('?');
        return parts is ["=", _, var encoding, var text, "="]
            ? encoding is "B"
                ? Encoding.UTF8.GetString(Convert.FromBase64String(text))
                : Unquoted(text.Replace('_', ' '))
            : (at > 0 ? " " : "") + word;
    }

    private static string Unquoted(string text)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '=' && at + 2 < text.Length)
            {
                bytes.Add(Convert.ToByte(text[(at + 1)..(at + 3)], 16));
                at += 2;
            }
            else
            {
                bytes.Add((byte)text[at]);
            }
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
