namespace Monitor.Community.Domain;

/// <summary>Why a tip stands where it stands among those that fit.</summary>
public enum Fit
{
    /// <summary>From a municipality of the reader's size.</summary>
    SameSize,

    /// <summary>Others found it useful.</summary>
    Useful,

    /// <summary>One of the newest.</summary>
    New,
}

/// <summary>A tip that may fit, by what every reader is told of it.</summary>
/// <param name="Id">The topic's.</param>
/// <param name="Objective">The objective that it is about.</param>
/// <param name="By">Whose, and how they are shown.</param>
/// <param name="Useful">How many found it useful.</param>
public sealed record TipCandidate(Guid Id, string Objective, Authorship By, int Useful);

/// <summary>A tip that fits, and why.</summary>
public sealed record FittingTip(Guid Id, Fit Fit);

/// <summary>
/// Puts tips in order for one reader: first those of municipalities of the reader's size, then those that others found
/// useful, then the newest.
/// </summary>
/// <remarks>
/// Nobody's score takes part, and of an anonymous author only the size that stands in the label for all to read: so the
/// order tells nothing that is not shown.
/// </remarks>
public static class FittingTips
{
    /// <param name="candidates">On one objective.</param>
    /// <param name="sizeClass">The reader's; null for one of no municipality.</param>
    /// <param name="crowd">Among whom anonymous authors may be.</param>
    /// <param name="first">How many at most.</param>
    public static IReadOnlyList<FittingTip> Of(
        IEnumerable<TipCandidate> candidates, string? sizeClass, Crowd crowd, int first) =>
    [
        .. candidates
            .Select(tip => (Tip: tip, IsSame: IsOfSize(tip.By, sizeClass, crowd)))
            .OrderByDescending(tip => tip.IsSame)
            .ThenByDescending(tip => tip.Tip.Useful)
            .ThenByDescending(tip => tip.Tip.By.PostedAt)
            .ThenBy(tip => tip.Tip.Id)
            .Take(first)
            .Select(tip => new FittingTip(
                tip.Tip.Id, tip.IsSame ? Fit.SameSize : tip.Tip.Useful > 0 ? Fit.Useful : Fit.New)),
    ];

    private static bool IsOfSize(Authorship by, string? sizeClass, Crowd crowd) =>
        sizeClass is not null && by.SizeClass is not null
        && (by.ShownAs == ShownAs.Anonymous
            ? crowd.SizeOf(by.SizeClass, by.Region, by.PostedAt, by.RegionNow) is { } told
                && told == crowd.SizeOf(sizeClass, by.Region, by.PostedAt, by.RegionNow)
            : by.SizeClass == sizeClass);
}
