using System.Net.WebSockets;
using System.Text.Json;
using Monitor.GraphQL.AspNetCore.Answers;

namespace Monitor.GraphQL.AspNetCore.Streaming;

/// <summary>Sends messages one after another. Nothing is queued: who sends waits until the client takes it.</summary>
/// <param name="socket">Where to.</param>
/// <param name="abort">Tears the socket down.</param>
internal sealed class SocketWriter(WebSocket socket, CancellationToken abort) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>Sends one message; false where nobody reads any more.</summary>
    /// <param name="type">The member <c>type</c>.</param>
    /// <param name="write">Writes the other members; null for none. What it throws is thrown, and nothing sent.</param>
    /// <param name="isWanted">Asked when it is this message's turn: false sends nothing.</param>
    public async Task<bool> SendAsync(
        string type, Action<Utf8JsonWriter>? write = null, Func<bool>? isWanted = null)
    {
        if (!await TakeTurnAsync())
        {
            return false;
        }

        try
        {
            if (socket.State != WebSocketState.Open || isWanted?.Invoke() == false)
            {
                return socket.State == WebSocketState.Open;
            }

            using var message = new PooledBuffer();
            WriteTo(message, type, write);
            return await TrySendAsync(() => socket.SendAsync(
                message.Written, WebSocketMessageType.Text, endOfMessage: true, abort).AsTask());
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Closes our side, once what is being sent is sent.</summary>
    public async Task CloseAsync(SocketClose close)
    {
        if (await TakeTurnAsync())
        {
            try
            {
                await TrySendAsync(() => socket.CloseOutputAsync(close.Status, close.Reason, abort));
            }
            finally
            {
                turn.Release();
            }
        }
    }

    public void Dispose() => turn.Dispose();

    /// <summary>Whether a failure says no more than that the socket is there no more.</summary>
    public static bool IsGone(Exception failure) =>
        failure is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException;

    private static void WriteTo(PooledBuffer message, string type, Action<Utf8JsonWriter>? write)
    {
        using var json = new Utf8JsonWriter(message, JsonOutput.Options);
        json.WriteStartObject();
        json.WriteString("type", type);
        write?.Invoke(json);
        json.WriteEndObject();
    }

    private async Task<bool> TakeTurnAsync()
    {
        try
        {
            await turn.WaitAsync(abort);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>A socket that broke is no failure of who sends: the reader ends all that runs on it.</summary>
    private static async Task<bool> TrySendAsync(Func<Task> send)
    {
        try
        {
            await send();
            return true;
        }
        catch (Exception gone) when (IsGone(gone))
        {
            return false;
        }
    }
}
