using System.Globalization;

using StackExchange.Redis;

namespace Monitor.Sidecar;

/// <summary>An entry of a stream: what pubsub.redis writes in the fields <c>data</c> and <c>metadata</c>.</summary>
internal sealed record StreamEntry(string Topic, string Id, byte[] Data, string? Metadata);

/// <summary>
/// One pubsub.redis component, in the commands and field names of the real one, so that daprd and the stand-in can
/// read each other's streams. Stream = topic, group = consumer = app id.
/// </summary>
internal sealed class RedisStreams(PubSubComponent component, TimeProvider time, ILogger<RedisStreams> log)
    : IAsyncDisposable
{
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestCommand = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim connecting = new(1, 1);
    private ConnectionMultiplexer? shared;

    public PubSubComponent Component => component;

    /// <summary>Appends an event; returns once Redis has it.</summary>
    public async Task AddAsync(string topic, ReadOnlyMemory<byte> data, string metadata)
    {
        var database = await DatabaseAsync();
        List<object> arguments = [(RedisKey)topic];
        if (component.MaxLenApprox > 0)
        {
            arguments.AddRange(["MAXLEN", "~", component.MaxLenApprox]);
        }
        else if (component.StreamTtl > TimeSpan.Zero)
        {
            var oldest = (time.GetUtcNow() - component.StreamTtl).ToUnixTimeMilliseconds();
            arguments.AddRange(["MINID", "~", oldest.ToString(CultureInfo.InvariantCulture)]);
        }
        arguments.AddRange(["*", "data", (RedisValue)data.ToArray(), "metadata", (RedisValue)metadata]);
        await ExecuteAsync(database, "XADD", arguments);
    }

    /// <summary>Makes the consumer group of a topic; a new group gets the whole stream, from its start.</summary>
    public async Task CreateGroupAsync(string topic, string group)
    {
        var database = await DatabaseAsync();
        try
        {
            await ExecuteAsync(database, "XGROUP", ["CREATE", (RedisKey)topic, group, "0", "MKSTREAM"]);
        }
        catch (RedisServerException exists) when (exists.Message.StartsWith("BUSYGROUP", StringComparison.Ordinal))
        {
            // As every start but the first.
        }
    }

    /// <summary>A connection for blocking reads, which would hold up everything else on a shared one.</summary>
    /// <remarks>The caller ends it with <see cref="CloseAsync"/>.</remarks>
    public Task<ConnectionMultiplexer> OpenReaderAsync() => ConnectAsync();

    /// <summary>Waits up to a second for new entries of any of the topics.</summary>
    /// <exception cref="RedisServerException">NOGROUP: Redis lost its data.</exception>
    public async Task<IReadOnlyList<StreamEntry>> ReadAsync(
        ConnectionMultiplexer reader, string group, IReadOnlyList<string> topics)
    {
        List<object> arguments =
        [
            "GROUP", group, group, "COUNT", component.QueueDepth,
            "BLOCK", (long)Block.TotalMilliseconds, "STREAMS",
        ];
        arguments.AddRange(topics.Select(topic => (object)(RedisKey)topic));
        arguments.AddRange(topics.Select(_ => (object)">"));
        var answer = await ExecuteAsync(reader.GetDatabase(), "XREADGROUP", arguments);
        if (answer.IsNull)
        {
            return [];
        }
        var entries = new List<StreamEntry>();
        foreach (var stream in (RedisResult[])answer!)
        {
            var parts = (RedisResult[])stream!;
            entries.AddRange(ReadEntries((string)parts[0]!, parts[1]));
        }
        return entries;
    }

    /// <summary>Takes over the entries that nobody has acknowledged for longer than processingTimeout.</summary>
    public async Task<IReadOnlyList<StreamEntry>> ClaimAsync(string topic, string group)
    {
        var database = await DatabaseAsync();
        var pending = await ExecuteAsync(
            database, "XPENDING", [(RedisKey)topic, group, "-", "+", component.QueueDepth]);
        var idleFor = (long)component.ProcessingTimeout.TotalMilliseconds;
        var ids = ((RedisResult[])pending!)
            .Select(item => (RedisResult[])item!)
            .Where(item => (long)item[2] >= idleFor)
            .Select(item => (string)item[0]!)
            .ToList();
        if (ids.Count == 0)
        {
            return [];
        }

        List<object> arguments = [(RedisKey)topic, group, group, idleFor];
        arguments.AddRange(ids);
        var claimed = ReadEntries(topic, await ExecuteAsync(database, "XCLAIM", arguments)).ToList();

        // What was trimmed meanwhile will never be delivered.
        foreach (var gone in ids.Except(claimed.Select(entry => entry.Id)))
        {
            await AcknowledgeAsync(topic, group, gone);
        }
        return claimed;
    }

    public async Task AcknowledgeAsync(string topic, string group, string id)
    {
        var database = await DatabaseAsync();
        await ExecuteAsync(database, "XACK", [(RedisKey)topic, group, id]);
    }

    /// <summary>
    /// At once: disposing alone waits five seconds for answers, closing alone leaves threads running.
    /// </summary>
    public static async Task CloseAsync(ConnectionMultiplexer connection)
    {
        await connection.CloseAsync(allowCommandsToComplete: false);
        connection.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (shared is not null)
        {
            await CloseAsync(shared);
        }
        connecting.Dispose();
    }

    /// <summary>This version of the client has no limit of its own on asynchronous commands.</summary>
    private static Task<RedisResult> ExecuteAsync(IDatabase database, string command, List<object> arguments) =>
        database.ExecuteAsync(command, arguments).WaitAsync(LongestCommand);

    private static IEnumerable<StreamEntry> ReadEntries(string topic, RedisResult entries)
    {
        foreach (var entry in (RedisResult[])entries!)
        {
            if (entry.IsNull)
            {
                continue;
            }
            var parts = (RedisResult[])entry!;
            if (parts[1].IsNull)
            {
                continue;
            }
            var fields = (RedisResult[])parts[1]!;
            byte[] data = [];
            string? metadata = null;
            for (var i = 0; i + 1 < fields.Length; i += 2)
            {
                switch ((string?)fields[i])
                {
                    case "data":
                        data = (byte[]?)fields[i + 1] ?? [];
                        break;
                    case "metadata":
                        metadata = (string?)fields[i + 1];
                        break;
                }
            }
            yield return new StreamEntry(topic, (string)parts[0]!, data, metadata);
        }
    }

    private async Task<IDatabase> DatabaseAsync()
    {
        if (shared is null)
        {
            await connecting.WaitAsync();
            try
            {
                shared ??= await ConnectAsync();
            }
            finally
            {
                connecting.Release();
            }
        }
        return shared.GetDatabase();
    }

    private async Task<ConnectionMultiplexer> ConnectAsync()
    {
        var options = ConfigurationOptions.Parse(component.RedisHost);
        options.AbortOnConnectFail = false;
        options.ConnectTimeout = 2000;
        options.SyncTimeout = 5000;
        options.ResponseTimeout = 30_000;   // blocking reads answer late on purpose
        options.KeepAlive = 10;
        options.Password = component.RedisPassword.Length > 0 ? component.RedisPassword : null;
        var connection = await ConnectionMultiplexer.ConnectAsync(options);
        connection.ConnectionFailed += (_, failure) =>
            log.BrokerConnectionFailed(component.Name, component.RedisHost, failure.FailureType.ToString());
        return connection;
    }
}
