using System.IO.Compression;

namespace Monitor.Benchmark.Exchange;

/// <summary>A file as it is sent: a CSV, a JSON, or an archive (zip) of a table's files.</summary>
internal static class StatLineFile
{
    /// <summary>Its parts, in the order in which they are read.</summary>
    /// <exception cref="FetchException">It is larger, unpacked, than is taken.</exception>
    /// <exception cref="ClientException">BAD_REQUEST: it is no archive that can be read.</exception>
    public static IEnumerable<StatLinePart> PartsOf(
        string? name, ReadOnlyMemory<byte> bytes, FigureImportOptions options) =>
        bytes.Span.StartsWith("PK\u0003\u0004"u8)
            ? StatLineReader.Ordered(Unpack(bytes, options))
            : [new StatLinePart(name?.EndsWith(".json", StringComparison.Ordinal) == true ? name : null, bytes)];

    private static List<StatLinePart> Unpack(ReadOnlyMemory<byte> bytes, FigureImportOptions options)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(bytes.ToArray(), writable: false));
            var wanted = archive.Entries.Where(IsWanted).ToList();
            if (wanted.Count > options.MostPages)
            {
                throw TooLarge($"more than {options.MostPages} files");
            }

            var left = (long)options.LargestTable;
            var parts = new List<StatLinePart>();
            foreach (var entry in wanted)
            {
                var content = Read(entry, left) ?? throw TooLarge($"more than {options.LargestTable} bytes, unpacked");
                left -= content.Length;
                parts.Add(new StatLinePart(entry.FullName, content));
            }

            return parts;
        }
        catch (InvalidDataException)
        {
            throw new ClientException("BAD_REQUEST", "The archive cannot be read.");
        }
    }

    private static bool IsWanted(ZipArchiveEntry entry) =>
        entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
        || entry.Name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    // What an archive says of its sizes is not believed.
    private static byte[]? Read(ZipArchiveEntry entry, long most)
    {
        using var from = entry.Open();
        using var to = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (from.Read(buffer) is > 0 and var read)
        {
            if (to.Length + read > most)
            {
                return null;
            }

            to.Write(buffer, 0, read);
        }

        return to.ToArray();
    }

    private static FetchException TooLarge(string what) =>
        new(FetchException.TooLarge, $"The archive holds {what}.");
}
