using System.Globalization;

namespace Monitor.Testing;

/// <summary>How often a test over random cases tries: more with <c>./monitor test --long</c>.</summary>
public static class LongForm
{
    private const int Longer = 20;

    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("MONITOR_TEST_LONG") == "1";

    public static int Times(int usually) => IsOn ? usually * Longer : usually;

    /// <summary>
    /// Numbers of the sets of data to try: 1 to <see cref="Times"/>, or those that MONITOR_TEST_SETS names
    /// (<c>45</c>, <c>55-60,45</c>), to try one again or all of them in pieces.
    /// </summary>
    /// <exception cref="FormatException">The variable is no list of whole numbers and ranges.</exception>
    public static IEnumerable<int> Sets(int usually) =>
        Environment.GetEnvironmentVariable("MONITOR_TEST_SETS") is { Length: > 0 } asked
            ? asked.Split(',').SelectMany(Range)
            : Enumerable.Range(1, Times(usually));

    private static IEnumerable<int> Range(string asked)
    {
        var ends = asked.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    }
}
