using System.Buffers;
using System.Runtime.CompilerServices;

namespace Monitor.Gateway.Execution.Merging;

/// <summary>Rows of a table in rented memory. A row that was taken by reference moves when rows are added.</summary>
internal struct Rows<T> : IDisposable
    where T : struct
{
    private T[]? rented;

    public int Count { get; private set; }

    public readonly ref T this[int index] => ref rented![index];

    /// <returns>The index of the row.</returns>
    public int Add(T row)
    {
        if (rented is null)
        {
            rented = ArrayPool<T>.Shared.Rent(64);
        }
        else if (Count == rented.Length)
        {
            var larger = ArrayPool<T>.Shared.Rent(Count * 2);
            rented.CopyTo(larger, 0);
            ArrayPool<T>.Shared.Return(rented);
            rented = larger;
        }
        rented[Count] = row;
        return Count++;
    }

    public void Dispose()
    {
        if (rented is not null)
        {
            ArrayPool<T>.Shared.Return(rented, clearArray: RuntimeHelpers.IsReferenceOrContainsReferences<T>());
        }
        rented = null;
        Count = 0;
    }
}
