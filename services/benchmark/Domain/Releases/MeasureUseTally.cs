namespace Monitor.Benchmark.Domain;

/// <summary>Counts how many high scorers of each size class tick each measure, sheet after sheet.</summary>
internal sealed class MeasureUseTally
{
    private const int Left = -2; // the objective out
    private const int NotHigh = -1;

    private readonly Objective objective;
    private readonly bool generated;
    private readonly IReadOnlyList<(string SizeClass, int Size)> halves;
    private readonly int[] halfOf;
    private readonly IReadOnlyList<(string Question, string Option)> measures;
    private readonly int[] everywhere;
    private readonly int[,] high;

    /// <param name="objective">With its questions.</param>
    /// <param name="scored">Size class and total of each participant, by its place; no total: it left this out.</param>
    /// <param name="shown">Codes of the size classes whose figures on this objective are released.</param>
    /// <param name="generated">Whether answers of the round are generated.</param>
    public MeasureUseTally(
        Objective objective,
        IReadOnlyList<(string? SizeClass, decimal? Total)> scored,
        IReadOnlySet<string> shown,
        bool generated)
    {
        this.objective = objective;
        this.generated = generated;

        // "None of these" is no measure, and what "Anders" stands for is another one each time.
        measures =
        [
            .. objective.ContentQuestions.SelectMany(q => q.Options
                .Where(o => !o.Exclusive && !o.TakesText).Select(o => (q.Id, o.Id))),
        ];
        halfOf = [.. scored.Select(s => s.Total is null ? Left : NotHigh)];
        halves = [.. HalvesOf(scored, shown)];
        everywhere = new int[measures.Count];
        high = new int[measures.Count, halves.Count];
    }

    /// <summary>Counts what a participant ticked, by id of the question.</summary>
    public void Add(int place, IReadOnlyDictionary<string, IReadOnlyList<string>> ticked)
    {
        if (halfOf[place] == Left)
        {
            return;
        }

        for (var m = 0; m < measures.Count; m++)
        {
            if (ticked.TryGetValue(measures[m].Question, out var options)
                && options.Contains(measures[m].Option, StringComparer.Ordinal))
            {
                everywhere[m]++;
                if (halfOf[place] >= 0)
                {
                    high[m, halfOf[place]]++;
                }
            }
        }
    }

    /// <summary>What may be shown of it, of every size class.</summary>
    public IReadOnlyList<MeasureUse> Shown()
    {
        var respondents = halfOf.Count(half => half != Left);
        var counts = measures.Select((_, m) => MeasureDisclosure.Counts(
            [.. halves.Select((h, i) => new HalfCount(h.Size, high[m, i]))], everywhere[m], respondents)).ToList();
        return [.. Group.SizeClasses.Select(c => OfClass(c.Code!, counts))];
    }

    private IEnumerable<(string SizeClass, int Size)> HalvesOf(
        IReadOnlyList<(string? SizeClass, decimal? Total)> scored, IReadOnlySet<string> shown)
    {
        var number = 0;
        foreach (var code in Group.SizeClasses.Select(c => c.Code!).Where(shown.Contains))
        {
            var members = scored.Index().Where(s => s.Item.SizeClass == code && s.Item.Total is not null).ToList();
            if (UpperHalf.LeastTotal(members.Select(m => m.Item.Total!.Value)) is { } least)
            {
                var its = members.Where(m => m.Item.Total >= least).Select(m => m.Index).ToList();
                its.ForEach(place => halfOf[place] = number);
                yield return (code, its.Count);
                number++;
            }
        }
    }

    private MeasureUse OfClass(string code, List<IReadOnlyList<int?>> counts)
    {
        var half = halves.Index().FirstOrDefault(h => h.Item.SizeClass == code, (Index: -1, Item: default));
        return half.Index < 0
            ? new MeasureUse(code, objective.Id, null, SuppressionReason.TooFew, [], generated)
            : new MeasureUse(
                code,
                objective.Id,
                MeasureDisclosure.ShownSize(half.Item.Size),
                Reason: null,
                [
                    .. measures.Index()
                        .Where(m => counts[m.Index][half.Index] is not null)
                        .Select(m => new MeasureCount(
                            m.Item.Question, m.Item.Option, counts[m.Index][half.Index]!.Value)),
                ],
                generated);
    }
}
