using System.Globalization;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Monitor.Cli.Servers;

/// <summary>What a Redis process is for, and so what it may lose.</summary>
public enum RedisPurpose
{
    /// <summary>Bounded; drops what is used least; keeps nothing on disk.</summary>
    Cache,

    /// <summary>Keeps events: appends each to disk, and refuses writes rather than drop one.</summary>
    Broker,
}

/// <summary>Where a private Redis lives.</summary>
public sealed record RedisSettings
{
    /// <summary>Its configuration and, for a broker, its append-only file.</summary>
    public required string Folder { get; init; }

    public required int Port { get; init; }

    /// <summary>Null: none is asked for.</summary>
    public string? Password { get; init; }

    public required string LogFile { get; init; }

    public required RedisPurpose Purpose { get; init; }
}

/// <summary>A Redis process of our own, on 127.0.0.1 only, as a direct child of this process.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(1);
    private readonly RedisSettings _settings;

    private RedisServer(ChildProcess process, RedisSettings settings)
    {
        Process = process;
        _settings = settings;
    }

    public ChildProcess Process { get; }

    /// <summary>As StackExchange.Redis reads it.</summary>
    public string ConnectionString => ConnectionStringOf(_settings.Port, _settings.Password);

    /// <exception cref="CliException">Redis is missing, or did not start: the message has its last lines.</exception>
    public static async Task<RedisServer> StartAsync(RedisSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var binary = await ServerBinaries.FindRedisAsync(cancellationToken)
            ?? throw new CliException(
                "Redis 7 or newer is not installed here. Install it: apt-get install -y redis-server");
        Directory.CreateDirectory(settings.Folder);
        var configuration = Path.Combine(settings.Folder, "redis.conf");
        await PrivateFile.WriteAsync(configuration, ConfigurationOf(settings), cancellationToken);

        var process = ChildProcess.Start(new Launch
        {
            Program = binary,
            Arguments = [configuration],
            LogFile = settings.LogFile,
        });
        var server = new RedisServer(process, settings);
        try
        {
            await server.WaitUntilAnsweringAsync(cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    public static string ConnectionStringOf(int port, string? password) =>
        string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}")
        + (password is null ? "" : $",password={password}");

    public async ValueTask DisposeAsync()
    {
        await Process.StopAsync(PosixSignal.SIGTERM, StopLimit);
        Process.Dispose();
    }

    // In a file of 0600, not on the command line: the password would show in the list of processes.
    private static string ConfigurationOf(RedisSettings settings)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"port {settings.Port}");
        text.AppendLine("bind 127.0.0.1");
        text.AppendLine(CultureInfo.InvariantCulture, $"dir \"{settings.Folder}\"");
        text.AppendLine("daemonize no");
        text.AppendLine("save \"\"");
        if (settings.Password is not null)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"requirepass {settings.Password}");
        }

        text.AppendLine(settings.Purpose switch
        {
            RedisPurpose.Cache => "appendonly no\nmaxmemory 64mb\nmaxmemory-policy allkeys-lru",
            RedisPurpose.Broker => "appendonly yes\nappendfsync everysec\nmaxmemory-policy noeviction",
            _ => throw new ArgumentOutOfRangeException(nameof(settings)),
        });
        return text.ToString();
    }

    private async Task WaitUntilAnsweringAsync(CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(_settings.Port, _settings.Password, cancellationToken))
        {
            if (!Process.IsRunning || TimeProvider.System.GetElapsedTime(begin) > StartLimit)
            {
                throw new CliException(
                    $"Redis did not start. Its last lines, from {_settings.LogFile}:\n"
                    + Shell.LastLines(await File.ReadAllTextAsync(_settings.LogFile, cancellationToken), 15));
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <summary>Whether a Redis with this password is there: <c>PING</c> gets <c>+PONG</c> within a second.</summary>
    public static async Task<bool> AnswersAsync(int port, string? password, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerLimit);
        try
        {
            return await PingAsync(port, password, limit.Token);
        }
        catch (Exception failure) when (failure is SocketException or IOException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task<bool> PingAsync(int port, string? password, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, cancellationToken);
        await using var stream = client.GetStream();
        var request = (password is null ? "" : $"AUTH {password}\r\n") + "PING\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), cancellationToken);

        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadLineAsync(cancellationToken);
        if (password is not null)
        {
            answer = answer == "+OK" ? await reader.ReadLineAsync(cancellationToken) : null;
        }

        return answer == "+PONG";
    }
}
