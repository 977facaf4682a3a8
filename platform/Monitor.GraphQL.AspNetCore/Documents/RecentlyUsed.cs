using System.Diagnostics.CodeAnalysis;

namespace Monitor.GraphQL.AspNetCore.Documents;

/// <summary>Keeps what was asked for last, within a number of entries and a size. Safe for many threads.</summary>
/// <remarks>Large entries push out many small ones; one that is larger than all may be together is not kept.</remarks>
internal sealed class RecentlyUsed<T>(int maxEntries, long maxSize)
{
    private readonly Lock padlock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> byUse = [];
    private long size;

    public bool TryGet(string key, [MaybeNullWhen(false)] out T value)
    {
        lock (padlock)
        {
            if (!entries.TryGetValue(key, out var node))
            {
                value = default;
                return false;
            }

            byUse.Remove(node);
            byUse.AddFirst(node);
            value = node.Value.Value;
            return true;
        }
    }

    /// <summary>Keeps a value; one that is known already stays as it is.</summary>
    public void Keep(string key, T value, int ownSize)
    {
        lock (padlock)
        {
            if (maxEntries == 0 || ownSize > maxSize || entries.ContainsKey(key))
            {
                return;
            }

            entries.Add(key, byUse.AddFirst(new Entry(key, value, ownSize)));
            size += ownSize;
            while (entries.Count > maxEntries || size > maxSize)
            {
                DropOldest();
            }
        }
    }

    private void DropOldest()
    {
        var oldest = byUse.Last!.Value;
        entries.Remove(oldest.Key);
        size -= oldest.Size;
        byUse.RemoveLast();
    }

    private sealed record Entry(string Key, T Value, int Size);
}
