using System.Text.RegularExpressions;

namespace Monitor.Architecture.Tests;

/// <summary>What the documents point at is there, and they say nothing that a public repository should not.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents =>
    [
        .. new[] { "docs", "gateway", "k8s", "platform", "seeds", "services", "tests" }
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Repository.Root, "*.md"))
            .Select(file => Path.GetRelativePath(Repository.Root, file))
            .Where(file => !file.Contains("node_modules", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_leads_to_one(string document)
    {
        var file = Path.Combine(Repository.Root, document);

        Assert.Empty(BrokenLinks(File.ReadAllText(file), Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void A_broken_link_is_found() =>
        Assert.Equal(
            ["nowhere/at-all.md"],
            BrokenLinks("[a](nowhere/at-all.md) [b](README.md#tests) [c](https://example.org/x)", Repository.Root));

    [Fact]
    public void Every_project_of_platform_and_services_has_its_page()
    {
        var without = Repository.ProjectPaths
            .Where(path => path.StartsWith("platform/", StringComparison.Ordinal)
                || path.StartsWith("services/", StringComparison.Ordinal)
                || path.StartsWith("gateway/", StringComparison.Ordinal))
            .Where(path => !File.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, "README.md")));

        Assert.Empty(without);
    }

    private static IEnumerable<string> BrokenLinks(string text, string folder) =>
        Link().Matches(text).Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Select(target => target.Split('#')[0])
            .Where(target => target.Length > 0)
            .Where(target => !Path.Exists(Path.Combine(folder, target)));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
