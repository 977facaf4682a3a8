using System.Globalization;
using Monitor.Cli.Servers;

namespace Monitor.Testing;

/// <summary>
/// The folder of this test process's private servers, swept at exit, and by the next run when this one was killed.
/// </summary>
internal static class TestServers
{
    private const string Prefix = "monitor-tests-";
    private static readonly Lazy<string> OwnFolder = new(CreateFolder);
    private static readonly Lock Gate = new();
    private static readonly List<IAsyncDisposable> Running = [];
    private static int _next;

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
            Parse(line).StopAsync(System.Runtime.InteropServices.PosixSignal.SIGINT, TimeSpan.FromSeconds(10))
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

        Delete(folder);
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
