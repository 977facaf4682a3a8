using System.Text;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// A cached answer with the moment of its group versions, those read before the fetch that filled it, and until when it
/// serves what.
/// </summary>
/// <param name="Incarnation">Of the group versions.</param>
/// <param name="Clock">Of the group versions.</param>
/// <param name="Groups">The groups whose drop makes it stale at once.</param>
/// <param name="Times">Its age, and what may be done with it when.</param>
/// <param name="Json">A root fetch's <c>data</c>, or one entity.</param>
internal sealed record CacheEntry(
    string Incarnation, long Clock, IReadOnlyList<string> Groups, EntryTimes Times, ReadOnlyMemory<byte> Json)
{
    private const byte Plain = 0;
    private const byte Compressed = 1;
    private const int MostGroups = 10_000;

    /// <summary>What an entry takes in memory, nearly.</summary>
    public int Size => Json.Length + 200 + Groups.Sum(group => 2 * group.Length + 40);

    /// <summary>As it stands in Redis.</summary>
    /// <param name="compressFrom">Bytes of JSON; 0 for never.</param>
    public byte[] Write(int compressFrom)
    {
        var packed = compressFrom > 0 && Json.Length >= compressFrom ? EntryCompression.Pack(Json.Span) : null;
        ReadOnlyMemory<byte> body = packed ?? Json;
        using var bytes = new MemoryStream(body.Length + 160);
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(packed is null ? Plain : Compressed);
        writer.Write(Incarnation);
        writer.Write(Clock);
        Times.Write(writer);
        writer.Write(Groups.Count);
        foreach (var group in Groups)
        {
            writer.Write(group);
        }
        writer.Write(Json.Length);
        writer.Write(body.Span);
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
            var form = reader.ReadByte();
            var incarnation = reader.ReadString();
            var clock = reader.ReadInt64();
            var times = EntryTimes.Read(reader);
            var groups = ReadGroups(reader);
            var length = reader.ReadInt32();
            var body = bytes.AsMemory((int)stream.Position);
            var json = form == Compressed ? EntryCompression.Unpack(body, length) : body;
            return json.Length == length && form <= Compressed
                ? new CacheEntry(incarnation, clock, groups, times, json)
                : null;
        }
        catch (Exception broken) when (
            broken is EndOfStreamException or FormatException or OverflowException or InvalidDataException
                or ArgumentException)
        {
            return null;
        }
    }

    private static string[] ReadGroups(BinaryReader reader)
    {
        var count = reader.ReadInt32();
        if (count is < 0 or > MostGroups)
        {
            throw new InvalidDataException();
        }
        var groups = new string[count];
        for (var index = 0; index < count; index++)
        {
            groups[index] = reader.ReadString();
        }
        return groups;
    }
}

/// <summary>When an entry was true, and what it may serve until when.</summary>
/// <param name="Born">When its subgraph said it.</param>
/// <param name="FreshUntil">Until then it is served as it is.</param>
/// <param name="StaleUntil">Until then it is served while it is refilled in the background.</param>
/// <param name="ErrorUntil">Until then it is served where the subgraph fails.</param>
internal readonly record struct EntryTimes(
    DateTimeOffset Born, DateTimeOffset FreshUntil, DateTimeOffset StaleUntil, DateTimeOffset ErrorUntil)
{
    /// <summary>After this it serves nothing any more.</summary>
    public DateTimeOffset End => StaleUntil > ErrorUntil ? StaleUntil : ErrorUntil;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Born.ToUnixTimeMilliseconds());
        writer.Write(FreshUntil.ToUnixTimeMilliseconds());
        writer.Write(StaleUntil.ToUnixTimeMilliseconds());
        writer.Write(ErrorUntil.ToUnixTimeMilliseconds());
    }

    public static EntryTimes Read(BinaryReader reader) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64()),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64()),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64()),
        DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64()));
}
