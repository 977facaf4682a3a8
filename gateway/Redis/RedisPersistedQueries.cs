using Microsoft.Extensions.Options;
using Monitor.GraphQL.AspNetCore.Documents;
using StackExchange.Redis;

namespace Monitor.Gateway.Redis;

/// <summary>
/// Texts of automatic persisted queries, for all processes of the gateway. A text lives as long as a process loads it
/// now and then: each time its end is put off.
/// </summary>
internal sealed class RedisPersistedQueries(RedisCalls redis, IOptions<PersistedQueryOptions> options)
    : IPersistedQueries
{
    private const string Prefix = "apq:";

    public async Task<string?> FindAsync(string hash, CancellationToken cancellationToken) => await redis.TryAsync(
        async database =>
        {
            RedisKey key = Prefix + hash;
            var text = (string?)await database.StringGetAsync(key);
            if (text is not null)
            {
                await database.KeyExpireAsync(key, options.Value.KeepFor, CommandFlags.FireAndForget);
            }
            return text;
        },
        cancellationToken);

    public Task SaveAsync(string hash, string text, CancellationToken cancellationToken) => redis.TryAsync(
        async database =>
        {
            await database.StringSetAsync(Prefix + hash, text, options.Value.KeepFor);
            return text;
        },
        cancellationToken);
}
