namespace Monitor.Seeds;

/// <summary>The round of 2017: every count that the report prints.</summary>
public static class Round2017
{
    public const int Year = 2017;

    private static readonly HashSet<string> Examples = [Participation.Example];

    /// <summary>A class's head start in strength, wide enough that the printed order of classes comes out.</summary>
    private static readonly Dictionary<SizeClass, int> HeadStart = new()
    {
        [SizeClass.Under25K] = 0,
        [SizeClass.From25KTo50K] = 45,
        [SizeClass.From50KTo100K] = 90,
        [SizeClass.From100KTo250K] = 125,
        [SizeClass.Over250K] = 130,
    };

    /// <summary>How far municipalities of one class differ in strength.</summary>
    private const int Spread = 490;

    /// <summary>Larger classes score higher: each mean lies this many points above the one before, at least.</summary>
    private const int SmallestStep = 3;

    /// <summary>And at most this many, so that three large cities do not stand apart from all others.</summary>
    private const int LargestStep = 15;

    /// <exception cref="InvalidDataException">The files contradict each other, or no seed succeeded.</exception>
    public static DemonstrationRound Generate(
        IReadOnlyList<Municipality> municipalities,
        Published report,
        Choices choices,
        IReadOnlyList<Margins> margins) =>
        DemonstrationRound.FirstOf(Year, seed => Attempt(seed, municipalities, report, choices, margins));

    private static DemonstrationRound? Attempt(
        ulong seed,
        IReadOnlyList<Municipality> municipalities,
        Published report,
        Choices choices,
        IReadOnlyList<Margins> margins)
    {
        var random = new SplitMix64(seed);
        if (new Participation(municipalities, report.Participation, Examples, random).Draw() is not { } answering
            || new Completeness(municipalities, margins, choices.PartialResponses!, random).Draw(answering)
                is not { } respondents)
        {
            return null;
        }

        int[] strengths = [.. respondents.Select(respondent =>
            HeadStart[respondent.Municipality.SizeClass!.Value] + random.Noise(Spread))];
        var withoutPolicy = Weakest(respondents, strengths, report.NothingInPolicy!.Count);
        var sheets = new Assignment(respondents, margins, strengths, withoutPolicy, random).Draw();
        var climb = new Climb(
            respondents.Count,
            sheets,
            withoutPolicy,
            report.Averages!.Below25.Count,
            report.Averages.Above75.Count,
            random);
        var round = new DemonstrationRound(Year, seed, respondents, sheets);
        return climb.Run() && round.LargerClassesScoreHigher(SmallestStep, LargestStep) ? round : null;
    }

    private static HashSet<int> Weakest(IReadOnlyList<Respondent> respondents, int[] strengths, int count) =>
        [.. Enumerable.Range(0, respondents.Count)
            .Where(place => respondents[place].Municipality.Code != Participation.Example)
            .OrderBy(place => strengths[place])
            .Take(count)];
}
