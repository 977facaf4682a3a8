using Microsoft.Extensions.Options;
using Monitor.Gateway.Aggregates;
using Polly;
using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace Monitor.Gateway.Redis;

/// <summary>
/// Calls of a Redis that only ever saves time: each has a short limit, a Redis that keeps failing is left alone for a
/// while, and every failure here means "not kept", never an error for the client.
/// </summary>
internal sealed class RedisCalls : IDisposable
{
    private readonly TimeSpan timeout;
    private readonly ILogger<RedisCalls> log;
    private readonly ResiliencePipeline pipeline;
    private readonly Lazy<Task<ConnectionMultiplexer>>? connection;
    private int isGone;

    public RedisCalls(
        IOptions<AggregateOptions> options, IConfiguration settings, TimeProvider clock, ILogger<RedisCalls> log)
    {
        timeout = options.Value.Timeout;
        this.log = log;
        if (settings.GetConnectionString("Redis") is { Length: > 0 } redis)
        {
            connection = new(() => ConnectAsync(redis));
        }
        pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = 4,
                SamplingDuration = TimeSpan.FromSeconds(5),
                BreakDuration = options.Value.Pause,
                ShouldHandle = call => ValueTask.FromResult(
                    call.Outcome.Exception is not (null or OperationCanceledException)),
            })
            .Build();
    }

    /// <summary>False without the connection string Redis: then no call is made.</summary>
    public bool IsConfigured => connection is not null;

    /// <summary>Null where Redis did not answer in time, or is not configured.</summary>
    public async Task<T?> TryAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
        where T : class?
    {
        if (connection is null)
        {
            return null;
        }
        try
        {
            var result = await pipeline.ExecuteAsync(
                async token =>
                {
                    var multiplexer = await connection.Value.WaitAsync(timeout, token);
                    // StackExchange.Redis 1.2.6 has no limit of its own for asynchronous calls.
                    return await call(multiplexer.GetDatabase()).WaitAsync(timeout, token);
                },
                cancellationToken);
            if (Interlocked.Exchange(ref isGone, 0) == 1)
            {
                log.RedisBack();
            }
            return result;
        }
        catch (Exception failure) when (
            failure is RedisException or TimeoutException or BrokenCircuitException or ObjectDisposedException)
        {
            GatewayMetrics.Cache("failed", 1);
            if (Interlocked.Exchange(ref isGone, 1) == 0)
            {
                log.RedisGone(failure.Message);
            }
            return null;
        }
    }

    public void Dispose()
    {
        if (connection is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            connection.Value.GetAwaiter().GetResult().Dispose();
        }
    }

    private static async Task<ConnectionMultiplexer> ConnectAsync(string redis)
    {
        var configuration = ConfigurationOptions.Parse(redis);
        configuration.AbortOnConnectFail = false;   // connects again by itself
        configuration.ConnectTimeout = 1000;
        configuration.ClientName = "monitor-gateway";
        return await ConnectionMultiplexer.ConnectAsync(configuration);
    }
}
