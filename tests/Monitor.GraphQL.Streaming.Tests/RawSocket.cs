using System.Buffers.Binary;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Monitor.GraphQL.Streaming.Tests;

/// <summary>A WebSocket client that does what no library lets one do: sends any header, never closes.</summary>
internal sealed class RawSocket : IDisposable
{
    private readonly TcpClient tcp = new();
    private readonly CancellationTokenSource limit = new(Eventually.Limit);
    private readonly Uri address;

    private RawSocket(Uri address) => this.address = address;

    public static async Task<RawSocket> ConnectAsync(Uri address)
    {
        var socket = new RawSocket(address);
        await socket.tcp.ConnectAsync(address.Host, address.Port, socket.limit.Token);
        return socket;
    }

    /// <summary>The server's answer: the headers, and the body of one that refuses.</summary>
    /// <param name="headers">Lines that end in CR LF, beside those of every handshake.</param>
    public async Task<string> HandshakeAsync(string headers = "Sec-WebSocket-Protocol: graphql-transport-ws\r\n")
    {
        await tcp.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes(
                $"GET {address.AbsolutePath} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: Upgrade\r\n"
                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + $"{headers}\r\n"),
            limit.Token);
        var answer = new StringBuilder();
        while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            answer.Append((char)(await BytesAsync(1))[0]);
        }

        const string length = "Content-Length: ";
        var header = answer.ToString().Split("\r\n").FirstOrDefault(
            line => line.StartsWith(length, StringComparison.Ordinal));
        return header is null
            ? answer.ToString()
            : answer + Encoding.UTF8.GetString(
                await BytesAsync(int.Parse(header[length.Length..], CultureInfo.InvariantCulture)));
    }

    /// <summary>Sends up to 125 bytes as a message of text.</summary>
    public async Task SendAsync(byte[] text)
    {
        // Masked with zeros, which changes nothing.
        byte[] frame = [0x81, (byte)(0x80 | text.Length), 0, 0, 0, 0, .. text];
        await tcp.GetStream().WriteAsync(frame, limit.Token);
    }

    /// <summary>The next frame's text; "close CODE REASON" for a close; "gone" where the connection ends.</summary>
    public async Task<string> ReadAsync()
    {
        try
        {
            var head = await BytesAsync(2);
            var body = await BytesAsync(head[1]);
            return (head[0] & 0x0f) == 8
                ? $"close {BinaryPrimitives.ReadUInt16BigEndian(body)} {Encoding.UTF8.GetString(body.AsSpan(2))}"
                : Encoding.UTF8.GetString(body);
        }
        catch (IOException)
        {
            return "gone";
        }
    }

    public void Dispose()
    {
        tcp.Dispose();
        limit.Dispose();
    }

    private async Task<byte[]> BytesAsync(int count)
    {
        var bytes = new byte[count];
        await tcp.GetStream().ReadExactlyAsync(bytes, limit.Token);
        return bytes;
    }
}
