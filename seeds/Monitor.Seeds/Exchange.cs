namespace Monitor.Seeds;

/// <summary>Exchanges members of two groups at random until what is short inside is met.</summary>
public static class Exchange
{
    private const int Attempts = 100_000;

    /// <summary>Whether the shortage came down to 0; each exchange that does not raise it stands.</summary>
    /// <param name="inside">The group that must meet the need. Changed in place.</param>
    /// <param name="outside">The others. Changed in place.</param>
    /// <param name="allowed">Whether the first may leave for the second.</param>
    /// <param name="shortage">How much the group inside is short of its need; 0 is enough.</param>
    /// <param name="random">Chooses who is tried.</param>
    public static bool UntilMet(
        List<Municipality> inside,
        List<Municipality> outside,
        Func<Municipality, Municipality, bool> allowed,
        Func<IReadOnlyList<Municipality>, int> shortage,
        SplitMix64 random)
    {
        var current = shortage(inside);
        for (var attempt = 0; attempt < Attempts && current > 0; attempt++)
        {
            var (leaving, coming) = (random.Below(inside.Count), random.Below(outside.Count));
            if (!allowed(inside[leaving], outside[coming]))
            {
                continue;
            }

            (inside[leaving], outside[coming]) = (outside[coming], inside[leaving]);
            var next = shortage(inside);
            if (next <= current)
            {
                current = next;
            }
            else
            {
                (inside[leaving], outside[coming]) = (outside[coming], inside[leaving]);
            }
        }

        return current == 0;
    }
}
