namespace Monitor.Seeds;

/// <summary>
/// A demonstration round: generated answers whose totals equal the printed report. Nobody gave these answers.
/// </summary>
/// <param name="Year">Of the round.</param>
/// <param name="Seed">The seed that succeeded: the first from the round's year on that did not stall.</param>
/// <param name="Respondents">Who answers, in the order of their codes.</param>
/// <param name="Sheets">Their answers, a sheet an objective.</param>
public sealed record DemonstrationRound(
    int Year, ulong Seed, IReadOnlyList<Respondent> Respondents, IReadOnlyList<Sheet> Sheets)
{
    private const int Seeds = 1000;

    /// <summary>Divides by each number of objectives that anyone answers (3 to 7, and 10).</summary>
    private const int Scale = 420;

    /// <summary>The first attempt that succeeds, of as many seeds as it may take.</summary>
    /// <param name="year">The first seed.</param>
    /// <param name="attempt">Makes the round with a seed; null when that stalls.</param>
    /// <exception cref="InvalidDataException">The files contradict each other, or no seed succeeded.</exception>
    public static DemonstrationRound FirstOf(int year, Func<ulong, DemonstrationRound?> attempt)
    {
        for (var seed = (ulong)year; seed < (ulong)year + Seeds; seed++)
        {
            if (attempt(seed) is { } round)
            {
                return round;
            }
        }

        throw new InvalidDataException($"None of {Seeds} seeds gave a round {year} that meets the report.");
    }

    /// <summary>The average points of a respondent over the objectives it answered.</summary>
    public decimal Average(int place)
    {
        var (points, objectives) = Points(place);
        return points / (decimal)(QuarterPoints.Point * objectives);
    }

    /// <summary>The same as a whole number, in parts of a point that are the same for every respondent.</summary>
    public int WholeAverage(int place)
    {
        var (points, objectives) = Points(place);
        return points * (Scale / objectives);
    }

    /// <summary>The mean of the averages per size class; respondents without one are left out.</summary>
    public IReadOnlyDictionary<SizeClass, decimal> MeansBySizeClass() => Respondents
        .Select((respondent, place) => (respondent.Municipality.SizeClass, Average: Average(place)))
        .Where(line => line.SizeClass is not null)
        .GroupBy(line => line.SizeClass!.Value, line => line.Average)
        .ToDictionary(averages => averages.Key, averages => averages.Average());

    /// <summary>Whether each class lies so many points above the next smaller one.</summary>
    public bool LargerClassesScoreHigher(decimal smallestStep, decimal largestStep)
    {
        var means = MeansBySizeClass().OrderBy(mean => mean.Key).Select(mean => mean.Value).ToList();
        return means.Zip(means.Skip(1), (smaller, larger) => larger - smaller)
            .All(step => step >= smallestStep && step <= largestStep);
    }

    /// <summary>
    /// The mean total per objective and size class, in quarter points; the two largest classes are one, as where they
    /// are shown.
    /// </summary>
    public IReadOnlyDictionary<(string Objective, SizeClass SizeClass), decimal> MeanTotals() => Sheets
        .SelectMany(sheet => sheet.Respondents.Select((place, row) => (
            sheet.Margins.Objective.Id, Respondents[place].Municipality.SizeClass, Points: (decimal)sheet.Points(row))))
        .Where(line => line.SizeClass is not null)
        .GroupBy(line => (
            line.Id, line.SizeClass is SizeClass.Over250K ? SizeClass.From100KTo250K : line.SizeClass!.Value))
        .ToDictionary(group => group.Key, group => group.Average(line => line.Points));

    private (int Points, int Objectives) Points(int place)
    {
        var points = Sheets
            .Select(sheet => sheet.RowOf(place) is { } row ? sheet.Points(row) : (int?)null)
            .OfType<int>()
            .ToList();
        return (points.Sum(), points.Count);
    }
}
