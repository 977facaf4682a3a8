using System.Globalization;
using System.Text;

namespace Monitor.Seeds;

/// <summary>
/// Makes figures for each municipality of 2017 and each half-year of 2015 to 2018, as none are public: national totals
/// as planned, spread by inhabitants, size class and chance, each report drawn apart. Rounded to 5 as CBS does; 1 to 4
/// is kept back. The same plan always gives the same bytes: integers only, no clock, no culture.
/// </summary>
public static class MunicipalFigures
{
    private const int RoundedTo = 5;

    /// <summary>The follow-up of a report that is an investigation.</summary>
    private const string FollowUp = "veilig-thuis.follow-up.investigation";

    /// <summary>The file's bytes: UTF-8, lines ended by a line feed, a point where a number is kept back.</summary>
    public static byte[] Generate(SeedsFolder folder)
    {
        var plan = FigurePlan.Read(folder);
        var municipalities = Areas.Rows(folder.Municipalities(2017))
            .Select(row => new Weighed(
                row["code"],
                int.Parse(row["inhabitants"], CultureInfo.InvariantCulture),
                plan.RatesPerClass[row["size_class"]]))
            .OrderBy(m => m.Code, StringComparer.Ordinal)
            .ToList();
        var random = new SplitMix64(plan.Seed);
        foreach (var municipality in municipalities)
        {
            municipality.Rate += random.Noise(plan.NoisePerMunicipality);
        }

        var text = new StringBuilder("generated,area,period,").AppendJoin(',', plan.Indicators).Append('\n');
        foreach (var half in plan.Halves)
        {
            foreach (var (code, counts) in CountsOf(half, plan, municipalities, random))
            {
                text.Append("true,").Append(code).Append(',').Append(half.Period).Append(',')
                    .AppendJoin(',', plan.Indicators.Select(i => Published(counts[i]))).Append('\n');
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>As CBS publishes a count: rounded to 5; "." where it is 1 to 4.</summary>
    public static string Published(int count) => count is > 0 and < RoundedTo
        ? "."
        : ((count + (RoundedTo / 2)) / RoundedTo * RoundedTo).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(string Code, Dictionary<string, int> Counts)> CountsOf(
        PlannedHalf half, FigurePlan plan, IReadOnlyList<Weighed> municipalities, SplitMix64 random)
    {
        var reports = Spread(half.Reports, plan, municipalities, random);
        var incidents = Spread(half.PoliceIncidents, plan, municipalities, random);
        var victims = Spread(half.VictimSupport, plan, municipalities, random);
        for (var place = 0; place < municipalities.Count; place++)
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal)
            {
                [plan.Reports] = reports[place],
                [plan.PoliceIncidents] = incidents[place],
                [plan.VictimSupport] = victims[place],
                [plan.ChildrenInvolved] = Children(reports[place], plan, random),
            };
            foreach (var breakdown in plan.Breakdowns)
            {
                Divide(breakdown, plan, counts, random);
            }

            yield return (municipalities[place].Code, counts);
        }
    }

    /// <summary>Divides a whole over municipalities by weight, largest remainders first, so that it adds up.</summary>
    private static int[] Spread(
        int total, FigurePlan plan, IReadOnlyList<Weighed> municipalities, SplitMix64 random)
    {
        var weights = municipalities
            .Select(m => (long)m.Inhabitants * (m.Rate + random.Noise(plan.NoisePerHalf))).ToArray();
        var sum = weights.Sum();
        var counts = weights.Select(weight => (int)(total * weight / sum)).ToArray();
        var first = Enumerable.Range(0, weights.Length)
            .OrderByDescending(place => total * weights[place] % sum).ThenBy(place => place);
        foreach (var place in first.Take(total - counts.Sum()))
        {
            counts[place]++;
        }

        return counts;
    }

    /// <summary>One report is about none, one, two or three children, 0.9 on average as planned.</summary>
    private static int Children(int reports, FigurePlan plan, SplitMix64 random)
    {
        var children = 0;
        for (var report = 0; report < reports; report++)
        {
            for (var child = 0; child < 3; child++)
            {
                children += random.Below(3000) < plan.ChildrenPerMilleReports ? 1 : 0;
            }
        }

        return children;
    }

    private static void Divide(
        PlannedBreakdown breakdown, FigurePlan plan, Dictionary<string, int> counts, SplitMix64 random)
    {
        foreach (var part in breakdown.Parts)
        {
            counts[part.Indicator] = 0;
        }

        for (var one = 0; one < counts[breakdown.Of]; one++)
        {
            if (breakdown.Multiple)
            {
                foreach (var part in breakdown.Parts)
                {
                    counts[part.Indicator] += random.Below(1000) < part.PerMille ? 1 : 0;
                }
            }
            else
            {
                counts[Draw(breakdown.Parts, random).Indicator]++;
            }
        }

        // An investigation follows a report: what the follow-up says is how many there were.
        if (breakdown.Parts.FirstOrDefault(p => p.Indicator == FollowUp) is { } investigations)
        {
            counts[plan.Investigations] = counts[investigations.Indicator];
        }
    }

    private static PlannedPart Draw(IReadOnlyList<PlannedPart> parts, SplitMix64 random)
    {
        var left = random.Below(1000);
        foreach (var part in parts)
        {
            left -= part.PerMille;
            if (left < 0)
            {
                return part;
            }
        }

        throw new InvalidDataException("The shares of a single choice add up to less than 1000.");
    }

    private sealed class Weighed(string code, int inhabitants, int rate)
    {
        public string Code { get; } = code;

        public int Inhabitants { get; } = inhabitants;

        public int Rate { get; set; } = rate;
    }
}
