using System.Net.WebSockets;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>Reads whole messages. A socket on which nothing comes holds no memory for one.</summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes)
{
    /// <summary>The next message; null when the client closes its side. To be disposed.</summary>
    /// <param name="abort">Tears the socket down.</param>
    /// <exception cref="SocketClosedException">The message is too large, or no text.</exception>
    public async Task<PooledBuffer?> ReadAsync(CancellationToken abort)
    {
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, abort);
        if (first.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }

        var message = new PooledBuffer();
        try
        {
            return first.EndOfMessage || await ReadAsync(message, abort) ? message : null;
        }
        catch
        {
            message.Dispose();
            throw;
        }
    }

    /// <summary>Throws away what still comes until the client closes its side.</summary>
    public async Task DrainAsync(CancellationToken abort)
    {
        var unread = new byte[1024];
        while ((await socket.ReceiveAsync(unread.AsMemory(), abort)).MessageType != WebSocketMessageType.Close)
        {
        }
    }

    private async Task<bool> ReadAsync(PooledBuffer message, CancellationToken abort)
    {
        while (true)
        {
            var read = await socket.ReceiveAsync(message.GetMemory(), abort);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                message.Dispose();
                return false;
            }

            message.Advance(read.Count);
            if (read.MessageType == WebSocketMessageType.Binary)
            {
                throw new SocketClosedException(SocketClose.BadMessage("send text, not bytes"));
            }

            if (message.Written.Length > maxBytes)
            {
                throw new SocketClosedException(SocketClose.TooLarge);
            }

            if (read.EndOfMessage)
            {
                return true;
            }
        }
    }
}
