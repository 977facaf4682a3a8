namespace Monitor.Seeds;

/// <summary>A municipality that answers, and the numbers of the objectives that it answers.</summary>
public sealed record Respondent(Municipality Municipality, IReadOnlySet<int> Objectives);

/// <summary>Draws which respondents leave objectives out, so that each objective has its printed number.</summary>
public sealed class Completeness(
    IReadOnlyList<Municipality> municipalities,
    IReadOnlyList<Margins> margins,
    PartialResponses partialResponses,
    SplitMix64 random)
{
    /// <summary>Respondents of a large region that answer every objective: what an aggregate needs.</summary>
    private const int PerLargeRegion = 6;

    /// <summary>
    /// The respondents in the order given; null when the full answers cannot be spread over the regions.
    /// </summary>
    /// <exception cref="InvalidDataException">The numbers per objective do not fit the partial responses.</exception>
    public IReadOnlyList<Respondent>? Draw(IReadOnlyList<Municipality> answering)
    {
        var shuffled = answering.ToList();
        random.Shuffle(shuffled);
        shuffled = [.. shuffled.OrderBy(municipality => municipality.Code != Participation.Example)];
        var complete = shuffled.SkipLast(partialResponses.Municipalities).ToList();
        var partial = shuffled.TakeLast(partialResponses.Municipalities).ToList();
        var coverage = new Coverage(municipalities);
        if (!Exchange.UntilMet(
            complete,
            partial,
            (leaving, _) => leaving.Code != Participation.Example,
            group => coverage.Shortage(group, PerLargeRegion, 0),
            random))
        {
            return null;
        }

        var objectives = partial.Zip(Objectives(complete.Count), KeyValuePair.Create).ToDictionary();
        var all = margins.Select(margin => margin.Objective.Number).ToHashSet();
        return [.. answering.Select(municipality =>
            new Respondent(municipality, objectives.GetValueOrDefault(municipality, all)))];
    }

    /// <summary>
    /// The objectives of each partial response: those with the most places left first (Gale and Ryser).
    /// </summary>
    private List<HashSet<int>> Objectives(int complete)
    {
        var left = margins.ToDictionary(margin => margin.Objective.Number, margin => margin.Respondents - complete);
        List<HashSet<int>> drawn = [];
        foreach (var count in Counts(left.Values.Sum()))
        {
            var chosen = left.Keys.OrderByDescending(number => left[number]).ThenBy(number => number).Take(count);
            drawn.Add([.. chosen]);
            foreach (var number in drawn[^1])
            {
                left[number]--;
            }
        }

        return left.Values.All(places => places == 0)
            ? drawn
            : throw new InvalidDataException("The partial responses do not fit the respondents per objective.");
    }

    /// <summary>
    /// How many objectives each partial response holds, the most first, together <paramref name="places"/>.
    /// </summary>
    private IEnumerable<int> Counts(int places)
    {
        var (fewest, most) = (partialResponses.FewestObjectives, partialResponses.MostObjectives);
        var counts = Enumerable.Repeat(fewest, partialResponses.Municipalities).ToArray();
        for (var rest = places - counts.Sum(); rest > 0;)
        {
            var chosen = random.Below(counts.Length);
            if (counts[chosen] < most)
            {
                counts[chosen]++;
                rest--;
            }
        }

        return counts.OrderDescending();
    }
}
