namespace Monitor.Seeds;

/// <summary>
/// The round of 2014: every count is below that of 2017, and what the report says of 2014 in numbers and in words.
/// </summary>
/// <remarks>
/// The report divides the municipalities of 2014 by the borders of 2017. So those that still exist are drawn per size
/// class, and those that ended since are named in the choices and belong to no class.
/// </remarks>
public sealed class Round2014(
    IReadOnlyList<Municipality> invited,
    Published report,
    Choices choices,
    IReadOnlyList<Margins> margins,
    DemonstrationRound later,
    Func<string, IReadOnlyList<string>> heirsOf)
{
    public const int Year = 2014;

    /// <summary>Enschede and Groningen answer both rounds: examples show their progress.</summary>
    private static readonly HashSet<string> Examples = [Participation.Example, "GM0014"];

    /// <summary>A class's head start; the middle one is closest to where it stands in 2017.</summary>
    private static readonly Dictionary<SizeClass, int> HeadStart = new()
    {
        [SizeClass.Under25K] = 0,
        [SizeClass.From25KTo50K] = 50,
        [SizeClass.From50KTo100K] = 140,
        [SizeClass.From100KTo250K] = 170,
        [SizeClass.Over250K] = 360,
    };

    /// <summary>How far municipalities of one class differ in strength, beside what 2017 says of them.</summary>
    private const int Spread = 380;

    /// <summary>Strength for each point by which a municipality, or its heir, lies above its class in 2017.</summary>
    private const int Carried = 5;

    /// <summary>Each class scores this many points above the one before, at least.</summary>
    private const decimal SmallestStep = 1.5m;

    private const int LargestStep = 15;

    /// <summary>Every other class gained this many points more than that of 50,000 to 100,000, at least.</summary>
    private const int GainApart = 1;

    /// <summary>And none this many or more, so that three large cities do not come from nowhere.</summary>
    private const int LargestGain = 18;

    private readonly IReadOnlyDictionary<SizeClass, decimal> laterMeans = later.MeansBySizeClass();

    private readonly IReadOnlyDictionary<(string Objective, SizeClass SizeClass), decimal> laterTotals =
        later.MeanTotals();

    private readonly Dictionary<string, decimal> laterLeads = Leads(invited, later, heirsOf);

    /// <exception cref="InvalidDataException">The files contradict each other, or no seed succeeded.</exception>
    public DemonstrationRound Generate() => DemonstrationRound.FirstOf(Year, Attempt);

    private DemonstrationRound? Attempt(ulong seed)
    {
        var random = new SplitMix64(seed);
        var pool = invited.Where(StillExists).ToList();
        if (new Participation(pool, report.Participation, Examples, random).Draw() is not { } existing)
        {
            return null;
        }

        var respondents = Respondents(existing);
        int[] strengths = [.. respondents.Select(respondent => Strength(respondent.Municipality, random))];
        var withoutPolicy = WithoutPolicy(respondents, strengths);
        var sheets = new Assignment(respondents, margins, strengths, withoutPolicy, random).Draw();
        var averages = choices.Averages!;
        var climb = new Climb(
            respondents.Count, sheets, withoutPolicy, averages.Below25, averages.Above75, random);
        var round = new DemonstrationRound(Year, seed, respondents, sheets);
        return climb.Run() && IsAsDescribed(round) ? round : null;
    }

    /// <summary>
    /// How many points those invited lie above their class in 2017; for one that ended, the mean of its heirs. Who did
    /// not answer is absent.
    /// </summary>
    private static Dictionary<string, decimal> Leads(
        IReadOnlyList<Municipality> invited, DemonstrationRound later, Func<string, IReadOnlyList<string>> heirsOf)
    {
        var means = later.MeansBySizeClass();
        var leads = later.Respondents
            .Select((respondent, place) => (respondent.Municipality, Average: later.Average(place)))
            .ToDictionary(
                line => line.Municipality.Code, line => line.Average - means[line.Municipality.SizeClass!.Value]);
        var ended = invited.Where(municipality => !StillExists(municipality))
            .Select(municipality => (
                municipality.Code, Heirs: heirsOf(municipality.Code).Where(leads.ContainsKey).ToList()))
            .Where(line => line.Heirs.Count > 0)
            .ToList();
        ended.ForEach(line => leads.Add(line.Code, line.Heirs.Average(heir => leads[heir])));
        return leads;
    }

    private static bool StillExists(Municipality municipality) => municipality.SizeClass is not null;

    /// <summary>Everyone answers every objective: the report leaves incomplete responses out.</summary>
    private List<Respondent> Respondents(IReadOnlyList<Municipality> existing)
    {
        var numbers = margins.Select(margin => margin.Objective.Number).ToHashSet();
        var ended = choices.Ended!.Municipalities.Select(code => invited.Single(line => line.Code == code));
        return [.. existing.Concat(ended)
            .OrderBy(municipality => municipality.Code, StringComparer.Ordinal)
            .Select(municipality => new Respondent(municipality, numbers))];
    }

    private int Strength(Municipality municipality, SplitMix64 random)
    {
        var noise = random.Noise(Spread);
        var carried = laterLeads.TryGetValue(municipality.Code, out var lead) ? (int)(Carried * lead) : 0;
        return (municipality.SizeClass is { } sizeClass ? HeadStart[sizeClass] : 0) + carried + noise;
    }

    /// <summary>The weakest of those that still exist, and of those that ended, as many as chosen of each.</summary>
    private HashSet<int> WithoutPolicy(List<Respondent> respondents, int[] strengths)
    {
        var places = Enumerable.Range(0, respondents.Count)
            .Where(place => respondents[place].Municipality.Code != Participation.Example)
            .OrderBy(place => strengths[place])
            .ToLookup(place => StillExists(respondents[place].Municipality));
        return
        [
            .. places[true].Take(choices.Averages!.NothingInPolicy),
            .. places[false].Take(choices.Ended!.NothingInPolicy),
        ];
    }

    private bool IsAsDescribed(DemonstrationRound round)
    {
        var gains = round.MeansBySizeClass().ToDictionary(mean => mean.Key, mean => laterMeans[mean.Key] - mean.Value);
        var smallest = gains[SizeClass.From50KTo100K];
        return round.LargerClassesScoreHigher(SmallestStep, LargestStep)
            && smallest > 0
            && round.MeanTotals().All(mean => mean.Value < laterTotals[mean.Key])
            && gains.All(gain => gain.Key == SizeClass.From50KTo100K || gain.Value >= smallest + GainApart)
            && gains.Values.Max() < LargestGain;
    }
}
