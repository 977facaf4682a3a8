namespace Monitor.Questionnaire.Domain;

/// <summary>How far those invited to a round are, at one moment.</summary>
/// <param name="Round">The round.</param>
/// <param name="Invited">Every municipality that is invited, by its name.</param>
/// <param name="Today">In the Netherlands.</param>
public sealed record ResponseRate(Round Round, IReadOnlyList<InvitedProgress> Invited, DateOnly Today)
{
    public RateCounts Total => RateCounts.Of(Invited);

    /// <summary>Every class, the smallest first; last those without one, where there are any.</summary>
    public IReadOnlyList<SizeClassRate> BySizeClass =>
    [
        .. Enum.GetValues<SizeClass>().Select(c => new SizeClassRate(
            c, RateCounts.Of(Invited.Where(i => i.SizeClass == c)))),
        .. Invited.Any(i => i.SizeClass is null)
            ? [new SizeClassRate(null, RateCounts.Of(Invited.Where(i => i.SizeClass is null)))]
            : Array.Empty<SizeClassRate>(),
    ];

    /// <summary>
    /// How many had started and submitted by the end of each day, from the first on which the round was open to today
    /// or its last: of what stands now, so that a withdrawn submission is in none of them.
    /// </summary>
    public IReadOnlyList<DayRate> PerDay
    {
        get
        {
            var last = Round.ClosesOn is { } closes && closes < Today ? closes : Today;
            var days = Math.Clamp(last.DayNumber - Round.OpensOn.DayNumber + 1, 0, LongestDays);
            return
            [
                .. Enumerable.Range(0, days).Select(n => Round.OpensOn.AddDays(n)).Select(day => new DayRate(
                    day,
                    Invited.Count(i => i.StartedOn <= day),
                    Invited.Count(i => i.SubmittedOn <= day))),
            ];
        }
    }

    /// <summary>Codes of those that have not started.</summary>
    public IReadOnlyList<string> NotStartedCodes =>
        [.. Invited.Where(i => i.StartedOn is null).Select(i => i.Municipality)];

    /// <summary>Codes of those of which no submission counts.</summary>
    public IReadOnlyList<string> NotSubmittedCodes =>
        [.. Invited.Where(i => i.SubmittedOn is null).Select(i => i.Municipality)];

    /// <summary>More than a year of days is no graph of a round.</summary>
    private const int LongestDays = 400;

    /// <param name="regionOf">The region of each municipality that is in one.</param>
    public IReadOnlyList<RegionRate> ByRegion(IReadOnlyDictionary<string, Region> regionOf) =>
    [
        .. Invited.GroupBy(i => regionOf.GetValueOrDefault(i.Municipality))
            .OrderBy(g => g.Key is null).ThenBy(g => g.Key?.Name, StringComparer.Ordinal)
            .Select(g => new RegionRate(g.Key, RateCounts.Of(g))),
    ];
}

/// <summary>One municipality that is invited, and how far it is.</summary>
/// <param name="Municipality">Code.</param>
/// <param name="SizeClass">As participation counts it; null where it is not known.</param>
/// <param name="StartedOn">The day of its first act; null when it has not started.</param>
/// <param name="SubmittedOn">The day of its first submission; null when none counts now.</param>
/// <param name="IsPartly">Of the submission that counts: whether objectives are left out of it.</param>
public sealed record InvitedProgress(
    string Municipality, SizeClass? SizeClass, DateOnly? StartedOn, DateOnly? SubmittedOn, bool IsPartly);

/// <param name="Invited">How many are invited.</param>
/// <param name="Started">Of those.</param>
/// <param name="Submitted">Of those, in whole or in part.</param>
/// <param name="PartlySubmitted">Of those submitted, in part.</param>
public sealed record RateCounts(int Invited, int Started, int Submitted, int PartlySubmitted)
{
    public static RateCounts Of(IEnumerable<InvitedProgress> invited)
    {
        var all = invited.ToList();
        return new RateCounts(
            all.Count,
            all.Count(i => i.StartedOn is not null),
            all.Count(i => i.SubmittedOn is not null),
            all.Count(i => i is { SubmittedOn: not null, IsPartly: true }));
    }
}

/// <param name="SizeClass">Null for those whose inhabitants are not known.</param>
/// <param name="Counts">Of the class.</param>
public sealed record SizeClassRate(SizeClass? SizeClass, RateCounts Counts);

/// <param name="Region">Null for those in no region of the kind, as far as is known.</param>
/// <param name="Counts">Of the region.</param>
public sealed record RegionRate(Region? Region, RateCounts Counts);

/// <param name="Date">The day.</param>
/// <param name="Started">By its end.</param>
/// <param name="Submitted">By its end, in whole or in part.</param>
public sealed record DayRate(DateOnly Date, int Started, int Submitted);
