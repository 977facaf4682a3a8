namespace Monitor.Questionnaire.Domain;

/// <summary>
/// The rule by which what municipalities of an earlier list answered is laid on those of a later one, in comparisons
/// over time. A change of the rule is a rule with another id: numbers say by which they were made.
/// </summary>
public static class SuccessionRule
{
    public const string Id = "succession-1";

    /// <summary>What the rule says, for those who read its numbers.</summary>
    public const string Description =
        "A municipality that answered a round itself keeps its own scores; nothing is mixed with them, though its "
        + "borders may have grown since. Else its scores are derived from the municipalities that held its area on "
        + "the round's list, chains followed to that list. RENAME: one municipality under another code; its scores "
        + "are carried over as they are. MERGE: the mean of the scores of those merged into it that answered, per "
        + "part of an objective, weighted with their inhabitants (the last count within their borders of the "
        + "round's list); the share of the inhabitants of all that were merged, its own former self included, that "
        + "is covered by those that answered is told. Where the count of one that answered is unknown, each weighs "
        + "the same; where any of the counts is unknown, no share is told. SPLIT: where none of the merged ones "
        + "answered, the scores of a municipality of which it received a part are inherited as they are (of "
        + "several: the mean, weighted as above), and no share is told, as the inhabitants of parts are not "
        + "published. Totals, averages and bands are computed from the unrounded derived parts; scores made by "
        + "different rule sets are never put together. Each derived number names the rule, the kind, its sources "
        + "with their weights, and the share.";

    /// <summary>
    /// For each municipality of the list of <paramref name="to"/>, and each that had ended by then, those of the list
    /// of <paramref name="from"/> that held its area; only where there are others than itself. By code.
    /// </summary>
    /// <exception cref="UnknownYearException">There is no list of one of the years.</exception>
    public static IReadOnlyList<MappedMunicipality> Mapping(AreaHistory history, int from, int to)
    {
        history.RequireList(from);
        history.RequireList(to);
        var day = new DateOnly(from, 1, 1);
        var current = history.On(new DateOnly(to, 1, 1));
        var ended = history.Codes.Where(c => history.Years.Any(y => y < to
            && history.On(new DateOnly(y, 1, 1)).Contains(c)));
        return
        [
            .. current.Union(ended, StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(code => Map(history, code, day, to))
                .Where(mapped => mapped.Sources.Count > 0),
        ];
    }

    private static MappedMunicipality Map(AreaHistory history, string code, DateOnly day, int to)
    {
        var links = history.LineageOf(code, day, to);
        var existed = links.Any(l => l.Kind == LineageKind.Same);

        // Only what came before: the heirs of one that had ended by then are no sources.
        var sources = links.Where(l => l.Kind != LineageKind.Same && l.Steps[0].OldCode == l.Code)
            .Select(l => new SuccessionSource(l.Code, KindOf(l.Kind), l.Steps[0].Date, history.CountOf(l.Code, day)));
        return new MappedMunicipality(code, existed, existed ? history.CountOf(code, day) : null, [.. sources]);
    }

    private static SuccessionKind KindOf(LineageKind kind) => kind switch
    {
        LineageKind.Rename => SuccessionKind.Rename,
        LineageKind.Split => SuccessionKind.Split,
        _ => SuccessionKind.Merge,
    };
}

/// <summary>A municipality whose scores of an earlier list's round may have to be derived.</summary>
/// <param name="Code">The municipality.</param>
/// <param name="Existed">Whether it was on that list itself.</param>
/// <param name="Weight">Its own last count within its borders of that list; null where none is at hand.</param>
/// <param name="Sources">Those whose area it holds, by code.</param>
public sealed record MappedMunicipality(
    string Code, bool Existed, InhabitantCount? Weight, IReadOnlyList<SuccessionSource> Sources);

/// <summary>One whose area another municipality holds.</summary>
/// <param name="Code">The municipality that ended.</param>
/// <param name="Kind">Merged whole, received in part, or the same area under another code.</param>
/// <param name="Date">The first day on which it no longer existed.</param>
/// <param name="Weight">Its last count within its borders of that list; null where none is at hand.</param>
public sealed record SuccessionSource(string Code, SuccessionKind Kind, DateOnly Date, InhabitantCount? Weight);
