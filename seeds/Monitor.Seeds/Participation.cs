namespace Monitor.Seeds;

/// <summary>
/// Draws which municipalities answer, of those that still exist: the printed number per size class, spread over the
/// regions.
/// </summary>
public sealed class Participation(
    IReadOnlyList<Municipality> municipalities,
    PublishedParticipation printed,
    IReadOnlySet<string> examples,
    SplitMix64 random)
{
    /// <summary>Enschede: the municipality that examples show. It answers, and answers everything.</summary>
    public const string Example = "GM0153";

    /// <summary>One above the six that an aggregate needs, as some respondents answer in part.</summary>
    private const int PerLargeRegion = 7;

    private const int PerSmallRegion = 2;

    /// <summary>The municipalities that answer, in the order of their codes; null when they cannot be spread.</summary>
    public IReadOnlyList<Municipality>? Draw()
    {
        List<Municipality> answering = [];
        List<Municipality> silent = [];
        foreach (var sizeClass in printed.BySizeClass)
        {
            var members = Shuffled(Areas.SizeClassOf(sizeClass.SizeClass));
            answering.AddRange(members.Take(sizeClass.Responded));
            silent.AddRange(members.Skip(sizeClass.Responded));
        }

        var coverage = new Coverage(municipalities);
        return Exchange.UntilMet(
            answering,
            silent,
            (leaving, coming) => !examples.Contains(leaving.Code) && leaving.SizeClass == coming.SizeClass,
            group => coverage.Shortage(group, PerLargeRegion, PerSmallRegion),
            random)
            ? [.. answering.OrderBy(municipality => municipality.Code, StringComparer.Ordinal)]
            : null;
    }

    private List<Municipality> Shuffled(SizeClass sizeClass)
    {
        var members = municipalities.Where(municipality => municipality.SizeClass == sizeClass).ToList();
        random.Shuffle(members);
        return [.. members.OrderBy(municipality => !examples.Contains(municipality.Code))];
    }
}
