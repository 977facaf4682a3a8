using System.Xml.Linq;

namespace Monitor.Architecture.Tests;

/// <summary>What a project says that it needs.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="References">The paths of the projects that it references, from the root; wildcards as written.</param>
/// <param name="Packages">Names of packages, apart from those that every project has for analysis and tests.</param>
/// <param name="ForeignSources">Source files that it takes from outside its own folder, from the root.</param>
internal sealed record ProjectFile(
    string Path,
    IReadOnlyList<string> References,
    IReadOnlyList<string> Packages,
    IReadOnlyList<string> ForeignSources)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => Path[..Path.LastIndexOf('/')];

    public static ProjectFile Parse(string path, string xml)
    {
        var document = XDocument.Parse(xml);
        var folder = path[..path.LastIndexOf('/')];
        return new ProjectFile(
            path,
            [.. Paths("ProjectReference"), .. Paths("Reference")],
            [.. Included("PackageReference")],
            [.. Paths("Compile").Where(file => !file.StartsWith(folder + "/", StringComparison.Ordinal))]);

        IEnumerable<string> Paths(string element) => Included(element).Select(include => FromRoot(folder, include));

        IEnumerable<string> Included(string element) =>
            document.Descendants(element).Select(item => (string?)item.Attribute("Include")).OfType<string>();
    }

    private static string FromRoot(string folder, string relative)
    {
        var full = System.IO.Path.GetFullPath($"/{folder}/{relative.Replace('\\', '/')}");
        return System.IO.Path.GetRelativePath("/", full);
    }
}
