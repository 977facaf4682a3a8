namespace Monitor.Benchmark.Domain;

/// <summary>
/// The editions of one figure (one indicator, area and period): which of them holds on a day, and whether another says
/// anything new.
/// </summary>
/// <param name="known">In any order.</param>
public sealed class Editions(IEnumerable<Observation> known)
{
    private readonly List<Observation> all = [.. known];

    /// <summary>The one published last by the end of this day, of those of one day the one that came in last.</summary>
    public Observation? On(DateOnly? day)
    {
        Observation? held = null;
        foreach (var one in all)
        {
            if ((day is not { } last || one.PublishedOn <= last)
                && (held is null || (one.PublishedOn, one.Edition).CompareTo((held.PublishedOn, held.Edition)) > 0))
            {
                held = one;
            }
        }

        return held;
    }

    /// <summary>
    /// The edition that says the same: the one that held when this was published, or another of the same day, so that
    /// adding the same files again changes nothing.
    /// </summary>
    public Observation? SameAs(Observation observation) =>
        On(observation.PublishedOn) is { } held && held.SaysTheSameAs(observation)
            ? held
            : all.FindLast(o => o.PublishedOn == observation.PublishedOn && o.SaysTheSameAs(observation));

    /// <summary>Adds it as the next edition.</summary>
    /// <returns>What it revises (null: it is the first), and itself with its number.</returns>
    public (Observation? Was, Observation Is) Add(Observation observation)
    {
        var was = On(observation.PublishedOn)
            ?? (all.Count == 0 ? null : all.MinBy(o => (o.PublishedOn, o.Edition)));
        var added = observation with { Edition = all.Count == 0 ? 1 : all.Max(o => o.Edition) + 1 };
        all.Add(added);
        return (was, added);
    }
}
