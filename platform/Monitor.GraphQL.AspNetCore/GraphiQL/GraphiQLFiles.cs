using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace Monitor.GraphQL.AspNetCore.GraphiQL;

/// <summary>The files of the query page, as the build embedded them: packed, and named after their content.</summary>
internal static class GraphiQLFiles
{
    private const string Prefix = "graphiql/";
    private const string Index = "index.html";

    private static readonly Assembly assembly = typeof(GraphiQLFiles).Assembly;

    private static readonly FrozenDictionary<string, byte[]> files = assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read, StringComparer.Ordinal);

    /// <summary>The page with its places still to fill; null where the build had no Node.</summary>
    public static string? Template { get; } =
        files.TryGetValue(Index, out var packed) ? Encoding.UTF8.GetString(Unpack(packed)) : null;

    /// <summary>A script, style sheet or font, packed; null where there is none of that name.</summary>
    public static byte[]? Find(string name) => name == Index ? null : files.GetValueOrDefault(name);

    public static byte[] Unpack(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress))
        {
            gzip.CopyTo(unpacked);
        }

        return unpacked.ToArray();
    }

    private static byte[] Read(string resource)
    {
        using var content = new MemoryStream();
        using var stream = assembly.GetManifestResourceStream(resource)!;
        stream.CopyTo(content);
        return content.ToArray();
    }
}
