using System.Runtime.CompilerServices;

namespace Monitor.GraphQL.Validation.Rules.Overlapping;

/// <summary>
/// A value for each pair of numbers, in two arrays: a hostile document makes hundreds of thousands of pairs.
/// </summary>
/// <typeparam name="TValue">Its default stands for a pair that is not known yet.</typeparam>
internal sealed class PairTable<TValue>
    where TValue : struct
{
    private const int FirstCapacity = 16;

    private ulong[] keys = [];
    private TValue[] values = [];
    private int count;

    /// <summary>The value of a pair, to be read and set before the next is asked for.</summary>
    public ref TValue this[int one, int other]
    {
        get
        {
            if (count >= keys.Length / 4 * 3)
            {
                Grow();
            }

            // No key is 0, as that marks a free place.
            var key = (((ulong)(uint)one << 32) | (uint)other) + 1;
            var place = Find(key);
            if (keys[place] == 0)
            {
                keys[place] = key;
                count++;
            }

            return ref values[place];
        }
    }

    /// <summary>The place of a key, or the free one where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Find(ulong key)
    {
        var places = keys;

        // Numbers in a row are spread out by the golden ratio; the upper bits are the well mixed ones.
        var place = (int)(unchecked(key * 0x9E3779B97F4A7C15) >> 32) & (places.Length - 1);
        while (places[place] != 0 && places[place] != key)
        {
            place = (place + 1) & (places.Length - 1);
        }

        return place;
    }

    private void Grow()
    {
        var (oldKeys, oldValues) = (keys, values);
        keys = new ulong[Math.Max(FirstCapacity, oldKeys.Length * 2)];
        values = new TValue[keys.Length];
        for (var i = 0; i < oldKeys.Length; i++)
        {
            if (oldKeys[i] != 0)
            {
                var place = Find(oldKeys[i]);
                keys[place] = oldKeys[i];
                values[place] = oldValues[i];
            }
        }
    }
}
