using Monitor.Cli.Servers;

namespace Monitor.Cli.Running;

/// <summary>Installs the programs that are missing with Debian's packages, where this user may.</summary>
internal static class ServerInstallation
{
    // Debian starts a server when its package is installed, unless this file says no (101). Those are not ours to run.
    private const string Script = """
        set -e
        policy=/usr/sbin/policy-rc.d
        if [ ! -e $policy ]; then
            printf '#!/bin/sh\nexit 101\n' > $policy
            chmod 755 $policy
            trap 'rm -f $policy' EXIT
        fi
        export DEBIAN_FRONTEND=noninteractive
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends "$@"
        """;

    /// <summary>The Debian packages of the programs that are missing here.</summary>
    public static async Task<IReadOnlyList<string>> MissingAsync(
        bool needsPostgres, bool needsRedis, bool needsBrowser, CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        if (needsPostgres && await ServerBinaries.FindPostgresAsync(cancellationToken) is null)
        {
            missing.Add("postgresql");
        }

        if (needsRedis && await ServerBinaries.FindRedisAsync(cancellationToken) is null)
        {
            missing.Add("redis-server");
        }

        if (needsBrowser && ServerBinaries.Find("chromium") is null)
        {
            missing.Add("chromium");
        }

        return missing;
    }

    /// <exception cref="CliException">This user may not install: the message has the command to run.</exception>
    public static async Task InstallAsync(IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        var command = $"apt-get install -y {string.Join(' ', packages)}";
        if (ServerBinaries.Find("apt-get") is null)
        {
            throw new CliException(
                $"Missing: {string.Join(" and ", packages)}, and this system has no apt-get. Needed are PostgreSQL "
                + $"{ServerBinaries.OldestPostgres} or newer and Redis {ServerBinaries.OldestRedis} or newer, or "
                + "connection strings in MONITOR_POSTGRES, MONITOR_REDIS_CACHE and MONITOR_REDIS_BROKER.");
        }

        string[] asRoot = Environment.UserName == "root" ? []
            : await MaySudoAsync(cancellationToken) ? ["sudo", "-n"]
            : throw new CliException($"Missing: {string.Join(" and ", packages)}. Run: sudo {command}");
        string[] install = [.. asRoot, "/bin/sh", "-c", Script, "install", .. packages];
        await Shell.DemandAsync(install[0], install[1..], cancellationToken);
    }

    private static async Task<bool> MaySudoAsync(CancellationToken cancellationToken) =>
        ServerBinaries.Find("sudo") is { } sudo
        && (await Shell.RunAsync(sudo, ["-n", "true"], cancellationToken)).ExitCode == 0;
}
