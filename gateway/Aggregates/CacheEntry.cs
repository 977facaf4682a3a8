using System.Text;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// A cached answer with the moment of its group versions: those read before the fetch that filled it.
/// </summary>
internal sealed record CacheEntry(
    string Incarnation, long Clock, IReadOnlyList<string> Groups, ReadOnlyMemory<byte> Json)
{
    public byte[] Write()
    {
        using var bytes = new MemoryStream(Json.Length + 128);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Incarnation);
        writer.Write(Clock);
        writer.Write(Groups.Count);
        foreach (var group in Groups)
        {
            writer.Write(group);
        }
        writer.Write(Json.Span);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Null where the bytes are no entry: whatever wrote them, it is as if nothing was there.</summary>
    public static CacheEntry? Read(byte[] bytes)
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            using var reader = new BinaryReader(stream, Encoding.UTF8);
            var incarnation = reader.ReadString();
            var clock = reader.ReadInt64();
            var groups = new string[Math.Min(reader.ReadInt32(), 1000)];
            for (var index = 0; index < groups.Length; index++)
            {
                groups[index] = reader.ReadString();
            }
            return new CacheEntry(incarnation, clock, groups, bytes.AsMemory((int)stream.Position));
        }
        catch (Exception broken) when (broken is EndOfStreamException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
