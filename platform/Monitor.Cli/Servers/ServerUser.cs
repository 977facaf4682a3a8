namespace Monitor.Cli.Servers;

/// <summary>PostgreSQL refuses to run as root: there it runs as this user.</summary>
/// <param name="Name">"postgres" where that user exists, else "nobody".</param>
/// <param name="Group">The number of the user's own group.</param>
public sealed record ServerUser(string Name, string Group)
{
    /// <summary>The user to run as; null when we are not root and need none.</summary>
    public static ServerUser? Needed()
    {
        if (Environment.UserName != "root")
        {
            return null;
        }

        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).ToDictionary(line => line[0]);
        var user = users.GetValueOrDefault("postgres") ?? users.GetValueOrDefault("nobody")
            ?? throw new CliException("PostgreSQL cannot run as root, and there is no user 'postgres' or 'nobody'.");
        return new ServerUser(user[0], user[3]);
    }

    /// <summary>The program and arguments that run a command as this user, in the same process (no fork).</summary>
    public string[] Command(string program, params IEnumerable<string> arguments) =>
    [
        "setpriv",
        $"--reuid={Name}",
        $"--regid={Group}",
        "--clear-groups", "--", program, .. arguments,
    ];

    /// <summary>Whether this user can use a folder: some folder above it may be closed to others.</summary>
    public async Task<bool> CanUseAsync(string folder, CancellationToken cancellationToken)
    {
        var command = Command("test", "-w", folder, "-a", "-x", folder);
        return (await Shell.RunAsync(command[0], command[1..], cancellationToken)).ExitCode == 0;
    }

    public Task TakeAsync(string folder, CancellationToken cancellationToken) =>
        Shell.DemandAsync("install", ["-d", "-o", Name, "-g", Group, "-m", "700", folder], cancellationToken);
}
