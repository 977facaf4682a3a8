using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Monitor.Community.Storage;

/// <summary>The broker cannot be reached, or did not answer.</summary>
public sealed class BrokerException(Exception cause) : Exception($"The broker did not answer: {cause.Message}", cause);

/// <summary>
/// What lies in the broker's streams, of which Dapr bounds the length only: its age is bounded here, and dead letters
/// about a person go with them. Both may be repeated, and by several processes at once.
/// </summary>
public sealed class BrokerStreams(IOptions<BrokerOptions> options, TimeProvider time)
{
    /// <summary>Dead letters of an app: <c>scoring.dead</c>.</summary>
    private const string DeadLetters = "*.dead";
    private const int Page = 500;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly BrokerOptions options = options.Value;

    public bool IsReached => options.Host is { Length: > 0 };

    /// <summary>Removes what is older than it is kept, from every stream; the answer is how many entries.</summary>
    /// <exception cref="BrokerException">Try again.</exception>
    public Task<long> TrimAsync(CancellationToken cancellationToken) => RunAsync(
        async redis =>
        {
            // An entry's id begins with the moment at which the broker took it, in milliseconds.
            var oldest = (time.GetUtcNow() - options.KeepFor).ToUnixTimeMilliseconds();
            var gone = 0L;
            foreach (var stream in await StreamsAsync(redis, "*"))
            {
                gone += (long)await redis.GetDatabase().ExecuteAsync(
                    "XTRIM", stream, "MINID", oldest.ToString(CultureInfo.InvariantCulture));
            }

            return gone;
        },
        cancellationToken);

    /// <summary>
    /// Removes the dead letters that name a pseudonym; the answer is how many. What they told is in outboxes still.
    /// </summary>
    /// <exception cref="BrokerException">Try again.</exception>
    public Task<long> ForgetAsync(string member, CancellationToken cancellationToken) => RunAsync(
        async redis =>
        {
            var gone = 0L;
            foreach (var stream in await StreamsAsync(redis, DeadLetters))
            {
                gone += await ForgetAsync(redis.GetDatabase(), stream, Encoding.UTF8.GetBytes(member));
            }

            return gone;
        },
        cancellationToken);

    private static async Task<long> ForgetAsync(IDatabase database, RedisKey stream, byte[] member)
    {
        var gone = 0L;
        for (var from = "-"; ;)
        {
            var entries = (RedisResult[])(await database.ExecuteAsync("XRANGE", stream, from, "+", "COUNT", Page))!;
            foreach (var entry in entries.Select(each => (RedisResult[])each!).Where(each => Names(each[1], member)))
            {
                gone += (long)await database.ExecuteAsync("XDEL", stream, (RedisValue)(byte[])entry[0]!);
            }

            if (entries.Length < Page)
            {
                return gone;
            }

            from = $"({(string)((RedisResult[])entries[^1]!)[0]!}";   // after the last one
        }
    }

    private static bool Names(RedisResult fields, byte[] member) => ((RedisResult[])fields!).Any(field =>
        !field.IsNull && ((byte[])field!).AsSpan().IndexOf(member) >= 0);

    private static async Task<List<RedisKey>> StreamsAsync(ConnectionMultiplexer redis, string pattern)
    {
        var server = redis.GetServer(redis.GetEndPoints()[0]);
        var streams = new List<RedisKey>();
        foreach (var key in server.Keys(pattern: pattern, pageSize: Page))
        {
            if ((string?)await redis.GetDatabase().ExecuteAsync("TYPE", key) == "stream")
            {
                streams.Add(key);
            }
        }

        return streams;
    }

    /// <summary>A connection of its own: once an hour, and where someone is erased, one is needed.</summary>
    private async Task<long> RunAsync(Func<ConnectionMultiplexer, Task<long>> work, CancellationToken cancellationToken)
    {
        if (!IsReached)
        {
            return 0;
        }

        var settings = ConfigurationOptions.Parse(options.Host!);
        settings.Password = options.Password is { Length: > 0 } password ? password : null;
        try
        {
            var redis = await ConnectionMultiplexer.ConnectAsync(settings).WaitAsync(Limit, cancellationToken);
            try
            {
                return await work(redis).WaitAsync(Limit, cancellationToken);
            }
            finally
            {
                await redis.CloseAsync(allowCommandsToComplete: false);
                redis.Dispose();
            }
        }
        catch (Exception failure) when (failure is RedisException or TimeoutException)
        {
            throw new BrokerException(failure);
        }
    }
}
