namespace Monitor.Seeds;

/// <summary>
/// The demonstration round of 2017: generated answers whose totals equal the printed report. Nobody gave these answers.
/// </summary>
/// <param name="Seed">The seed that succeeded: the first from <see cref="FirstSeed"/> on that did not stall.</param>
/// <param name="Respondents">Who answers, in the order of their codes.</param>
/// <param name="Sheets">Their answers, a sheet an objective.</param>
public sealed record DemonstrationRound(
    ulong Seed, IReadOnlyList<Respondent> Respondents, IReadOnlyList<Sheet> Sheets)
{
    private const ulong FirstSeed = 2017;

    private const int Seeds = 200;

    /// <summary>Larger classes score higher: each mean lies this many points above the one before, at least.</summary>
    private const int SmallestStep = 3;

    /// <summary>And at most this many, so that three large cities do not stand apart from all others.</summary>
    private const int LargestStep = 15;

    /// <exception cref="InvalidDataException">The files contradict each other, or no seed succeeded.</exception>
    public static DemonstrationRound Generate(
        IReadOnlyList<Municipality> municipalities, Published report, Choices choices, IReadOnlyList<Margins> margins)
    {
        for (var seed = FirstSeed; seed < FirstSeed + Seeds; seed++)
        {
            if (TryGenerate(seed, municipalities, report, choices, margins) is { } round)
            {
                return round;
            }
        }

        throw new InvalidDataException($"None of {Seeds} seeds gave a round that meets the report.");
    }

    private static DemonstrationRound? TryGenerate(
        ulong seed,
        IReadOnlyList<Municipality> municipalities,
        Published report,
        Choices choices,
        IReadOnlyList<Margins> margins)
    {
        var random = new SplitMix64(seed);
        if (new Participation(municipalities, report.Participation, random).Draw() is not { } answering
            || new Completeness(municipalities, margins, choices.PartialResponses, random).Draw(answering)
                is not { } respondents)
        {
            return null;
        }

        var assignment = new Assignment(respondents, margins, report.NothingInPolicy.Count, random);
        var sheets = assignment.Draw();
        var climb = new Climb(
            respondents.Count,
            sheets,
            assignment.WithoutPolicy,
            report.Averages.Below25.Count,
            report.Averages.Above75.Count,
            random);
        var round = new DemonstrationRound(seed, respondents, sheets);
        return climb.Run() && round.LargerClassesScoreHigher() ? round : null;
    }

    /// <summary>The average points of a respondent over the objectives it answered.</summary>
    public decimal Average(int place)
    {
        var points = Sheets
            .Select(sheet => sheet.RowOf(place) is { } row ? sheet.Points(row) : (int?)null)
            .OfType<int>()
            .ToList();
        return points.Sum() / (decimal)(QuarterPoints.Point * points.Count);
    }

    private bool LargerClassesScoreHigher()
    {
        var means = Respondents
            .Select((respondent, place) => (respondent.Municipality.SizeClass, Average: Average(place)))
            .GroupBy(line => line.SizeClass)
            .OrderBy(group => group.Key)
            .Select(group => group.Average(line => line.Average))
            .ToList();
        return means.Zip(means.Skip(1), (smaller, larger) => larger - smaller)
            .All(step => step is >= SmallestStep and <= LargestStep);
    }
}
