using Monitor.Cli.Servers;

namespace Monitor.Dapr.Tests;

/// <summary>The repository's own files: the tests run on the component files that the system runs on.</summary>
public static class Repository
{
    public static string Folder(string path) => Path.Combine(Testing.Repository.Root, path);

    /// <summary>A copy of a resources folder with another resiliency.yaml.</summary>
    public static string WithResiliency(string resources, string resiliency)
    {
        var copy = TemporaryServers.NextFolder("resources");
        File.Copy(Path.Combine(resources, "pubsub.yaml"), Path.Combine(copy, "pubsub.yaml"));
        File.WriteAllText(Path.Combine(copy, "resiliency.yaml"), resiliency);
        return copy;
    }
}
