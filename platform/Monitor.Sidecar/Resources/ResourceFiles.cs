using System.Text.RegularExpressions;

using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Monitor.Sidecar;

/// <summary>Reads Dapr's yaml files: a folder's documents, by their kind.</summary>
internal static partial class ResourceFiles
{
    private static readonly IDeserializer Yaml = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance).IgnoreUnmatchedProperties().Build();

    /// <exception cref="SidecarException">The folder is not there, or a file is no yaml.</exception>
    public static IReadOnlyList<ResourceDocument> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new SidecarException($"The folder {folder} does not exist.");
        }
        return [.. Directory.EnumerateFiles(folder, "*.y*ml").Order(StringComparer.Ordinal).SelectMany(ReadFile)];
    }

    public static IEnumerable<ResourceDocument> ReadFile(string path) =>
        DocumentStart().Split(File.ReadAllText(path))
            .Where(text => !string.IsNullOrWhiteSpace(text))
            .Select(text => new ResourceDocument(path, KindOf(path, text), text));

    /// <exception cref="SidecarException">The document has another shape than its kind.</exception>
    public static T As<T>(this ResourceDocument document)
    {
        try
        {
            return Yaml.Deserialize<T>(document.Text);
        }
        catch (YamlException fault)
        {
            throw new SidecarException($"{document.Path}: {fault.InnerException?.Message ?? fault.Message}", fault);
        }
    }

    private static string KindOf(string path, string text) =>
        new ResourceDocument(path, "", text).As<KindOnly?>()?.Kind ?? "";

    [GeneratedRegex(@"^---[ \t]*\r?$", RegexOptions.Multiline)]
    private static partial Regex DocumentStart();

    private sealed class KindOnly
    {
        public string? Kind { get; set; }
    }
}

/// <summary>One yaml document, not yet read further than its kind.</summary>
internal sealed record ResourceDocument(string Path, string Kind, string Text);

/// <summary>The <c>metadata</c> of every kind.</summary>
internal sealed class ResourceName
{
    public string Name { get; set; } = "";
}
