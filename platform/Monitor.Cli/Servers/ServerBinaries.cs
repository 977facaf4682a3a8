using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Monitor.Cli.Servers;

/// <summary>Where the server programs are on this machine.</summary>
public static partial class ServerBinaries
{
    public const int OldestPostgres = 15;
    public const int OldestRedis = 7;

    /// <summary>The folder of <c>postgres</c> and <c>initdb</c>, the newest from 15 on; null without one.</summary>
    public static async Task<string?> FindPostgresAsync(CancellationToken cancellationToken)
    {
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [];
        var folders = debian.Select(version => Path.Combine(version, "bin")).Concat(SearchPath());
        (string Folder, int Version)? best = null;
        foreach (var folder in folders.Where(HasServer).Distinct(StringComparer.Ordinal))
        {
            var version = await MajorVersionAsync(Path.Combine(folder, "postgres"), cancellationToken);
            if (version >= OldestPostgres && version > (best?.Version ?? 0))
            {
                best = (folder, version);
            }
        }

        return best?.Folder;

        static bool HasServer(string folder) =>
            File.Exists(Path.Combine(folder, "postgres")) && File.Exists(Path.Combine(folder, "initdb"));
    }

    /// <summary>The path of a <c>redis-server</c> of 7 or newer; null when there is none.</summary>
    public static async Task<string?> FindRedisAsync(CancellationToken cancellationToken)
    {
        var found = Find("redis-server");
        return found is not null && await MajorVersionAsync(found, cancellationToken) >= OldestRedis ? found : null;
    }

    /// <summary>The path of a program on PATH or in the usual folders; null when there is none.</summary>
    public static string? Find(string program) =>
        SearchPath().Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/local/bin", "/usr/bin", "/usr/local/sbin", "/usr/sbin", "/sbin", "/bin"]);

    // 0 for what does not run or does not say: a link that leads nowhere, another program of that name.
    private static async Task<int> MajorVersionAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            var result = await Shell.RunAsync(program, ["--version"], cancellationToken);
            var match = Version().Match(result.Output);   // "postgres (PostgreSQL) 15.14", "Redis server v=7.0.15 …"
            return match.Success ? int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture) : 0;
        }
        catch (Win32Exception)
        {
            return 0;
        }
    }

    [GeneratedRegex(@"(\) |v=)(?<major>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
