namespace Monitor.Architecture.Tests;

/// <summary>
/// A service knows platform/ and nothing else, the gateway too, Monitor.GraphQL knows only .NET, and what the platform
/// is made of stands in one line: GraphQL, GraphQL.AspNetCore, Hosting, Dapr.
/// </summary>
public sealed class ProjectArrowTests
{
    [Fact]
    public void Projects_know_only_what_they_may() => Assert.Empty(ProjectArrows.Violations(Repository.Projects));

    [Fact]
    public void All_kinds_of_projects_are_looked_at()
    {
        Assert.Equal(["benchmark", "community", "questionnaire", "scoring"], Repository.Services);
        foreach (var service in Repository.Services)
        {
            Assert.Contains(Repository.Projects, project => project.Folder == "services/" + service);
        }

        Assert.Contains(Repository.Projects, project => project.Folder == "gateway");
        Assert.Contains(Repository.Projects, project => project.Folder == "platform/Monitor.GraphQL");
    }

    [Theory]
    [InlineData("services/scoring/Monitor.Scoring.csproj", "ProjectReference",
        "../questionnaire/Monitor.Questionnaire.csproj",
        "Monitor.Scoring may not know services/questionnaire/Monitor.Questionnaire.csproj.")]
    [InlineData("services/scoring/Monitor.Scoring.csproj", "ProjectReference",
        @"..\..\gateway\Monitor.Gateway.csproj",
        "Monitor.Scoring may not know gateway/Monitor.Gateway.csproj.")]
    [InlineData("services/scoring/Monitor.Scoring.csproj", "ProjectReference",
        "../../platform/Monitor.Sidecar/Monitor.Sidecar.csproj",
        "Monitor.Scoring may not know platform/Monitor.Sidecar/Monitor.Sidecar.csproj.")]
    [InlineData("services/scoring/Monitor.Scoring.csproj", "Compile", "../questionnaire/Domain/Answer.cs",
        "Monitor.Scoring may not take the source services/questionnaire/Domain/Answer.cs.")]
    [InlineData("services/scoring/Monitor.Scoring.csproj", "Reference", "../../artifacts/Monitor.Community.dll",
        "Monitor.Scoring may not know artifacts/Monitor.Community.dll.")]
    [InlineData("gateway/Monitor.Gateway.csproj", "ProjectReference", "../services/scoring/Monitor.Scoring.csproj",
        "Monitor.Gateway may not know services/scoring/Monitor.Scoring.csproj.")]
    [InlineData("platform/Monitor.Hosting/Monitor.Hosting.csproj", "ProjectReference",
        "../Monitor.Dapr/Monitor.Dapr.csproj",
        "Monitor.Hosting may not know platform/Monitor.Dapr/Monitor.Dapr.csproj.")]
    [InlineData("platform/Monitor.GraphQL/Monitor.GraphQL.csproj", "ProjectReference",
        "../Monitor.GraphQL.AspNetCore/Monitor.GraphQL.AspNetCore.csproj",
        "Monitor.GraphQL may not know platform/Monitor.GraphQL.AspNetCore/Monitor.GraphQL.AspNetCore.csproj.")]
    [InlineData("platform/Monitor.GraphQL/Monitor.GraphQL.csproj", "PackageReference", "Npgsql",
        "Monitor.GraphQL may not know the package Npgsql.")]
    [InlineData("tools/Monitor.New/Monitor.New.csproj", "PackageReference", "Npgsql",
        "tools/Monitor.New/Monitor.New.csproj stands in no folder that the rules know.")]
    public void An_arrow_that_may_not_be_is_found(string path, string element, string include, string violation)
    {
        var planted = ProjectFile.Parse(
            path, $"""<Project><ItemGroup><{element} Include="{include}" /></ItemGroup></Project>""");

        Assert.Equal([violation], ProjectArrows.Violations([planted]));
    }
}
