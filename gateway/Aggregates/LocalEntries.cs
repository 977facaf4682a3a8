namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Entries that this process keeps beside Redis, those used last, up to so many bytes. It spares the way from Redis and
/// the unpacking, not the question whether they are still right: the group versions are asked of Redis for each lookup.
/// </summary>
/// <param name="mostBytes">0: none is kept.</param>
internal sealed class LocalEntries(long mostBytes)
{
    private readonly Dictionary<string, LinkedListNode<(string Key, CacheEntry Entry)>> known = [];
    private readonly LinkedList<(string Key, CacheEntry Entry)> lastUsedFirst = [];
    private readonly Lock guard = new();
    private long bytes;

    public CacheEntry? Find(string key)
    {
        if (mostBytes == 0)
        {
            return null;
        }
        lock (guard)
        {
            if (!known.TryGetValue(key, out var node))
            {
                return null;
            }
            lastUsedFirst.Remove(node);
            lastUsedFirst.AddFirst(node);
            return node.Value.Entry;
        }
    }

    public void Put(string key, CacheEntry entry)
    {
        var size = SizeOf(key, entry);
        if (size > mostBytes / 8)
        {
            return;   // one entry does not push out all others
        }
        lock (guard)
        {
            RemoveLocked(key);
            known[key] = lastUsedFirst.AddFirst((key, entry));
            bytes += size;
            while (bytes > mostBytes)
            {
                RemoveLocked(lastUsedFirst.Last!.Value.Key);
            }
        }
    }

    public void Remove(string key)
    {
        lock (guard)
        {
            RemoveLocked(key);
        }
    }

    private void RemoveLocked(string key)
    {
        if (known.Remove(key, out var node))
        {
            lastUsedFirst.Remove(node);
            bytes -= SizeOf(key, node.Value.Entry);
        }
    }

    private static int SizeOf(string key, CacheEntry entry) => entry.Size + (2 * key.Length) + 120;
}
