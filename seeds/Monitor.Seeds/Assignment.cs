namespace Monitor.Seeds;

/// <summary>
/// Gives every respondent first answers: exact counts per objective, and more to those with more strength, so that
/// larger municipalities score higher and a municipality's objectives resemble each other.
/// </summary>
/// <param name="respondents">Who answers, and what.</param>
/// <param name="margins">The counts of every objective.</param>
/// <param name="strengths">Of each respondent: the stronger are dealt the better answers.</param>
/// <param name="withoutPolicy">The respondents, by place, that get an objective in policy last of all.</param>
/// <param name="random">Chooses among equals.</param>
public sealed class Assignment(
    IReadOnlyList<Respondent> respondents,
    IReadOnlyList<Margins> margins,
    IReadOnlyList<int> strengths,
    IReadOnlySet<int> withoutPolicy,
    SplitMix64 random)
{
    /// <summary>How far one item strays from its municipality's strength.</summary>
    private const int Whim = 700;

    /// <summary>Tries per tick at moving it to a stronger respondent.</summary>
    private const int Moves = 4;

    /// <summary>The sheets of all objectives, in their order.</summary>
    public IReadOnlyList<Sheet> Draw() => [.. margins.Select(Fill)];

    private Sheet Fill(Margins margin)
    {
        var answering = Enumerable.Range(0, respondents.Count)
            .Where(place => respondents[place].Objectives.Contains(margin.Objective.Number));
        var sheet = new Sheet(margin, [.. answering]);
        FillAnchoring(sheet);
        FillReach(sheet);
        foreach (var row in Ranked(sheet).Take(margin.OwnMeasure))
        {
            sheet.OwnMeasure[row] = true;
        }

        for (var question = 0; question < margin.Questions.Count; question++)
        {
            var chosen = Ranked(sheet).Take(margin.Questions[question].Answering).ToList();
            Tick(sheet, margin.Questions[question], sheet.Ticks[question], chosen);
        }

        return sheet;
    }

    private void FillAnchoring(Sheet sheet)
    {
        var ranked = Ranked(sheet);
        List<int> inOrder =
        [
            .. ranked.Where(row => !withoutPolicy.Contains(sheet.Respondents[row])),
            .. ranked.Where(row => withoutPolicy.Contains(sheet.Respondents[row])),
        ];
        var place = 0;
        for (var level = Anchoring.LaidDown; level > Anchoring.NotInPolicy; level--)
        {
            for (var count = 0; count < sheet.Margins.Anchoring[(int)level]; count++)
            {
                sheet.Anchoring[inOrder[place++]] = level;
            }
        }
    }

    private void FillReach(Sheet sheet)
    {
        var ranked = Ranked(sheet);
        var place = 0;
        for (var level = Reach.Everyone; level > Reach.NoView; level--)
        {
            for (var count = 0; count < sheet.Margins.Reach[(int)level]; count++)
            {
                sheet.Reach[ranked[place++]] = level;
            }
        }
    }

    /// <summary>The rows of a sheet, the strongest first, each with a whim for this one item.</summary>
    private List<int> Ranked(Sheet sheet)
    {
        var keys = sheet.Respondents.Select(place => strengths[place] + random.Noise(Whim)).ToArray();
        return [.. Enumerable.Range(0, keys.Length).OrderByDescending(row => keys[row])];
    }

    /// <summary>
    /// Deals the ticks round, so that nobody chosen is left without, then moves some to the stronger.
    /// </summary>
    private void Tick(Sheet sheet, QuestionMargins question, int[] ticks, List<int> chosen)
    {
        random.Shuffle(chosen);
        var next = 0;
        for (var measure = 0; measure < question.Measures.Count; measure++)
        {
            for (var count = 0; count < question.Measures[measure].Count; count++)
            {
                ticks[chosen[next++ % chosen.Count]] |= 1 << measure;
            }
        }

        for (var move = 0; move < Moves * next; move++)
        {
            var (from, to) = (chosen[random.Below(chosen.Count)], chosen[random.Below(chosen.Count)]);
            var tick = 1 << random.Below(question.Measures.Count);
            var stronger = strengths[sheet.Respondents[to]] + random.Noise(Whim) > strengths[sheet.Respondents[from]];
            if (stronger && (ticks[from] & tick) != 0 && (ticks[to] & tick) == 0 && ticks[from] != tick)
            {
                ticks[from] &= ~tick;
                ticks[to] |= tick;
            }
        }
    }
}
