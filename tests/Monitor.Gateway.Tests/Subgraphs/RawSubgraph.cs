using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Monitor.Gateway.Tests.Subgraphs;

/// <summary>A subgraph that writes bytes, whatever HTTP says.</summary>
internal sealed class RawSubgraph : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Func<NetworkStream, CancellationToken, Task> answer;
    private Task accepting = Task.CompletedTask;
    private int connections;

    public RawSubgraph(Func<NetworkStream, CancellationToken, Task> answer) => this.answer = answer;

    /// <summary>The end that it came to; each call has a connection of its own.</summary>
    public int Calls => connections;

    public string Url => $"http://{listener.LocalEndpoint}/graphql";

    public static RawSubgraph Start(Func<NetworkStream, CancellationToken, Task> answer)
    {
        var subgraph = new RawSubgraph(answer);
        subgraph.listener.Start();
        subgraph.accepting = subgraph.AcceptAsync();
        return subgraph;
    }

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting;
        over.Dispose();
        listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        var answering = new List<Task>();
        try
        {
            while (true)
            {
                answering.Add(AnswerAsync(await listener.AcceptTcpClientAsync(over.Token)));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(answering);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                if (await stream.ReadAsync(new byte[64 * 1024], over.Token) == 0)
                {
                    return;
                }
                Interlocked.Increment(ref connections);
                await answer(stream, over.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                while (await stream.ReadAsync(new byte[4096], over.Token) > 0)
                {
                    // until the gateway has read all of it, and closes
                }
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or SocketException)
            {
                // The gateway has read enough.
            }
        }
    }
}
