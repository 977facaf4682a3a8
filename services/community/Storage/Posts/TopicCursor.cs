using System.Buffers.Binary;
using System.Buffers.Text;
using Monitor.Community.Domain;

namespace Monitor.Community.Storage;

/// <summary>
/// A place in a list of topics in one order. It names a place, not a count, so it stays good when others come in above
/// it; and nothing of who wrote what stands there.
/// </summary>
/// <param name="Order">Of the list.</param>
/// <param name="Useful">How many found it useful; 0 in the other orders.</param>
/// <param name="At">When it was posted, or was active last.</param>
/// <param name="Id">Decides between those of the same moment.</param>
public sealed record TopicCursor(TopicOrder Order, int Useful, DateTimeOffset At, Guid Id)
{
    private const int Length = 29;

    /// <summary>Opaque to clients.</summary>
    public string Text
    {
        get
        {
            Span<byte> content = stackalloc byte[Length];
            content[0] = (byte)Order;
            BinaryPrimitives.WriteInt32BigEndian(content[1..], Useful);
            BinaryPrimitives.WriteInt64BigEndian(content[5..], At.UtcTicks);
            Id.TryWriteBytes(content[13..]);
            return Base64Url.EncodeToString(content);
        }
    }

    public static TopicCursor Of(Topic topic, TopicOrder order) => new(
        order,
        order == TopicOrder.Useful ? topic.Useful : 0,
        order == TopicOrder.Active ? topic.ActiveAt : topic.PostedAt,
        topic.Id);

    /// <exception cref="ClientException">BAD_CURSOR: it is none of a list in this order.</exception>
    public static TopicCursor? Parse(string? text, TopicOrder order)
    {
        if (text is null)
        {
            return null;
        }

        Span<byte> content = stackalloc byte[Length];
        if (Base64Url.IsValid(text, out var length)
            && length == Length
            && Base64Url.TryDecodeFromChars(text, content, out _)
            && content[0] == (byte)order
            && BinaryPrimitives.ReadInt64BigEndian(content[5..]) is var ticks and >= 0
            && ticks <= DateTimeOffset.MaxValue.Ticks)
        {
            return new TopicCursor(
                order,
                BinaryPrimitives.ReadInt32BigEndian(content[1..]),
                new DateTimeOffset(ticks, TimeSpan.Zero),
                new Guid(content[13..]));
        }

        throw new ClientException(
            "BAD_CURSOR", "`after` is no cursor of this list in this order; give an `endCursor` as it came.");
    }
}

/// <param name="First">How many at most, from 0.</param>
/// <param name="After">The last one of the page before; null for the first page.</param>
public sealed record TopicsAsked(int First, TopicCursor? After);

/// <summary>Which topics a list holds; null narrows nothing.</summary>
/// <param name="Category">One category.</param>
/// <param name="Objective">About one objective.</param>
/// <param name="Kinds">Of these kinds; none: of all.</param>
/// <param name="Answered">Questions: with an answer, or still without.</param>
/// <param name="Pinned">Those that are pinned now.</param>
public sealed record TopicFilter(
    string? Category = null,
    string? Objective = null,
    IReadOnlyList<TopicKind>? Kinds = null,
    bool? Answered = null,
    bool Pinned = false);
