using Monitor.Cli.Servers;

namespace Monitor.Cli.Running;

/// <summary>The executables of this clone: built when their sources changed, and where they are.</summary>
public static class Programs
{
    private const string Configuration = "Release";

    /// <summary>Builds what <c>up</c> starts, unless nothing changed since it was last built.</summary>
    public static Task BuildAsync(Workplace workplace, CancellationToken cancellationToken) =>
        BuildAsync(
            workplace, "Monitor.Run.slnf", ["platform", "services", "gateway"], cancellationToken);

    /// <summary>Builds everything, tests included.</summary>
    public static Task BuildAllAsync(Workplace workplace, CancellationToken cancellationToken) =>
        BuildAsync(
            workplace, "Monitor.sln", ["platform", "services", "gateway", "seeds", "tests"], cancellationToken);

    /// <summary>Builds one benchmark's project and what it measures.</summary>
    public static Task BuildBenchmarkAsync(Workplace workplace, string project, CancellationToken cancellationToken) =>
        BuildAsync(
            workplace,
            Path.Combine("tests", project),
            ["platform", "services", "gateway", "tests"],
            cancellationToken);

    public static string PathOf(Workplace workplace, string project) =>
        Path.Combine(workplace.Root, "artifacts", "bin", project, "release", $"{project}.dll");

    private static async Task BuildAsync(
        Workplace workplace, string solution, string[] folders, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(solution);
        var stamp = Path.Combine(workplace.Root, "artifacts", $"{name}.built");
        if (File.Exists(stamp) && !ChangedSince(File.GetLastWriteTimeUtc(stamp), workplace.Root, folders))
        {
            return;
        }

        // A file, not a pipe: build servers outlive the build and would keep the pipe open.
        var log = Path.Combine(workplace.Root, "artifacts", $"{name}.log");
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        File.Delete(log);
        var begin = TimeProvider.System.GetUtcNow();
        using var build = ChildProcess.Start(new Launch
        {
            Program = "dotnet",
            Arguments = ["build", solution, "-c", Configuration, "-v", "q", "-nologo", "-clp:NoSummary"],
            WorkingFolder = workplace.Root,
            LogFile = log,
        });
        try
        {
            await build.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await build.StopAsync(System.Runtime.InteropServices.PosixSignal.SIGINT, TimeSpan.FromSeconds(5));
            throw;
        }

        if (build.ExitCode != 0)
        {
            var errors = (await File.ReadAllLinesAsync(log, cancellationToken))
                .Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().Take(20);
            throw new CliException($"The build failed ({log}):\n{string.Join('\n', errors)}");
        }

        await File.WriteAllTextAsync(stamp, "", cancellationToken);
        File.SetLastWriteTimeUtc(stamp, begin.UtcDateTime);
    }

    // Folders count too: their time changes when a file in them comes or goes.
    private static bool ChangedSince(DateTime built, string root, string[] folders)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true };
        return Directory.EnumerateFiles(root).Any(file => IsBuildFile(file) && File.GetLastWriteTimeUtc(file) > built)
            || folders.Select(folder => new DirectoryInfo(Path.Combine(root, folder))).Any(folder =>
                folder.LastWriteTimeUtc > built
                || folder.EnumerateFileSystemInfos("*", options).Any(entry =>
                    entry.LastWriteTimeUtc > built
                    && !entry.FullName.Contains("/node_modules", StringComparison.Ordinal)));
    }

    private static bool IsBuildFile(string file) =>
        Path.GetExtension(file) is ".props" or ".targets" or ".sln" or ".slnf" or ".editorconfig"
        || Path.GetFileName(file) is "global.json" or "BannedSymbols.txt";
}
