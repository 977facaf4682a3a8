using System.Security.Cryptography;
using Monitor.Gateway.Supergraph;

namespace Monitor.Gateway.Serving;

/// <summary>A supergraph's text, as it stood in its file.</summary>
/// <param name="Bytes">UTF-8.</param>
/// <param name="Hash">The first half of its SHA-256 in hexadecimal: says which supergraph is served.</param>
internal sealed record SupergraphText(byte[] Bytes, string Hash)
{
    public static SupergraphText Of(byte[] bytes) =>
        new(bytes, Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16)));
}

/// <summary>The file that holds the supergraph.</summary>
/// <param name="path">May be a link, or stand in a folder that is one: Kubernetes mounts it so.</param>
internal sealed class SupergraphFile(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <exception cref="SupergraphException">There is none.</exception>
    public SupergraphText Read() => Find()
        ?? throw new SupergraphException($"There is no supergraph at {Path}: run ./monitor compose.");

    /// <summary>Null where there is none, or none that can be read just now.</summary>
    public SupergraphText? Find()
    {
        try
        {
            return SupergraphText.Of(File.ReadAllBytes(Path));
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
