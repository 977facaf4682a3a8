using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using StackExchange.Redis;

namespace Monitor.Gateway.Events;

/// <summary>
/// Hears one channel of Redis on a connection of its own, and connects again for as long as it lives: after a lost
/// connection, and after a silence in which even a ping got no answer.
/// </summary>
/// <remarks>
/// StackExchange.Redis 1.2.6 subscribes too, but does not say when messages may have been missed, and does not find
/// out that a Redis is frozen.
/// </remarks>
internal sealed class RedisSubscriber : IAsyncDisposable
{
    private static readonly TimeSpan connectLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan pingEvery = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan longestSilence = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan longestPause = TimeSpan.FromSeconds(2);

    private readonly ConfigurationOptions redis;
    private readonly string channel;
    private readonly Action<string> onMessage;
    private readonly Action onConnected;
    private readonly ILogger log;
    private readonly CancellationTokenSource end = new();
    private readonly Task running;

    /// <param name="redis">Its first address, password and TLS are used.</param>
    /// <param name="channel">The channel to hear.</param>
    /// <param name="onMessage">Called for one message after another.</param>
    /// <param name="onConnected">Called each time that the channel is heard (again), before its messages.</param>
    /// <param name="log">Is told of the first failure after each success.</param>
    public RedisSubscriber(
        ConfigurationOptions redis, string channel, Action<string> onMessage, Action onConnected, ILogger log)
    {
        this.redis = redis;
        this.channel = channel;
        this.onMessage = onMessage;
        this.onConnected = onConnected;
        this.log = log;
        running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await running;
        end.Dispose();
    }

    private async Task RunAsync()
    {
        var pause = firstPause;
        var isTold = false;
        while (!end.IsCancellationRequested)
        {
            try
            {
                await HearAsync(() =>
                {
                    pause = firstPause;
                    isTold = false;
                    onConnected();
                });
            }
            catch (Exception) when (end.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (
                failure is IOException or SocketException or OperationCanceledException or RespException
                    or System.Security.Authentication.AuthenticationException or ObjectDisposedException)
            {
                if (!isTold)
                {
                    log.ReplicasNotHeard(failure.Message);
                    isTold = true;
                }
            }
            await Task.Delay(pause, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < longestPause ? pause * 2 : longestPause;
        }
    }

    /// <summary>One connection, until it fails.</summary>
    private async Task HearAsync(Action connected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        limit.CancelAfter(connectLimit);
        using var socket = await ConnectAsync(limit.Token);
        await using var stream = await OpenAsync(socket, limit.Token);
        var reader = new RespReader(stream);
        if (redis.Password is { Length: > 0 } password)
        {
            await SendAsync(stream, ["AUTH", password], limit.Token);
            await reader.ReadAsync(limit.Token);
        }
        await SendAsync(stream, ["SUBSCRIBE", channel], limit.Token);
        await reader.ReadAsync(limit.Token);
        limit.CancelAfter(Timeout.InfiniteTimeSpan);
        connected();

        using var silence = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        silence.CancelAfter(longestSilence);
        var pings = PingAsync(stream, silence.Token);
        try
        {
            while (true)
            {
                var heard = await reader.ReadAsync(silence.Token);
                silence.CancelAfter(longestSilence);
                if (heard is ["message", _, { } message])
                {
                    onMessage(message);
                }
            }
        }
        finally
        {
            await silence.CancelAsync();
            await pings;
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var endpoint = redis.EndPoints[0];
            // Without a port: Redis's own.
            await (endpoint switch
            {
                DnsEndPoint { Port: 0 } host => socket.ConnectAsync(host.Host, 6379, cancellationToken),
                IPEndPoint { Port: 0 } address => socket.ConnectAsync(address.Address, 6379, cancellationToken),
                _ => socket.ConnectAsync(endpoint, cancellationToken),
            });
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<Stream> OpenAsync(Socket socket, CancellationToken cancellationToken)
    {
        var plain = new NetworkStream(socket, ownsSocket: false);
        if (!redis.Ssl)
        {
            return plain;
        }
        var secure = new SslStream(plain);
        var host = redis.SslHost ?? (redis.EndPoints[0] as DnsEndPoint)?.Host ?? "";
        await secure.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken);
        return secure;
    }

    /// <summary>Ends by itself when a ping cannot be sent: then reading fails too.</summary>
    private static async Task PingAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(pingEvery, cancellationToken);
                await SendAsync(stream, ["PING"], cancellationToken);
            }
        }
        catch (Exception failure) when (
            failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
        }
    }

    private static ValueTask SendAsync(
        Stream stream, IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var text = new StringBuilder($"*{command.Count}\r\n");
        foreach (var part in command)
        {
            text.Append('$').Append(Encoding.UTF8.GetByteCount(part)).Append("\r\n").Append(part).Append("\r\n");
        }
        return stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
    }
}
