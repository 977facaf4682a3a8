using System.Runtime.InteropServices;
using Monitor.Cli.Servers;

namespace Monitor.Testing;

/// <summary>
/// A Redis process of a test's own: empty, started in some 30 ms, stopped when disposed. So tests never see each
/// other's keys and streams, and may stop theirs to see an outage.
/// </summary>
public sealed class TestRedis : IAsyncDisposable
{
    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;

    private readonly RedisSettings _settings;
    private RedisServer _server;

    private TestRedis(RedisSettings settings, RedisServer server)
    {
        _settings = settings;
        _server = server;
    }

    public int Port => _settings.Port;

    /// <summary>As StackExchange.Redis reads it: <c>127.0.0.1:port</c>. No password.</summary>
    public string ConnectionString => RedisServer.ConnectionStringOf(_settings.Port, _settings.Password);

    /// <summary>Starts one. No redis-server is a failure, not a skip.</summary>
    public static async Task<TestRedis> StartAsync(
        RedisPurpose purpose = RedisPurpose.Broker, CancellationToken cancellationToken = default)
    {
        var folder = TemporaryServers.NextFolder("redis");
        var settings = new RedisSettings
        {
            Folder = folder,
            Port = FreePorts.Take(1)[0],
            LogFile = Path.Combine(folder, "redis.log"),
            Purpose = purpose,
        };
        var redis = new TestRedis(settings, await RedisServer.StartAsync(settings, cancellationToken));
        TemporaryServers.Note(redis._server.Process, redis);
        return redis;
    }

    /// <summary>Stops it, as an outage would. A broker keeps its data for <see cref="RestartAsync"/>.</summary>
    public ValueTask StopAsync() => _server.DisposeAsync();

    /// <summary>Starts it again on the same port.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await _server.DisposeAsync();
        _server = await RedisServer.StartAsync(_settings, cancellationToken);
        TemporaryServers.Note(_server.Process, this);
    }

    /// <summary>SIGKILL: nothing is finished, nothing is said.</summary>
    public async Task KillAsync()
    {
        Signal(Kill);
        await _server.Process.WaitAsync(CancellationToken.None);
    }

    /// <summary>SIGSTOP: connections stay open and new ones are taken, but nothing is answered.</summary>
    public void Freeze() => Signal(Stop);

    /// <summary>Ends <see cref="Freeze"/>.</summary>
    public void Thaw() => Signal(Continue);

    public ValueTask DisposeAsync()
    {
        Thaw();   // or it would not hear that it is to stop
        return _server.DisposeAsync();
    }

    private void Signal(int signal)
    {
        if (_server.Process.Id.IsRunning)
        {
            _ = Send(_server.Process.Id.Pid, signal);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int pid, int signal);
}
