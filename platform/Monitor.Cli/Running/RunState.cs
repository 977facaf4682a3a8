using System.Text.Json;
using Monitor.Cli.Servers;

namespace Monitor.Cli.Running;

/// <summary>The processes of a run, on disk from the moment each starts: what <c>down</c> may end.</summary>
public sealed class RunState
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);
    private readonly string _file;

    /// <param name="Part">The part's name; of daprd "sidecar" and its app: "sidecar-scoring".</param>
    /// <param name="Pid">Its process id.</param>
    /// <param name="StartTime">When that process started, in clock ticks since boot.</param>
    public sealed record Started(string Part, int Pid, long StartTime)
    {
        public ProcessId Id => new(Pid, StartTime);
    }

    private sealed record Document(int Ports, IReadOnlyList<Started> Parts);

    private RunState(string file) => _file = file;

    /// <summary>The first port of that run; 0 where there was none.</summary>
    public int Ports => Read().Ports;

    /// <summary>Everything that was started and not yet seen to have stopped.</summary>
    public IReadOnlyList<Started> Parts => Read().Parts;

    /// <summary>Those that are still that process.</summary>
    public IReadOnlyList<Started> Alive => [.. Parts.Where(part => part.Id.IsRunning)];

    /// <summary>The state of the last run; without parts where there was none.</summary>
    public static RunState Open(Workplace workplace)
    {
        ArgumentNullException.ThrowIfNull(workplace);
        var state = new RunState(Path.Combine(workplace.Home, "run.json"));
        state.Read();
        return state;
    }

    /// <summary>Forgets an earlier run, of which nothing lives.</summary>
    public void Begin(int ports) => Change(_ => new Document(ports, []));

    public void Add(string part, ProcessId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        Change(run => run with { Parts = [.. run.Parts, new Started(part, id.Pid, id.StartTime)] });
    }

    /// <summary>Forgets this process; another that has taken its part's place since stays.</summary>
    public void Remove(Started started) =>
        Change(run => run with { Parts = [.. run.Parts.Where(each => each != started)] });

    private Document Read()
    {
        if (!File.Exists(_file))
        {
            return new Document(0, []);
        }

        try
        {
            return JsonSerializer.Deserialize<Document>(File.ReadAllText(_file), Format)!;
        }
        catch (JsonException)
        {
            throw new CliException(
                $"{_file} cannot be read, so it is not known what runs. Stop what is left by hand, then delete it.");
        }
    }

    // `up` in one terminal and `restart` in another change the same file.
    private void Change(Func<Document, Document> change)
    {
        using var one = Lock();
        var beside = $"{_file}.new";
        File.WriteAllText(beside, JsonSerializer.Serialize(change(Read()), Format));
        File.Move(beside, _file, overwrite: true);
    }

    private FileStream Lock()
    {
        var begin = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream($"{_file}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(begin) < Wait)
            {
                Thread.Yield();
            }
        }
    }
}
