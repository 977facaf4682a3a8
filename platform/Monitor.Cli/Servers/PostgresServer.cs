using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Monitor.Cli.Servers;

/// <summary>Where a private cluster lives and how it is set up.</summary>
public sealed record PostgresSettings
{
    /// <summary>Holds the cluster; made when it is not there. The user that PostgreSQL runs as must reach it.</summary>
    public required string DataFolder { get; init; }

    public required int Port { get; init; }

    /// <summary>Of the superuser <c>postgres</c>. Set when the cluster is made.</summary>
    public required string Password { get; init; }

    public required string LogFile { get; init; }

    /// <summary>False for tests: nothing is synced to disk, and a crash of the machine loses the cluster.</summary>
    public bool IsDurable { get; init; } = true;

    public int MaximumConnections { get; init; } = 200;
}

/// <summary>A PostgreSQL cluster of our own, on 127.0.0.1 only, as a direct child of this process.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly bool _isDurable;

    private PostgresServer(ChildProcess process, string connectionString, bool isDurable)
    {
        Process = process;
        ConnectionString = connectionString;
        _isDurable = isDurable;
    }

    public ChildProcess Process { get; }

    /// <summary>As superuser, to the database <c>postgres</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes the cluster when needed, starts it, and returns once it answers.</summary>
    /// <exception cref="CliException">PostgreSQL is missing or did not start: the message has its log.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var binaries = await ServerBinaries.FindPostgresAsync(cancellationToken)
            ?? throw new CliException(
                "PostgreSQL 15 or newer is not installed here. Install it: apt-get install -y postgresql");
        var user = ServerUser.Needed();
        if (!File.Exists(Path.Combine(settings.DataFolder, "PG_VERSION")))
        {
            await CreateClusterAsync(settings, binaries, user, cancellationToken);
        }

        await ClearStalePidFileAsync(settings.DataFolder);
        var process = Launch(settings, binaries, user);
        var server = new PostgresServer(
            process, ConnectionStringOf(settings.Port, settings.Password), settings.IsDurable);
        try
        {
            await server.WaitUntilAnsweringAsync(settings.LogFile, cancellationToken);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    public static string ConnectionStringOf(int port, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = "postgres",
        Password = password,
        Database = "postgres",
        Pooling = false,
        Timeout = 5,
    }.ConnectionString;

    /// <summary>
    /// A folder that PostgreSQL's user can use: the wished one, or when that lies where this user may not go (a clone
    /// under /root), one under /var/lib or /tmp that belongs to the wished folder's path.
    /// </summary>
    public static async Task<string> ReachableFolderAsync(string wished, CancellationToken cancellationToken)
    {
        if (ServerUser.Needed() is not { } user)
        {
            Directory.CreateDirectory(wished);
            return wished;
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wished)));
        var own = $"monitor-{digest[..12]}";
        foreach (var folder in (string[])[wished, Path.Combine("/var/lib", own), Path.Combine("/tmp", own)])
        {
            await user.TakeAsync(folder, cancellationToken);
            if (await user.CanUseAsync(folder, cancellationToken))
            {
                return folder;
            }

            Directory.Delete(folder);   // just made, and empty: an earlier cluster would have been reachable
        }

        throw new CliException($"The user {user.Name}, which runs PostgreSQL, can reach no folder for its data.");
    }

    /// <summary>
    /// Ends sessions and stops ("fast shutdown"); a cluster that nobody will start again stops without writing what it
    /// holds ("immediate"), which takes many seconds where tests made many databases.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await Process.StopAsync(_isDurable ? PosixSignal.SIGINT : PosixSignal.SIGQUIT, StopLimit);
        Process.Dispose();
    }

    private static async Task CreateClusterAsync(
        PostgresSettings settings, string binaries, ServerUser? user, CancellationToken cancellationToken)
    {
        var passwordFile = $"{settings.DataFolder}.password";
        await File.WriteAllTextAsync(passwordFile, settings.Password, cancellationToken);
        try
        {
            if (user is not null)
            {
                await user.TakeAsync(settings.DataFolder, cancellationToken);
                await Shell.DemandAsync("chown", [user.Name, passwordFile], cancellationToken);
            }

            File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead);
            string[] arguments =
            [
                "-D", settings.DataFolder, "--username=postgres", $"--pwfile={passwordFile}",
                "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", .. settings.IsDurable ? [] : NoSync,
            ];
            var command = CommandAs(user, Path.Combine(binaries, "initdb"), arguments);
            await Shell.DemandAsync(command[0], command[1..], cancellationToken);
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    private static readonly string[] NoSync = ["--no-sync"];

    private static ChildProcess Launch(PostgresSettings settings, string binaries, ServerUser? user)
    {
        List<string> arguments =
        [
            "-D", settings.DataFolder,
            "-c", string.Create(CultureInfo.InvariantCulture, $"port={settings.Port}"),
            "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
            "-c", string.Create(CultureInfo.InvariantCulture, $"max_connections={settings.MaximumConnections}"),
            "-c", "timezone=UTC",
        ];
        if (!settings.IsDurable)
        {
            arguments.AddRange(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]);
        }

        var command = CommandAs(user, Path.Combine(binaries, "postgres"), arguments);
        return ChildProcess.Start(new Launch
        {
            Program = command[0],
            Arguments = command[1..],
            LogFile = settings.LogFile,
        });
    }

    private static string[] CommandAs(ServerUser? user, string program, IReadOnlyList<string> arguments) =>
        user is null ? [program, .. arguments] : user.Command(program, arguments);

    // PostgreSQL does not start while its pid file names a living process, whichever that is by now.
    private static async Task ClearStalePidFileAsync(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse((await File.ReadAllLinesAsync(file)).FirstOrDefault(), out var pid))
        {
            return;
        }

        var owner = ProcessId.Of(pid);
        if (!owner.IsRunning || !IsPostgresOf(pid, dataFolder))
        {
            File.Delete(file);
            return;
        }

        // The folder is ours alone, so this is what an interrupted run of ours left behind.
        await owner.StopAsync(PosixSignal.SIGINT, StopLimit);
    }

    private static bool IsPostgresOf(int pid, string dataFolder)
    {
        try
        {
            var command = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline"));
            return command.Split('\0').Contains(dataFolder);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private async Task WaitUntilAnsweringAsync(string logFile, CancellationToken cancellationToken)
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString);
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException failure) when (Process.IsRunning && failure.IsTransient
                && TimeProvider.System.GetElapsedTime(begin) < StartLimit)
            {
                await Task.Delay(Look, cancellationToken);
            }
            catch (NpgsqlException failure)
            {
                throw new CliException(
                    $"PostgreSQL did not start ({failure.Message}). Its last lines, from {logFile}:\n"
                    + Shell.LastLines(await File.ReadAllTextAsync(logFile, cancellationToken), 15));
            }
        }
    }
}
