namespace Monitor.Testing;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    /// <summary>The folder of Monitor.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>What every system starts with.</summary>
    public static string Seeds { get; } = Path.Combine(Root, "seeds");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Monitor.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Monitor.sln above the tests.");
        }

        return folder.FullName;
    }
}
