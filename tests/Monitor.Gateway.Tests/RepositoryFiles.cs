using System.Runtime.CompilerServices;

namespace Monitor.Gateway.Tests;

/// <summary>Files of the repository, found from where this source file stands.</summary>
internal static class RepositoryFiles
{
    public static string Tests { get; } = Folder();

    public static string Supergraph { get; } =
        Path.GetFullPath(Path.Combine(Tests, "..", "..", "gateway", "supergraph.graphql"));

    /// <summary>A small supergraph of Graphs/, composed from the subgraphs beside it.</summary>
    public static string Graph(string name) => Path.Combine(Tests, "Graphs", name, "supergraph.graphql");

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
