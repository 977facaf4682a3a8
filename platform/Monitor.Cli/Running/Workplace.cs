using System.Globalization;
using Monitor.Cli.Tokens;

namespace Monitor.Cli.Running;

/// <summary>Which clone, which ports, and where the state lives: what tells two running systems apart.</summary>
public sealed record Workplace
{
    public const int DefaultPorts = 5200;

    /// <summary>The repository's top folder.</summary>
    public required string Root { get; init; }

    /// <summary>State, logs and keys: <c>.monitor/</c> in the clone, or the setting MONITOR_HOME.</summary>
    public required string Home { get; init; }

    /// <summary>The first of the ports (setting MONITOR_PORTS); see <see cref="Part"/> for the others.</summary>
    public required int Ports { get; init; }

    public string Logs => Path.Combine(Home, "logs");

    public string Keys => Path.Combine(Home, "keys");

    /// <summary>The identity provider's.</summary>
    public string IdentityKeys => Path.Combine(Keys, "identity");

    /// <summary>What the gateway signs with, and services believe.</summary>
    public InternalKeys InternalKeys => new(Path.Combine(Keys, "internal"), isForDevelopment: true);

    /// <summary>Where invitations and reminders become files.</summary>
    public string Mail => Path.Combine(Home, "mail");

    public string Seeds => Path.Combine(Root, "seeds");

    public string LogOf(string part) => Path.Combine(Logs, $"{part}.log");

    public string UrlOf(Part part) => string.Create(
        CultureInfo.InvariantCulture, $"http://127.0.0.1:{Ports + part.PortOffset}");

    /// <summary>As the environment says: MONITOR_ROOT (set by the script), MONITOR_HOME, MONITOR_PORTS.</summary>
    /// <exception cref="CliException">MONITOR_PORTS is no usable port.</exception>
    public static Workplace FromEnvironment(Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var root = Path.GetFullPath(read("MONITOR_ROOT") is { Length: > 0 } given ? given : ".");
        var home = read("MONITOR_HOME") is { Length: > 0 } elsewhere ? elsewhere : Path.Combine(root, ".monitor");
        return new Workplace
        {
            Root = root,
            Home = Path.GetFullPath(home),
            Ports = PortsFrom(read("MONITOR_PORTS")),
        };
    }

    /// <summary>Makes the folders.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(Logs);
        Directory.CreateDirectory(Keys);
    }

    private static int PortsFrom(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return DefaultPorts;
        }

        // The highest port that is derived from it must be a port too.
        const int Highest = 65535 - Part.HighestOffset;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ports)
            && ports is >= 1024 and <= Highest
            ? ports
            : throw new CliException($"MONITOR_PORTS is '{text}'; it must be a port from 1024 to {Highest}.");
    }
}
