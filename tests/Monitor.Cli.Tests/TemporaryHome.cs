using Monitor.Cli.Running;

namespace Monitor.Cli.Tests;

/// <summary>A workplace in a folder of its own, deleted afterwards.</summary>
internal sealed class TemporaryHome : IDisposable
{
    public TemporaryHome()
    {
        Workplace = new Workplace
        {
            Root = Path.GetFullPath("."),
            Home = Directory.CreateTempSubdirectory("monitor-cli-").FullName,
            Ports = 6250,
        };
        Workplace.Prepare();
    }

    public Workplace Workplace { get; }

    public void Dispose() => Directory.Delete(Workplace.Home, recursive: true);
}
