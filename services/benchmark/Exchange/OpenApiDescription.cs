using System.Reflection;

namespace Monitor.Benchmark.Exchange;

/// <summary>The description of all these addresses: OpenAPI 3.1, held against the code by tests.</summary>
internal static class OpenApiDescription
{
    public static byte[] Json { get; } = Read();

    private static byte[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("openapi.json is not embedded.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
