using System.Globalization;

namespace Monitor.Testing;

/// <summary>What a process and all that it started take, as /proc tells.</summary>
public sealed class ProcessTree(int root)
{
    private const double TicksPerSecond = 100;   // the same on every Linux that .NET runs on

    /// <summary>Processor time so far, in seconds: user and system.</summary>
    public double CpuSeconds => All(root).Sum(CpuSecondsOf);

    /// <summary>The most memory that was resident, in bytes.</summary>
    public long PeakBytes => All(root).Sum(PeakBytesOf);

    private static IEnumerable<int> All(int process) => Children(process).SelectMany(All).Prepend(process);

    private static List<int> Children(int process)
    {
        var children = new List<int>();
        foreach (var thread in ThreadsOf(process))
        {
            var written = ReadOrEmpty(Path.Combine(thread, "children"));
            children.AddRange(written.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture)));
        }

        return children;
    }

    private static string[] ThreadsOf(int process)
    {
        try
        {
            return Directory.GetDirectories($"/proc/{process}/task");
        }
        catch (DirectoryNotFoundException)
        {
            return [];   // it has ended
        }
    }

    private static double CpuSecondsOf(int process)
    {
        // "pid (name with anything in it) state …": behind the name, user and system time are the 12th and 13th.
        var stat = ReadOrEmpty($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length < 13
            ? 0
            : (long.Parse(fields[11], CultureInfo.InvariantCulture)
                + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    private static long PeakBytesOf(int process)
    {
        var line = ReadOrEmpty($"/proc/{process}/status").Split('\n')
            .FirstOrDefault(one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line is null
            ? 0
            : 1024 * long.Parse(
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static string ReadOrEmpty(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return "";   // the process has ended
        }
    }
}
