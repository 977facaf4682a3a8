namespace Monitor.Architecture.Tests;

/// <summary>Which project may know which: a row a kind of project. Tests may know anything.</summary>
internal static class ProjectArrows
{
    private static readonly string[] ForProcesses =
    [
        "platform/Monitor.GraphQL/",
        "platform/Monitor.GraphQL.AspNetCore/",
        "platform/Monitor.Hosting/",
        "platform/Monitor.Dapr/",
    ];

    /// <summary>The first row whose folder the project stands in holds.</summary>
    private static readonly (string Folder, string[] MayKnow)[] Rows =
    [
        ("platform/Monitor.GraphQL/", []),
        ("platform/Monitor.GraphQL.AspNetCore/", ["platform/Monitor.GraphQL/"]),
        ("platform/Monitor.Hosting/", ForProcesses[..2]),
        ("platform/Monitor.Dapr/", ForProcesses[..3]),
        ("platform/Monitor.Sidecar/", []),
        ("platform/Monitor.Identity/", ForProcesses[..3]),
        ("platform/Monitor.Cli/", [.. ForProcesses[..3], "platform/Monitor.Identity/"]),
        ("services/", ForProcesses),
        ("gateway/", ForProcesses),
        ("seeds/", [.. ForProcesses, "services/"]),
        ("tests/", [""]),
    ];

    /// <summary>One sentence for each arrow that may not be.</summary>
    public static IEnumerable<string> Violations(IEnumerable<ProjectFile> projects) => projects.SelectMany(Violations);

    private static IEnumerable<string> Violations(ProjectFile project)
    {
        var row = Rows.FirstOrDefault(row => project.Path.StartsWith(row.Folder, StringComparison.Ordinal));
        if (row.MayKnow is null)
        {
            return [$"{project.Path} stands in no folder that the rules know."];
        }

        var arrows = project.References.Where(path => !MayKnow(row.MayKnow, path))
            .Select(path => $"{project.Name} may not know {path}.");
        var sources = project.ForeignSources.Select(path => $"{project.Name} may not take the source {path}.");
        var packages = project.Name == "Monitor.GraphQL"
            ? project.Packages.Select(package => $"{project.Name} may not know the package {package}.")
            : [];
        return [.. arrows, .. sources, .. packages];
    }

    private static bool MayKnow(string[] folders, string path) =>
        folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal));
}
