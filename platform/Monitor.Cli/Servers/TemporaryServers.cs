using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Monitor.Cli.Servers;

/// <summary>
/// The folder of this process's servers for tests: stopped at its exit and then swept, or by the next such process when
/// this one was killed.
/// </summary>
public static class TemporaryServers
{
    /// <summary>Of every role: the servers listen on 127.0.0.1 for a test run, and hold nothing.</summary>
    public const string Password = "test";

    private const int Connections = 400;   // two test projects at once, a pool for each database
    private const string Prefix = "monitor-tests-";
    private static readonly Lazy<string> OwnFolder = new(CreateFolder);
    private static readonly Lock Gate = new();
    private static readonly List<IAsyncDisposable> Running = [];
    private static int _next;

    /// <summary>Starts an empty PostgreSQL that syncs nothing; gives its superuser's connection string.</summary>
    public static async Task<string> StartPostgresAsync(CancellationToken cancellationToken)
    {
        var folder = NextFolder("postgres");
        var server = await PostgresServer.StartAsync(
            new PostgresSettings
            {
                DataFolder = Path.Combine(folder, "data"),
                Port = FreePorts.Take(1)[0],
                Password = Password,
                LogFile = Path.Combine(folder, "postgres.log"),
                IsDurable = false,
                MaximumConnections = Connections,
            },
            cancellationToken);
        Note(server.Process, server);
        return server.ConnectionString;
    }

    /// <summary>A new folder, for one server.</summary>
    public static string NextFolder(string name)
    {
        var number = Interlocked.Increment(ref _next).ToString(CultureInfo.InvariantCulture);
        var folder = Path.Combine(OwnFolder.Value, $"{name}-{number}");
        Directory.CreateDirectory(folder);
        return folder;
    }

    /// <summary>Has the server stopped at exit at the latest, and noted for the sweep of a later run.</summary>
    public static void Note(ChildProcess process, IAsyncDisposable server)
    {
        lock (Gate)
        {
            Running.Add(server);
            File.AppendAllLines(Path.Combine(OwnFolder.Value, "servers"), [Line(process.Id)]);
        }
    }

    private static string CreateFolder()
    {
        var temporary = Path.GetTempPath();
        foreach (var folder in Directory.GetDirectories(temporary, Prefix + "*"))
        {
            Sweep(folder);
        }

        var own = Path.Combine(temporary, Prefix + Line(ProcessId.Of(Environment.ProcessId)));
        Directory.CreateDirectory(own);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => StopAll(own);
        return own;
    }

    private static string Line(ProcessId id) => string.Create(CultureInfo.InvariantCulture, $"{id.Pid}-{id.StartTime}");

    private static ProcessId Parse(string line)
    {
        var parts = line.Split('-');
        return new ProcessId(
            int.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    // An owner that was killed could not stop its servers. Only processes it noted, by pid and start time, are ended.
    private static void Sweep(string folder)
    {
        if (Parse(Path.GetFileName(folder)[Prefix.Length..]).IsRunning)
        {
            return;
        }

        var noted = Path.Combine(folder, "servers");
        foreach (var line in File.Exists(noted) ? File.ReadAllLines(noted) : [])
        {
            Parse(line).StopAsync(PosixSignal.SIGINT, TimeSpan.FromSeconds(10))
                .GetAwaiter().GetResult();
        }

        Delete(folder);
    }

    private static void StopAll(string folder)
    {
        lock (Gate)
        {
            foreach (var server in Running)
            {
                server.DisposeAsync().AsTask().GetAwaiter().GetResult();
            }

            Running.Clear();
        }

        // A process that waits at its exit until hundreds of databases are deleted looks as if it hung.
        using var deletion = Process.Start("rm", ["-rf", "--", folder]);
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Another run sweeps the same folder, or it is another user's: its owner's next run sweeps it.
        }
    }
}
