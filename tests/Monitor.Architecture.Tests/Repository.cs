namespace Monitor.Architecture.Tests;

/// <summary>Where the sources and what was built of them are.</summary>
internal static class Repository
{
    private static readonly Lock Loading = new();

    /// <summary>The folder of Monitor.sln.</summary>
    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The four services' folders, by name.</summary>
    public static IReadOnlyList<string> Services { get; } =
        [.. new DirectoryInfo(Path.Combine(Root, "services")).GetDirectories().Select(folder => folder.Name).Order()];

    /// <summary>Every project of the repository, as a path from its root with forward slashes.</summary>
    public static IReadOnlyList<string> ProjectPaths { get; } =
        [.. new[] { "gateway", "platform", "seeds", "services", "tests" }
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public static IReadOnlyList<ProjectFile> Projects { get; } =
        [.. ProjectPaths.Select(path => ProjectFile.Parse(path, File.ReadAllText(Path.Combine(Root, path))))];

    /// <summary>The compiled code of a project, in the configuration of this test.</summary>
    public static string Assembly(string project)
    {
        // artifacts/bin/<project>/<configuration>/: this test's own folder is a sibling.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, project + ".dll");
    }

    /// <summary>A project as it runs; what was loaded with another project is not loaded again.</summary>
    public static System.Reflection.Assembly Load(string project)
    {
        lock (Loading)
        {
            return AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(each => each.GetName().Name == project)
                ?? System.Reflection.Assembly.LoadFrom(Assembly(project));
        }
    }

    private static string FindRoot(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No Monitor.sln above the tests.");
    }
}
