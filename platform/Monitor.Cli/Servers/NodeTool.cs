namespace Monitor.Cli.Servers;

/// <summary>A folder with a <c>package.json</c> and a lock file: a development tool that runs on Node.</summary>
/// <param name="folder">Holds <c>package.json</c>, <c>package-lock.json</c> and <c>.npmrc</c>.</param>
public sealed class NodeTool(string folder)
{
    private static readonly TimeSpan longestInstall = TimeSpan.FromMinutes(5);

    /// <summary>Where the tool lies.</summary>
    public string Folder { get; } = folder;

    /// <summary>Installs what the lock file names, unless that is there, and tells where Node is.</summary>
    /// <remarks>Several processes may ask at once: one installs, the others wait.</remarks>
    /// <exception cref="CliException">There is no Node, or the install failed.</exception>
    public async Task<string> PrepareAsync(CancellationToken cancellationToken)
    {
        if (ServerBinaries.Find("node") is not { } node || ServerBinaries.Find("npm") is not { } npm)
        {
            throw new CliException("This needs Node 20 or newer with npm: apt-get install -y nodejs npm");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(longestInstall);
        await using (await AloneAsync(limit.Token))
        {
            if (!IsInstalled)
            {
                await Shell.DemandAsync(npm, ["ci", "--no-audit", "--no-fund"], limit.Token, Folder);
            }
        }

        return node;
    }

    /// <summary>npm ci writes its own list last: older than the lock file, it is of another install.</summary>
    private bool IsInstalled
    {
        get
        {
            var installed = Path.Combine(Folder, "node_modules", ".package-lock.json");
            var wanted = Path.Combine(Folder, "package-lock.json");
            return File.Exists(installed) && File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(wanted);
        }
    }

    /// <summary>Held by this process until it is disposed or the process ends.</summary>
    private async Task<FileStream> AloneAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(Folder, ".install.lock");
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Directory.Exists(Folder))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
            }
        }
    }
}
