namespace Monitor.Gateway.Execution;

/// <summary>
/// An object of the answer while fetches fill it. Values are null, <see cref="ResultObject"/>,
/// <see cref="ResultList"/> or <see cref="ResultLeaf"/>. Keys are few, so they are searched in a row.
/// </summary>
internal sealed class ResultObject
{
    private string[] keys = new string[4];
    private object?[] values = new object?[4];

    public int Count { get; private set; }

    public string KeyAt(int index) => keys[index];

    public object? ValueAt(int index) => values[index];

    /// <summary>-1 where the key is absent; a key that is there may hold null.</summary>
    public int IndexOf(string key)
    {
        for (var index = 0; index < Count; index++)
        {
            if (ReferenceEquals(keys[index], key) || keys[index] == key)
            {
                return index;
            }
        }
        return -1;
    }

    /// <summary>Null where the key is absent, or null.</summary>
    public object? Get(string key)
    {
        var index = IndexOf(key);
        return index < 0 ? null : values[index];
    }

    public void Set(string key, object? value)
    {
        var index = IndexOf(key);
        if (index >= 0)
        {
            values[index] = value;
            return;
        }
        if (Count == keys.Length)
        {
            Array.Resize(ref keys, Count * 2);
            Array.Resize(ref values, Count * 2);
        }
        keys[Count] = key;
        values[Count++] = value;
    }

    /// <summary>Adds what another fetch brought of the same object.</summary>
    public void Merge(ResultObject other)
    {
        for (var index = 0; index < other.Count; index++)
        {
            var key = other.keys[index];
            var known = IndexOf(key);
            if (known < 0)
            {
                Set(key, other.values[index]);
            }
            else
            {
                values[known] = Merge(values[known], other.values[index]);
            }
        }
    }

    /// <summary>
    /// The same content for another place: places are completed apart, so they may not share objects.
    /// </summary>
    public ResultObject Copy()
    {
        var copy = new ResultObject { keys = [.. keys], values = new object?[values.Length], Count = Count };
        for (var index = 0; index < Count; index++)
        {
            copy.values[index] = Copy(values[index]);
        }
        return copy;
    }

    private static object? Copy(object? value)
    {
        switch (value)
        {
            case ResultObject inner:
                return inner.Copy();
            case ResultList list:
                var copies = new ResultList();
                copies.AddRange(list.Select(Copy));
                return copies;
            default:
                return value;
        }
    }

    private static object? Merge(object? known, object? other)
    {
        switch (known, other)
        {
            case (null, _):
                return other;
            case (ResultObject one, ResultObject two):
                one.Merge(two);
                return one;
            case (ResultList one, ResultList two) when one.Count == two.Count:
                for (var index = 0; index < one.Count; index++)
                {
                    one[index] = Merge(one[index], two[index]);
                }
                return one;
            default:
                return known;
        }
    }
}

internal sealed class ResultList : List<object?>;

/// <summary>A number, string or boolean as the subgraph wrote it: the bytes go to the client unread.</summary>
internal sealed class ResultLeaf(ReadOnlyMemory<byte> json)
{
    public ReadOnlyMemory<byte> Json { get; } = json;
}
