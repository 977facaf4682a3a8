namespace Monitor.Questionnaire.Domain;

/// <summary>What a municipality says of itself, worked out from all lists, counts and successions.</summary>
/// <param name="Code">Its CBS code.</param>
/// <param name="Name">As on its last list.</param>
/// <param name="Count">The count that the current list goes by; of one that is not on it, its last one by CBS.</param>
/// <param name="SizeClass">By that count; null where none is at hand.</param>
/// <param name="EndedOn">The first day on which it no longer existed; null while it does.</param>
public sealed record Settled(string Code, string Name, InhabitantCount? Count, SizeClass? SizeClass, DateOnly? EndedOn)
{
    /// <summary>One of each municipality that is on a list.</summary>
    public static IReadOnlyList<Settled> Of(
        IReadOnlyList<ListedMunicipality> lists,
        IEnumerable<InhabitantCount> counts,
        IEnumerable<Succession> successions,
        int currentYear)
    {
        var counted = counts.ToLookup(c => c.Code, StringComparer.Ordinal);
        var ends = successions.ToLookup(s => s.OldCode, s => s.Date, StringComparer.Ordinal);
        var lastYear = lists.Max(l => l.Year);
        return
        [
            .. lists.GroupBy(l => l.Code, StringComparer.Ordinal).Select(years =>
            {
                var last = years.MaxBy(l => l.Year)!;
                var current = years.FirstOrDefault(l => l.Year == currentYear);
                var count = current?.SizeClassBy ?? counted[last.Code]
                    .Where(c => c.Precision != CountPrecision.SumOfPredecessors).MaxBy(c => c.On);
                return new Settled(
                    last.Code,
                    last.Name,
                    count,
                    current?.SizeClass ?? (count is null ? null : SizeClasses.Of(count.Inhabitants)),
                    EndOf(last, ends[last.Code], lastYear));
            }),
        ];
    }

    // An end between two lists that no succession tells is an end on 1 January.
    private static DateOnly? EndOf(ListedMunicipality last, IEnumerable<DateOnly> ends, int lastYear) =>
        ends.Any() ? ends.Max()
        : last.Year < lastYear ? new DateOnly(last.Year + 1, 1, 1)
        : null;
}
