namespace Monitor.Questionnaire.Domain;

/// <summary>
/// Which municipalities there were when, what became of each, and how many people lived there. Reads only what it was
/// made of, so the same areas always give the same answers.
/// </summary>
/// <param name="lists">The codes on the list of 1 January, by year.</param>
/// <param name="successions">Every step, in any order.</param>
/// <param name="counts">Every count of inhabitants, in any order.</param>
public sealed class AreaHistory(
    IReadOnlyDictionary<int, IReadOnlySet<string>> lists,
    IEnumerable<Succession> successions,
    IEnumerable<InhabitantCount> counts)
{
    private readonly IReadOnlyList<Succession> steps =
        [.. successions.OrderBy(s => s.Date).ThenBy(s => s.OldCode, StringComparer.Ordinal)
            .ThenBy(s => s.NewCode, StringComparer.Ordinal)];

    private readonly ILookup<string, InhabitantCount> counts = counts.ToLookup(c => c.Code, StringComparer.Ordinal);

    /// <summary>The years of which there is a list, in order.</summary>
    public IReadOnlyList<int> Years { get; } = [.. lists.Keys.Order()];

    /// <summary>The codes of all municipalities on any list.</summary>
    public IEnumerable<string> Codes => lists.Values.SelectMany(codes => codes).Distinct(StringComparer.Ordinal);

    /// <exception cref="UnknownYearException">There is no list of that year.</exception>
    public void RequireList(int year)
    {
        if (!lists.ContainsKey(year))
        {
            throw UnknownYearException.OfLists(year, Years);
        }
    }

    /// <summary>The municipalities of a day: the list of its year, and what changed since 1 January.</summary>
    /// <exception cref="UnknownYearException">There is no list of that year.</exception>
    public IReadOnlySet<string> On(DateOnly day)
    {
        RequireList(day.Year);
        var listed = lists[day.Year];
        var since = steps.Where(s => s.Date > NewYear(day.Year) && s.Date <= day).ToList();
        return since.Count == 0
            ? listed
            : listed.Concat(since.Select(s => s.NewCode)).Except(since.Select(s => s.OldCode))
                .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// Which municipalities of a day held the area of this one, or hold it: itself, those that it came from, or those
    /// that it went to; chains are followed to that day. Its area is that of <paramref name="current"/>, of its end
    /// when it had ended by then, of its first list when it began later. By code; empty when nothing is known of it.
    /// </summary>
    /// <exception cref="UnknownYearException">There is no list of that year.</exception>
    public IReadOnlyList<LineageLink> LineageOf(string code, DateOnly day, int current)
    {
        var then = On(day);
        if (HomeOf(code, current) is not { } home)
        {
            return [];
        }

        var found = (day <= home ? Before(code, home, day, then) : After(code, home, day, then))
            .GroupBy(t => t.Code, StringComparer.Ordinal)
            .Select(g => (Code: g.Key, Steps: (IReadOnlyList<Succession>)[.. g.SelectMany(t => t.Steps).Distinct()]))
            .OrderBy(t => t.Code, StringComparer.Ordinal)
            .ToList();
        return [.. found.Select(t => new LineageLink(
            t.Code,
            t.Code == code ? LineageKind.Same
            : day <= home ? KindOfSource(t.Code, home, found.Count, code)
            : KindOfHeir(t.Code, home, day, found.Count),
            t.Steps))];
    }

    /// <summary>
    /// The last count of a municipality with the borders that it had on a day; null when none is at hand.
    /// </summary>
    public InhabitantCount? CountOf(string code, DateOnly day)
    {
        var changes = steps.Where(s => s.OldCode == code || s.NewCode == code).Select(s => s.Date).ToList();
        var from = changes.Where(d => d <= day).DefaultIfEmpty(DateOnly.MinValue).Max();
        var until = changes.Where(d => d > day).DefaultIfEmpty(DateOnly.MaxValue).Min();
        return counts[code].Where(c => c.On >= from && c.On < until).MaxBy(c => c.On);
    }

    /// <summary>The count of a day itself; null when none is at hand.</summary>
    public InhabitantCount? CountOn(string code, DateOnly day) => counts[code].FirstOrDefault(c => c.On == day);

    /// <summary>The day whose borders are meant when a municipality is named; null when it was on no list.</summary>
    private DateOnly? HomeOf(string code, int current)
    {
        if (On(NewYear(current)).Contains(code))
        {
            return NewYear(current);
        }

        if (Years.FirstOrDefault(y => y > current && lists[y].Contains(code)) is var first and not 0)
        {
            return NewYear(first);
        }

        var ends = steps.Where(s => s.OldCode == code).Select(s => s.Date).ToList();
        return ends.Count > 0 ? ends.Max().AddDays(-1)
            : Years.LastOrDefault(y => lists[y].Contains(code)) is var last and not 0 ? NewYear(last)
            : null;
    }

    /// <summary>Those of an earlier day, with the steps that lead to this one, the first step first.</summary>
    private IEnumerable<(string Code, IReadOnlyList<Succession> Steps)> Before(
        string code, DateOnly until, DateOnly day, IReadOnlySet<string> then)
    {
        if (then.Contains(code))
        {
            yield return (code, []);
        }

        foreach (var step in steps.Where(s => s.NewCode == code && s.Date > day && s.Date <= until))
        {
            foreach (var (source, path) in Before(step.OldCode, step.Date, day, then))
            {
                yield return (source, [.. path, step]);
            }
        }
    }

    /// <summary>Those of a later day, with the steps that lead from this one, the first step first.</summary>
    private IEnumerable<(string Code, IReadOnlyList<Succession> Steps)> After(
        string code, DateOnly since, DateOnly day, IReadOnlySet<string> then)
    {
        if (then.Contains(code))
        {
            yield return (code, []);
            yield break;
        }

        foreach (var step in steps.Where(s => s.OldCode == code && s.Date > since && s.Date <= day))
        {
            foreach (var (heir, path) in After(step.NewCode, step.Date, day, then))
            {
                yield return (heir, [step, .. path]);
            }
        }
    }

    private LineageKind KindOfSource(string source, DateOnly home, int sources, string code)
    {
        var last = HomeBefore(source, home);
        return After(source, last, home, On(home)).Any(t => t.Code != code) ? LineageKind.Split
            : sources == 1 ? LineageKind.Rename
            : LineageKind.Merge;
    }

    private LineageKind KindOfHeir(string heir, DateOnly home, DateOnly day, int heirs) =>
        heirs > 1 ? LineageKind.Split
        : Before(heir, day, home, On(home)).Select(t => t.Code).Distinct().Count() == 1 ? LineageKind.Rename
        : LineageKind.Merge;

    /// <summary>The last day of a municipality that ended by <paramref name="home"/>.</summary>
    private DateOnly HomeBefore(string code, DateOnly home) =>
        steps.Where(s => s.OldCode == code && s.Date <= home).Select(s => s.Date)
            .DefaultIfEmpty(home).Max().AddDays(-1);

    private static DateOnly NewYear(int year) => new(year, 1, 1);
}
