using System.Globalization;
using StackExchange.Redis;

namespace Monitor.Gateway.Aggregates;

/// <summary>
/// Versions of cache groups, as they were at one moment. They stand in one Redis hash: a clock that each drop moves,
/// and for each dropped group where the clock then stood. If Redis loses the hash, a new one has another incarnation,
/// and whatever was stored under the old one counts as stale.
/// </summary>
internal sealed class GroupVersions
{
    public const string Key = "monitor:groups";
    public const string IncarnationField = "incarnation";
    public const string ClockField = "clock";

    private readonly Dictionary<string, long> dropped = [];

    private GroupVersions(string incarnation, long clock)
    {
        Incarnation = incarnation;
        Clock = clock;
    }

    public string Incarnation { get; }

    public long Clock { get; }

    /// <summary>The same for two moments between which nothing was dropped.</summary>
    public string Mark => MarkOf(Incarnation, Clock);

    /// <summary>Null where the hash is not there (yet, or any more).</summary>
    public static GroupVersions? Read(HashEntry[] hash)
    {
        var fields = hash.ToDictionary(entry => (string)entry.Name!, entry => (string)entry.Value!);
        if (!fields.Remove(IncarnationField, out var incarnation))
        {
            return null;
        }
        fields.Remove(ClockField, out var clock);
        var versions = new GroupVersions(incarnation, clock is null ? 0 : Number(clock));
        foreach (var (field, value) in fields)
        {
            versions.dropped[field] = Number(value.Split(' ')[0]);
        }
        return versions;
    }

    /// <summary>True where these are still the versions that <see cref="IncarnationField"/> and clock name.</summary>
    public bool Are(RedisValue incarnation, RedisValue clock) =>
        incarnation == Incarnation && (clock.IsNull ? 0 : (long)clock) == Clock;

    /// <summary>True where none of the groups was dropped since the entry's fetch began.</summary>
    public bool AreUnchangedSince(CacheEntry entry)
    {
        if (entry.Incarnation != Incarnation)
        {
            return false;
        }
        foreach (var group in entry.Clock == Clock ? [] : entry.Groups)
        {
            if (dropped.TryGetValue(FieldOf(group), out var at) && at > entry.Clock)
            {
                return false;
            }
        }
        return true;
    }

    public static string FieldOf(string group) => $"group:{group}";

    private static string MarkOf(string incarnation, long clock) =>
        string.Create(CultureInfo.InvariantCulture, $"{incarnation}.{clock}");

    private static long Number(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
