using Microsoft.Extensions.Options;
using Monitor.Gateway.Aggregates;
using StackExchange.Redis;

namespace Monitor.Gateway.Redis;

/// <summary>
/// Calls of a Redis that only ever saves time: each has a short limit, and every failure here means "not kept", never
/// an error for the client.
/// </summary>
/// <remarks>
/// The first call without an answer breaks the circuit for all, and a probe of this class's own closes it, never a
/// request's: so whatever a request asks of Redis, one after another, it waits for a Redis that is gone or frozen at
/// most once. (Polly's breaker needs two failures, and sends a request to see whether all is well again.)
/// </remarks>
internal sealed class RedisCalls : IDisposable
{
    private static readonly TimeSpan firstProbe = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan timeout;
    private readonly TimeSpan longestPause;
    private readonly TimeProvider clock;
    private readonly ILogger<RedisCalls> log;
    private readonly string? address;
    private readonly Lock connecting = new();
    private readonly CancellationTokenSource end = new();
    private Task<ConnectionMultiplexer>? connection;
    private int isBroken;
    private long lastRefusal;

    public RedisCalls(
        IOptions<AggregateOptions> options, IConfiguration settings, TimeProvider clock, ILogger<RedisCalls> log)
    {
        timeout = options.Value.Timeout;
        longestPause = options.Value.Pause;
        this.clock = clock;
        this.log = log;
        address = settings.GetConnectionString("Redis") is { Length: > 0 } redis ? redis : null;
        if (address is not null)
        {
            _ = Task.Run(Connection);   // not in the time of the first request
        }
    }

    /// <summary>False without the connection string Redis: then no call is made.</summary>
    public bool IsConfigured => address is not null;

    /// <summary>
    /// Null where Redis did not answer in time, does not answer these days, refuses (full, still loading), or is not
    /// configured.
    /// </summary>
    public async Task<T?> TryAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
        where T : class?
    {
        if (address is null || Volatile.Read(ref isBroken) == 1)
        {
            return null;
        }
        try
        {
            return await AskAsync(call, cancellationToken);
        }
        catch (RedisServerException refusal)
        {
            // It answered, so it costs no time, and what it holds can still be read: a full Redis takes nothing new.
            CacheMetrics.Count(CacheOutcome.Refused);
            TellRefusal(refusal.Message);
            return null;
        }
        catch (Exception failure) when (IsOfRedis(failure))
        {
            CacheMetrics.Count(CacheOutcome.Failed);
            Break(failure.Message);
            return null;
        }
    }

    public void Dispose()
    {
        end.Cancel();
        if (connection is { IsCompletedSuccessfully: true } open)
        {
            open.GetAwaiter().GetResult().Dispose();
        }
        end.Dispose();
    }

    private async Task<T> AskAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var multiplexer = await Connection().WaitAsync(timeout, cancellationToken);
        var left = timeout - clock.GetElapsedTime(started);
        // StackExchange.Redis 1.2.6 has no limit of its own for asynchronous calls.
        return await call(multiplexer.GetDatabase())
            .WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
    }

    private Task<ConnectionMultiplexer> Connection()
    {
        if (connection is { } known and not { IsFaulted: true })
        {
            return known;
        }
        lock (connecting)
        {
            return connection is { } other and not { IsFaulted: true } ? other : connection = ConnectAsync(address!);
        }
    }

    /// <summary>Once a minute: every request that stores something meets it.</summary>
    private void TellRefusal(string reason)
    {
        var last = Volatile.Read(ref lastRefusal);
        var now = clock.GetTimestamp();
        if ((last == 0 || clock.GetElapsedTime(last, now) > TimeSpan.FromMinutes(1))
            && Interlocked.CompareExchange(ref lastRefusal, now, last) == last)
        {
            log.RedisRefuses(reason);
        }
    }

    private void Break(string reason)
    {
        if (Interlocked.Exchange(ref isBroken, 1) == 0)
        {
            log.RedisGone(reason);
            _ = Task.Run(ProbeAsync);
        }
    }

    /// <summary>Asks, ever more slowly, until Redis answers.</summary>
    private async Task ProbeAsync()
    {
        var pause = firstProbe < longestPause ? firstProbe : longestPause;
        while (!end.IsCancellationRequested)
        {
            await Task.Delay(pause).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await AskAsync(database => database.PingAsync(), CancellationToken.None);
                Volatile.Write(ref isBroken, 0);
                log.RedisBack();
                return;
            }
            catch (RedisServerException)
            {
                // Loading its data, say: not yet.
            }
            catch (Exception failure) when (IsOfRedis(failure))
            {
            }
            pause = pause * 2 < longestPause ? pause * 2 : longestPause;
        }
    }

    private static bool IsOfRedis(Exception failure) =>
        failure is RedisException or TimeoutException or ObjectDisposedException or System.Net.Sockets.SocketException;

    private static async Task<ConnectionMultiplexer> ConnectAsync(string redis)
    {
        var configuration = ConfigurationOptions.Parse(redis);
        configuration.AbortOnConnectFail = false;   // connects again by itself
        configuration.ConnectTimeout = 1000;
        configuration.ClientName = "monitor-gateway";
        return await ConnectionMultiplexer.ConnectAsync(configuration);
    }
}
