using System.Text.Json;
using Monitor.Cli.Servers;

namespace Monitor.Cli.Running;

/// <summary>The processes of a run, on disk from the moment each starts: what <c>down</c> may end.</summary>
public sealed class RunState
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly string _file;
    private readonly Lock _gate = new();
    private readonly List<Started> _parts;

    /// <param name="Part">The part's name; of daprd "sidecar" and its app: "sidecar-scoring".</param>
    /// <param name="Pid">Its process id.</param>
    /// <param name="StartTime">When that process started, in clock ticks since boot.</param>
    public sealed record Started(string Part, int Pid, long StartTime)
    {
        public ProcessId Id => new(Pid, StartTime);
    }

    private sealed record Document(int Ports, IReadOnlyList<Started> Parts);

    private RunState(string file, int ports, IEnumerable<Started> parts)
    {
        _file = file;
        Ports = ports;
        _parts = [.. parts];
    }

    /// <summary>The first port of that run.</summary>
    public int Ports { get; private set; }

    /// <summary>Everything that was started and not yet seen to have stopped.</summary>
    public IReadOnlyList<Started> Parts
    {
        get
        {
            lock (_gate)
            {
                return [.. _parts];
            }
        }
    }

    /// <summary>Those that are still that process.</summary>
    public IReadOnlyList<Started> Alive => [.. Parts.Where(part => part.Id.IsRunning)];

    /// <summary>Reads the state of the last run; empty where there was none.</summary>
    public static RunState Open(Workplace workplace)
    {
        ArgumentNullException.ThrowIfNull(workplace);
        var file = Path.Combine(workplace.Home, "run.json");
        if (!File.Exists(file))
        {
            return new RunState(file, workplace.Ports, []);
        }

        try
        {
            var document = JsonSerializer.Deserialize<Document>(File.ReadAllText(file), Format)!;
            return new RunState(file, document.Ports, document.Parts);
        }
        catch (JsonException)
        {
            throw new CliException(
                $"{file} cannot be read, so it is not known what runs. Stop what is left by hand, then delete it.");
        }
    }

    /// <summary>Forgets an earlier run, of which nothing lives.</summary>
    public void Begin(int ports)
    {
        lock (_gate)
        {
            Ports = ports;
            _parts.Clear();
            Save();
        }
    }

    public void Add(string part, ProcessId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        lock (_gate)
        {
            _parts.Add(new Started(part, id.Pid, id.StartTime));
            Save();
        }
    }

    public void Remove(string part)
    {
        lock (_gate)
        {
            _parts.RemoveAll(started => started.Part == part);
            Save();
        }
    }

    private void Save()
    {
        var beside = $"{_file}.new";
        File.WriteAllText(beside, JsonSerializer.Serialize(new Document(Ports, _parts), Format));
        File.Move(beside, _file, overwrite: true);
    }
}
