namespace Monitor.Benchmark.Domain;

/// <summary>Everything that is known of figures beside the figures: in memory as a whole.</summary>
/// <param name="Topics">In the order in which they are shown.</param>
/// <param name="Themes">In the order in which they are shown.</param>
/// <param name="Indicators">In the order in which they are shown.</param>
/// <param name="Comparability">What does not go together.</param>
public sealed record Catalogue(
    IReadOnlyList<Topic> Topics,
    IReadOnlyList<Theme> Themes,
    IReadOnlyList<Indicator> Indicators,
    IReadOnlyList<Comparability> Comparability)
{
    private readonly Dictionary<string, Indicator> byId = Indicators.ToDictionary(i => i.Id, StringComparer.Ordinal);

    public Indicator? Find(string id) => byId.GetValueOrDefault(id);

    public bool HasTopic(string id) => Topics.Any(t => t.Id == id);

    public bool HasTheme(string id) => Themes.Any(t => t.Id == id);

    /// <summary>
    /// Why figures of this indicator, kind of area and period may not be laid beside others; null: they may.
    /// </summary>
    public Comparability? ForbiddenBy(string indicator, AreaKind kind, Period period) =>
        Comparability.FirstOrDefault(c => c.IsAbout(indicator, kind) && c.Forbids(period));

    /// <summary>The breaks in a series between two periods, the earlier one first.</summary>
    public IEnumerable<Comparability> Breaks(string indicator, AreaKind kind, Period earlier, Period later) =>
        Comparability.Where(c => c.IsAbout(indicator, kind) && c.BreaksBetween(earlier, later));

    /// <summary>Sentences about what does not fit together; none in a sound catalogue.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var indicator in Indicators)
        {
            if (!HasTopic(indicator.Topic))
            {
                yield return $"{indicator.Id} has the topic {indicator.Topic}, which is not in the catalogue.";
            }

            if (indicator.Theme is { } theme && !HasTheme(theme))
            {
                yield return $"{indicator.Id} has the theme {theme}, which is not in the catalogue.";
            }

            foreach (var counted in new[] { indicator.PerInhabitants, indicator.PerChildren })
            {
                if (counted is not null && Find(counted) is null)
                {
                    yield return $"{indicator.Id} is divided by {counted}, which is not in the catalogue.";
                }
            }
        }
    }
}
