using System.Globalization;

namespace Monitor.Gateway.Benchmarks.Graph;

/// <summary>The composed supergraph, with the addresses of the subgraphs that run.</summary>
internal static class ShopSupergraph
{
    private const int FirstPort = 7501;   // as composed; in the order of ShopSchemas.Names

    /// <returns>The file.</returns>
    public static string Write(string folder, string name, IReadOnlyList<int> ports)
    {
        var text = ShopSchemas.Read("supergraph");
        for (var i = 0; i < ports.Count; i++)
        {
            text = text.Replace(AddressOf(FirstPort + i), AddressOf(ports[i]), StringComparison.Ordinal);
        }

        var file = Path.Combine(folder, $"{name}.graphql");
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Address by name.</summary>
    public static IReadOnlyDictionary<string, string> Addresses(IReadOnlyList<int> ports) =>
        ShopSchemas.Names.Zip(ports).ToDictionary(one => one.First, one => AddressOf(one.Second));

    private static string AddressOf(int port) =>
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/graphql");
}
