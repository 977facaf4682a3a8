using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using StackExchange.Redis;

namespace Monitor.EndToEnd.Tests.Privacy;

/// <summary>
/// Looks for texts in everything that the running system keeps: dumps of all databases, all keys of both Redis
/// processes, and every file of its folder (logs, mails): as they are, in hexadecimal and in base64.
/// </summary>
internal sealed class StoreSearch(string home, int ports)
{
    private static readonly string[] Databases = ["questionnaire", "scoring", "benchmark", "community"];

    /// <summary>Where each text was found: "store: text".</summary>
    public async Task<IReadOnlyList<string>> FindAsync(params string[] texts)
    {
        var found = new List<string>();
        foreach (var (store, content) in await StoresAsync())
        {
            found.AddRange(texts.Where(text => IsIn(content, text)).Select(text => $"{store}: {text}"));
        }

        return found;
    }

    /// <summary>Changes the database of a service as its superuser may.</summary>
    public Task ExecuteAsync(string database, string sql) => RunAsync(
        "psql", "-h", "127.0.0.1", "-p", Text(ports + 20), "-U", "postgres", "-d", database, "-c", sql);

    /// <summary>Adds an entry to a stream of the broker, as a sidecar does.</summary>
    public async Task AddAsync(string stream, string data)
    {
        using var redis = await ConnectAsync(ports + 22, "broker");
        await redis.GetDatabase().ExecuteAsync("XADD", stream, "*", "data", data, "metadata", "{}");
    }

    /// <summary>Has the broker write its file anew, and waits until it has.</summary>
    public async Task RewriteBrokerAsync()
    {
        using var redis = await ConnectAsync(ports + 22, "broker");
        await redis.GetDatabase().ExecuteAsync("BGREWRITEAOF");
        string state;
        do
        {
            await Task.Delay(200);
            state = (string)(await redis.GetDatabase().ExecuteAsync("INFO", "persistence"))!;
        }
        while (!state.Contains("aof_rewrite_in_progress:0", StringComparison.Ordinal)
            || !state.Contains("aof_rewrite_scheduled:0", StringComparison.Ordinal));
    }

    private async Task<List<(string Store, string Content)>> StoresAsync()
    {
        var stores = new List<(string, string)>();
        foreach (var database in Databases)
        {
            stores.Add(($"database {database}", await RunAsync(
                "pg_dump", "-h", "127.0.0.1", "-p", Text(ports + 20), "-U", "postgres", database)));
        }

        stores.Add(("redis cache", await RedisAsync(ports + 21, "cache")));
        stores.Add(("redis broker", await RedisAsync(ports + 22, "broker")));
        foreach (var file in Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(home, file).Contains("postgres/", StringComparison.Ordinal)))
        {
            // Shared: logs are being written.
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            stores.Add(($"file {Path.GetRelativePath(home, file)}", await reader.ReadToEndAsync()));
        }

        return stores;
    }

    private async Task<string> RedisAsync(int port, string name)
    {
        using var redis = await ConnectAsync(port, name);
        var database = redis.GetDatabase();
        var content = new StringBuilder();
        foreach (var key in redis.GetServer("127.0.0.1", port).Keys(pageSize: 1000))
        {
            var type = (string?)await database.ExecuteAsync("TYPE", (RedisKey)key);
            content.Append(key).Append('\n');
            Write(content, type switch
            {
                "string" => await database.ExecuteAsync("GET", (RedisKey)key),
                "hash" => await database.ExecuteAsync("HGETALL", (RedisKey)key),
                "list" => await database.ExecuteAsync("LRANGE", (RedisKey)key, 0, -1),
                "set" => await database.ExecuteAsync("SMEMBERS", (RedisKey)key),
                "zset" => await database.ExecuteAsync("ZRANGE", (RedisKey)key, 0, -1),
                "stream" => await database.ExecuteAsync("XRANGE", (RedisKey)key, "-", "+"),
                _ => throw new InvalidOperationException($"A key of type {type} is not read yet."),
            });
        }

        return content.ToString();
    }

    private async Task<ConnectionMultiplexer> ConnectAsync(int port, string name)
    {
        var password = await SecretAsync(name);
        return await ConnectionMultiplexer.ConnectAsync(
            string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port},password={password}"));
    }

    private static void Write(StringBuilder content, RedisResult result)
    {
        if (result.IsNull)
        {
            return;
        }

        try
        {
            var bytes = (byte[]?)result;
            content.Append(Encoding.Latin1.GetString(bytes!)).Append('\n');
        }
        catch (InvalidCastException)
        {
            foreach (var item in (RedisResult[])result!)
            {
                Write(content, item);
            }
        }
    }

    private static bool IsIn(string content, string text) =>
        content.Contains(text, StringComparison.OrdinalIgnoreCase)
        || content.Contains(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text)), StringComparison.OrdinalIgnoreCase)
        || Enumerable.Range(0, 3).Any(shift => content.Contains(Base64(text, shift), StringComparison.Ordinal));

    /// <summary>What of it stands in base64 whatever stands around it; it begins at this place of three.</summary>
    private static string Base64(string text, int shift)
    {
        var whole = Convert.ToBase64String([.. new byte[shift], .. Encoding.UTF8.GetBytes(text)]);
        var end = (shift + Encoding.UTF8.GetByteCount(text)) / 3 * 4;
        return whole[(shift == 0 ? 0 : 4)..end];
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["PGPASSWORD"] = await SecretAsync("postgres");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}");
    }

    private async Task<string> SecretAsync(string name) =>
        JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(home, "secrets.json"))).RootElement.Text(name)!;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
