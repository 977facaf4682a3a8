namespace Monitor.Architecture.Tests;

/// <summary>What is not in the solution is neither built nor tested by the one command.</summary>
public sealed class SolutionTests
{
    [Fact]
    public void Every_project_is_in_the_solution() =>
        Assert.Empty(Missing(Repository.ProjectPaths, File.ReadAllText(Path.Combine(Repository.Root, "Monitor.sln"))));

    [Fact]
    public void A_project_that_is_not_in_the_solution_is_found() =>
        Assert.Equal(
            ["tests/Monitor.New.Tests/Monitor.New.Tests.csproj"],
            Missing(
                ["tests/Monitor.New.Tests/Monitor.New.Tests.csproj", "gateway/Monitor.Gateway.csproj"],
                """Project("{FAE0}") = "Monitor.Gateway", "gateway\Monitor.Gateway.csproj", "{0A1B}" """));

    private static IEnumerable<string> Missing(IEnumerable<string> projects, string solution)
    {
        var listed = solution.Replace('\\', '/');
        return projects.Where(path => !listed.Contains($"\"{path}\"", StringComparison.Ordinal));
    }
}
