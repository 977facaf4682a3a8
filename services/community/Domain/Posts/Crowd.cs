namespace Monitor.Community.Domain;

/// <summary>A municipality that could have written something.</summary>
/// <param name="Code">Its CBS code.</param>
/// <param name="SizeClass">As <c>FROM_25K_TO_50K</c>; null where it is not known.</param>
/// <param name="Since">From when on it has had an active member.</param>
/// <param name="Regions">The regions that it is in.</param>
public sealed record CrowdMunicipality(
    string Code, string? SizeClass, DateTimeOffset Since, IReadOnlyCollection<string> Regions);

/// <summary>
/// Among whom an anonymous author may be: the municipalities with active members. An author's size is told only where
/// at least ten of that size could have written it, and where leaving it out would tell it all the same, it is told in
/// wider steps: the four of the largest size are "100.000 inwoners of meer" with those of the size below.
/// </summary>
/// <remarks>
/// Those who could have: that had an active member when it was posted and have one now; in a region's category
/// those of that region. Sizes run from small to large; neighbours are put together until each step holds ten.
/// </remarks>
public sealed class Crowd(IReadOnlyList<CrowdMunicipality> municipalities)
{
    /// <summary>The smallest number of municipalities that a size may be told of.</summary>
    public const int Enough = 10;

    private static readonly (string SizeClass, string From, string To)[] Sizes =
    [
        ("UNDER_25K", "", "25.000"),
        ("FROM_25K_TO_50K", "25.000", "50.000"),
        ("FROM_50K_TO_100K", "50.000", "100.000"),
        ("FROM_100K_TO_250K", "100.000", "250.000"),
        ("OVER_250K", "250.000", ""),
    ];

    /// <summary>How many municipalities could have written something.</summary>
    /// <param name="region">Whose members alone may; null where everyone may.</param>
    /// <param name="at">When it was posted.</param>
    public int Count(string? region, DateTimeOffset at) => Candidates(region, at).Count();

    /// <summary>
    /// How many municipalities could have written something and are shown alike. One whose size is not known stands
    /// among those few of which no size is told, where the sizes of others are.
    /// </summary>
    /// <param name="sizeClass">The author's.</param>
    /// <param name="region">In whose category it was posted; null: in any other.</param>
    /// <param name="at">When it was posted.</param>
    /// <param name="regionNow">In whose category it stands now; null: in any other.</param>
    public int Alike(string? sizeClass, string? region, DateTimeOffset at, string? regionNow = null)
    {
        var steps = ScopesOf(region, regionNow).Select(scope => StepsOf(scope, at)).ToList();
        var label = Label(sizeClass, steps);
        return ScopesOf(region, regionNow).Min(scope =>
            Candidates(scope, at).Count(candidate => Label(candidate.SizeClass, steps) == label));
    }

    /// <summary>
    /// The size of an author that may be told, such as "25.000–50.000 inwoners"; null where none may.
    /// </summary>
    /// <param name="sizeClass">The author's.</param>
    /// <param name="region">In whose category it was posted; null: in any other.</param>
    /// <param name="at">When it was posted.</param>
    /// <param name="regionNow">In whose category it stands now; null: in any other.</param>
    public string? SizeOf(string? sizeClass, string? region, DateTimeOffset at, string? regionNow = null) =>
        Label(sizeClass, [.. ScopesOf(region, regionNow).Select(scope => StepsOf(scope, at))]);

    // Who reads in a region's category thinks of the region, though it may be open to all: so only those of the region
    // hide an author, also after a move; and in what was moved there both must.
    private static string?[] ScopesOf(string? region, string? regionNow) =>
        regionNow is null || regionNow == region ? [region] : [region, regionNow];

    // A step in every scope: from the smallest to the largest that any of them tells of.
    private static string? Label(string? sizeClass, IReadOnlyList<List<(int First, int Last)>> scopes)
    {
        var own = Array.FindIndex(Sizes, s => s.SizeClass == sizeClass);
        if (own < 0)
        {
            return null;
        }

        var steps = scopes.Select(s => s.Single(step => step.First <= own && own <= step.Last)).ToList();
        return (Sizes[steps.Min(step => step.First)].From, Sizes[steps.Max(step => step.Last)].To) switch
        {
            ("", "") => null,
            ("", var to) => $"minder dan {to} inwoners",
            (var from, "") => $"{from} inwoners of meer",
            var (from, to) => $"{from}–{to} inwoners",
        };
    }

    // Too few left over at the large end join the step before.
    private List<(int First, int Last)> StepsOf(string? region, DateTimeOffset at)
    {
        var counts = new int[Sizes.Length];
        foreach (var candidate in Candidates(region, at))
        {
            if (Array.FindIndex(Sizes, s => s.SizeClass == candidate.SizeClass) is >= 0 and var size)
            {
                counts[size]++;
            }
        }

        var steps = new List<(int First, int Last)>();
        var (begin, together) = (0, 0);
        for (var size = 0; size < counts.Length; size++)
        {
            together += counts[size];
            if (together >= Enough)
            {
                steps.Add((begin, size));
                (begin, together) = (size + 1, 0);
            }
        }

        if (begin < counts.Length)
        {
            var from = steps.Count == 0 ? 0 : steps[^1].First;
            steps = [.. steps.SkipLast(1), (from, counts.Length - 1)];
        }

        return steps;
    }

    private IEnumerable<CrowdMunicipality> Candidates(string? region, DateTimeOffset at) =>
        municipalities.Where(m => m.Since <= at && (region is null || m.Regions.Contains(region)));
}
