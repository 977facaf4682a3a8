namespace Monitor.Benchmark.Domain;

/// <summary>How many municipalities of a region answered, as far as it may be told.</summary>
/// <param name="Municipalities">How many there are.</param>
/// <param name="Responded">Rounded to 5; null with a reason.</param>
/// <param name="Reason">Why it is not told.</param>
public sealed record RegionResponse(int Municipalities, int? Responded, SuppressionReason? Reason)
{
    /// <summary>
    /// Of a region of another kind. That a single municipality answered may not be told. So the number is rounded,
    /// there is none below 6, and none for a region that shares or misses 1 to 5 municipalities of a Veilig Thuis
    /// region (whose numbers are released): the difference of both numbers would be about those. That depends on what
    /// lies where, which everybody knows, so that the reason tells nothing of answers.
    /// </summary>
    /// <param name="members">The region's municipalities.</param>
    /// <param name="released">The municipalities of each Veilig Thuis region.</param>
    /// <param name="responded">How many of the members answered.</param>
    public static RegionResponse Of(
        IReadOnlySet<string> members, IEnumerable<IReadOnlySet<string>> released, int responded) =>
        released.Any(region => IsTelling(members, region))
            ? new RegionResponse(members.Count, null, SuppressionReason.NotReleasedForKind)
            : responded < Disclosure.Fewest
                ? new RegionResponse(members.Count, null, SuppressionReason.TooFew)
                : new RegionResponse(members.Count, Rounding.ToFive(responded), null);

    private static bool IsTelling(IReadOnlySet<string> members, IReadOnlySet<string> region)
    {
        var shared = region.Count(members.Contains);
        return shared > 0 && (IsFew(shared) || IsFew(region.Count - shared) || IsFew(members.Count - shared));
    }

    private static bool IsFew(int municipalities) => municipalities is > 0 and < Disclosure.Fewest;
}
