namespace Monitor.Architecture.Tests;

/// <summary>What no analyzer of the build looks at.</summary>
public sealed class LineTests
{
    private const int Widest = 120;

    private static readonly string[] Folders = ["gateway", "platform", "seeds", "services", "tests"];

    [Fact]
    public void No_line_of_code_is_wider_than_120_columns()
    {
        var wide = Folders
            .SelectMany(folder => Directory.EnumerateFiles(
                Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => File.ReadLines(file).Index()
                .Where(line => line.Item.Length > Widest)
                .Select(line => $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1}"));

        Assert.Empty(wide);
    }
}
