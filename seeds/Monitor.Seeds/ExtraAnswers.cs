namespace Monitor.Seeds;

/// <summary>
/// The answers to the extra questions: exact counts, dealt out among those who answer them. They earn no points.
/// </summary>
public sealed class ExtraAnswers(Questionnaire questionnaire, DemonstrationRound round, SplitMix64 random)
{
    private const string None = "none";

    /// <summary>Swaps per tick, so that who has which options does not follow from the deal.</summary>
    private const int Swaps = 6;

    private readonly Dictionary<int, Dictionary<string, Answer>> dealt = [];

    /// <summary>Deals to the respondents at these places.</summary>
    /// <param name="places">As many as the counts say.</param>
    /// <param name="counts">How many give each answer.</param>
    /// <param name="centres">Codes of centre municipalities: these do not leave the vision to the centre.</param>
    /// <param name="correlation">Of the marks of now with the average scores; null: as it falls.</param>
    /// <exception cref="InvalidDataException">The counts do not fit.</exception>
    public void Deal(
        IReadOnlyList<int> places, ExtraCounts counts, IReadOnlySet<string> centres, decimal? correlation)
    {
        if (places.Count != counts.Respondents)
        {
            throw new InvalidDataException($"{places.Count} municipalities answer; {counts.Respondents} were chosen.");
        }

        GivePolicy(places);
        Multiple("extra.risk-groups", places, counts.RiskGroups);
        Multiple("extra.target-groups", places, counts.TargetGroups);
        DealMarks(places, counts.Marks, correlation);
        DealCooperation(places, counts);
        DealYouth(places, counts.YouthInvolved);
        DealRegionalVision(places, counts.RegionalVision, centres);
    }

    /// <summary>The answers of one respondent in the order asked; none when nothing was dealt to it.</summary>
    public IReadOnlyList<Answer> Of(int place) => dealt.TryGetValue(place, out var answers)
        ? [.. questionnaire.ExtraQuestions.Select(question => answers.GetValueOrDefault(question.Id)).OfType<Answer>()]
        : [];

    /// <summary>Where the general question is asked, yes for who has any objective in policy.</summary>
    private void GivePolicy(IReadOnlyList<int> places)
    {
        const string general = "extra.policy";
        if (questionnaire.ExtraQuestions.Any(question => question.Id == general))
        {
            places.ToList().ForEach(place => Give(place, new Answer(general, [HasPolicy(place) ? "yes" : "no"])));
        }
    }

    private bool HasPolicy(int place) => round.Sheets.Any(sheet =>
        sheet.RowOf(place) is { } row && sheet.Anchoring[row] >= Anchoring.InPolicy);

    private void DealMarks(IReadOnlyList<int> places, MarkCounts counts, decimal? correlation)
    {
        var marks = new Marks(random).Deal([.. places.Select(round.WholeAverage)], counts, correlation);
        foreach (var (place, mark) in places.Zip(marks))
        {
            Give(place, new Answer("extra.mark-past", [], Mark: mark.Past));
            Give(place, new Answer("extra.mark-now", [], Mark: mark.Now));
            Give(place, new Answer("extra.mark-next", [], Mark: mark.Next));
        }
    }

    private void DealCooperation(IReadOnlyList<int> places, ExtraCounts counts)
    {
        var given = Single("extra.cooperation", places, counts.Cooperation);
        var improved = given.Where(line => line.Option is "somewhat" or "strongly").Select(line => line.Place).ToList();
        random.Shuffle(improved);
        foreach (var place in improved.Take(counts.CooperationNotes))
        {
            Give(place, new Answer("extra.cooperation-note", [], OneOf(Wording.CooperationNotes)));
        }
    }

    private void DealYouth(IReadOnlyList<int> places, int involved)
    {
        var given = Single("extra.youth-involved", places, new Dictionary<string, int>
        {
            ["yes"] = involved,
            ["no"] = places.Count - involved,
        });
        foreach (var (place, _) in given.Where(line => line.Option == "yes"))
        {
            Give(place, new Answer("extra.youth-how", [], OneOf(Wording.YouthInvolvement)));
        }
    }

    private void DealRegionalVision(
        IReadOnlyList<int> places, IReadOnlyDictionary<string, int> counts, IReadOnlySet<string> centres)
    {
        bool IsCentre(int place) => centres.Contains(round.Respondents[place].Municipality.Code);

        // The first places are not dealt "centre": those of the centres come first.
        List<int> order = [.. places.OrderByDescending(IsCentre)];
        List<string?> options = [.. counts
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .SelectMany(count => Enumerable.Repeat<string?>(count.Key, count.Value))];
        options.AddRange(Enumerable.Repeat<string?>(null, places.Count - options.Count));
        do
        {
            random.Shuffle(options);
        }
        while (options.Take(order.Count(IsCentre)).Contains("centre"));

        foreach (var (place, option) in order.Zip(options).Where(line => line.Second is not null))
        {
            Give(place, new Answer("extra.regiovisie", [option!]));
        }
    }

    /// <summary>One option each, as many of each as counted.</summary>
    private List<(int Place, string Option)> Single(
        string question, IReadOnlyList<int> places, IReadOnlyDictionary<string, int> counts)
    {
        List<string> options = [.. counts
            .OrderBy(count => count.Key, StringComparer.Ordinal)
            .SelectMany(count => Enumerable.Repeat(count.Key, count.Value))];
        if (options.Count != places.Count)
        {
            throw new InvalidDataException($"{question}: {options.Count} answers for {places.Count} municipalities.");
        }

        random.Shuffle(options);
        List<(int Place, string Option)> given = [.. places.Zip(options)];
        given.ForEach(line => Give(line.Place, new Answer(question, [line.Option])));
        return given;
    }

    /// <summary>Deals the ticks round among those who do not answer "none": none of them goes without.</summary>
    private void Multiple(string question, IReadOnlyList<int> places, IReadOnlyDictionary<string, int> counts)
    {
        var options = questionnaire.ExtraQuestions.Single(asked => asked.Id == question).Options
            .Where(option => option.Id != None).Select(option => option.Id).ToList();
        var shuffled = places.ToList();
        random.Shuffle(shuffled);
        var ticking = shuffled.Skip(counts[None]).ToList();
        var ticks = Ticks(options, counts, ticking.Count);
        if (ticks.Any(ticked => !ticked.Contains(true)) || options.Any(option => counts[option] > ticking.Count))
        {
            throw new InvalidDataException($"{question}: the ticks cannot be shared by {ticking.Count}.");
        }

        shuffled.Take(counts[None]).ToList().ForEach(place => Give(place, new Answer(question, [None])));
        foreach (var (place, ticked) in ticking.Zip(ticks))
        {
            Give(place, new Answer(question, [.. options.Where((_, option) => ticked[option])]));
        }
    }

    private List<bool[]> Ticks(List<string> options, IReadOnlyDictionary<string, int> counts, int respondents)
    {
        List<bool[]> ticks = [.. Enumerable.Range(0, respondents).Select(_ => new bool[options.Count])];
        var next = 0;
        for (var option = 0; option < options.Count; option++)
        {
            for (var count = 0; count < counts[options[option]]; count++)
            {
                ticks[next++ % respondents][option] = true;
            }
        }

        for (var swap = 0; swap < Swaps * next; swap++)
        {
            var (first, second) = (ticks[random.Below(respondents)], ticks[random.Below(respondents)]);
            var (given, taken) = (random.Below(options.Count), random.Below(options.Count));
            if (first[given] && !first[taken] && second[taken] && !second[given])
            {
                (first[given], first[taken], second[given], second[taken]) = (false, true, true, false);
            }
        }

        return ticks;
    }

    private void Give(int place, Answer answer)
    {
        if (!dealt.TryGetValue(place, out var answers))
        {
            dealt[place] = answers = [];
        }

        answers.Add(answer.Question, answer);
    }

    private string OneOf(IReadOnlyList<string> texts) => texts[random.Below(texts.Count)];
}
