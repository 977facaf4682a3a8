using System.Collections.Concurrent;

namespace Monitor.Identity;

/// <summary>Things by a secret key, each until its time; in memory, so that a restart forgets them all.</summary>
internal sealed class Shelf<T>(TimeProvider clock)
    where T : class
{
    private const int Most = 100_000;
    private readonly ConcurrentDictionary<string, (T Thing, DateTimeOffset Until)> _things =
        new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">A hundred thousand are kept already.</exception>
    public void Put(string key, T thing, TimeSpan keepFor)
    {
        var now = clock.GetUtcNow();
        if (_things.Count >= Most)
        {
            foreach (var (old, _) in _things.Where(entry => entry.Value.Until <= now))
            {
                _things.TryRemove(old, out _);
            }
        }

        _things[Secret.Digest(key)] = _things.Count < Most
            ? (thing, now + keepFor)
            : throw new InvalidOperationException("Too much is under way at once.");
    }

    public T? Find(string? key) =>
        key is not null && _things.TryGetValue(Secret.Digest(key), out var entry) && clock.GetUtcNow() < entry.Until
            ? entry.Thing
            : null;

    /// <summary>Only one taker gets it.</summary>
    public T? Take(string? key)
    {
        var found = Find(key);
        return found is not null && _things.TryRemove(Secret.Digest(key!), out _) ? found : null;
    }
}
