using System.Globalization;

namespace Monitor.Benchmark.Domain;

/// <summary>Counts the answers to the extra questions, in every group at once.</summary>
internal sealed class ExtraTally
{
    /// <summary>A mean of marks needs as many as any figure that tells of a distribution.</summary>
    private const int FewestOfMean = 10;

    /// <summary>And a correlation as many as an outer tenth.</summary>
    private const int FewestOfCorrelation = 20;

    private static readonly IReadOnlyList<string> marks =
        [.. Enumerable.Range(1, 10).Select(m => m.ToString(CultureInfo.InvariantCulture))];

    private readonly IReadOnlyList<ExtraQuestion> questions;
    private readonly IReadOnlyList<Group> groups;
    private readonly OptionTally anyAnswer;
    private readonly IReadOnlyList<(ExtraQuestion Question, OptionTally Tally)> ticked;
    private readonly IReadOnlyList<(ExtraQuestion Question, OptionTally Tally)> marked;
    private readonly IReadOnlyList<CorrelationTally> correlations;
    private readonly ExtraQuestion? ofNow;

    public ExtraTally(IReadOnlyList<ExtraQuestion> questions, IReadOnlyList<Group> groups)
    {
        this.questions = questions;
        this.groups = groups;
        anyAnswer = new OptionTally(groups, []);
        ticked =
        [
            .. questions.Where(q => q.Options.Count > 0)
                .Select(q => (q, new OptionTally(groups, [.. q.Options.Select(o => o.Id)]))),
        ];
        marked =
        [
            .. questions.Where(q => q.Kind == QuestionKind.Mark).Select(q => (q, new OptionTally(groups, marks))),
        ];
        correlations = [.. groups.Select(_ => new CorrelationTally())];
        ofNow = questions.FirstOrDefault(q => q.Code == ExtraQuestion.MarkOfNowCode);
    }

    /// <summary>Counts a sheet in each of its groups.</summary>
    /// <param name="of">Places of the groups.</param>
    /// <param name="sheet">What is answered.</param>
    /// <param name="average">Over objectives, unrounded; null where none is answered.</param>
    public void Add(IReadOnlyList<int> of, Sheet sheet, decimal? average)
    {
        if (!questions.Any(q => sheet.Answers(q.Id)))
        {
            return;
        }

        anyAnswer.Add(of, []);
        foreach (var (question, tally) in ticked.Where(t => sheet.TickedAt(t.Question.Id).Count > 0))
        {
            tally.Add(of, sheet.TickedAt(question.Id));
        }

        foreach (var (question, tally) in marked)
        {
            if (sheet.Numbers.TryGetValue(question.Id, out var mark))
            {
                tally.Add(of, [mark.ToString("0", CultureInfo.InvariantCulture)]);
            }
        }

        if (average is { } score && ofNow is not null && sheet.Numbers.TryGetValue(ofNow.Id, out var now))
        {
            foreach (var group in of)
            {
                correlations[group].Add(now, score);
            }
        }
    }

    /// <summary>The tables of every group, in their order; null where nothing is asked beside the objectives.</summary>
    public IReadOnlyList<ExtraAnswers?> Shown(ShownCells cells)
    {
        if (questions.Count == 0)
        {
            return [.. groups.Select(_ => (ExtraAnswers?)null)];
        }

        var all = cells.Counts(anyAnswer.Table(objective: null, isSingle: true));
        var options = Tables(ticked, cells);
        var distributions = Tables(marked, cells);
        return
        [
            .. groups.Index().Select(g => all.TryGetValue(g.Item, out var counts)
                ? new ExtraAnswers(
                    counts.Of,
                    Reason: null,
                    [.. options.Select(t => Frequencies(t.Question, t.Shown.GetValueOrDefault(g.Item)))],
                    [
                        .. distributions.Select(t => Marks(
                            t.Question, t.Exact.Groups[g.Item], t.Shown.GetValueOrDefault(g.Item),
                            IsMeanShown(cells, g.Item, t.Exact.Groups[g.Item].Of))),
                    ],
                    Correlated(cells, g.Item, g.Index))
                : ExtraAnswers.TooFew),
        ];
    }

    private static List<(ExtraQuestion Question, CountTable Exact, IReadOnlyDictionary<Group, ShownCounts> Shown)>
        Tables(IReadOnlyList<(ExtraQuestion Question, OptionTally Tally)> tallies, ShownCells cells) =>
    [
        .. tallies
            .Select(t => (t.Question, Exact: t.Tally.Table(null, t.Question.Kind != QuestionKind.Multiple)))
            .Select(t => (t.Question, t.Exact, cells.Counts(t.Exact))),
    ];

    private static ExtraFrequencies Frequencies(ExtraQuestion question, ShownCounts? shown) => new(
        question.Id,
        question.Code,
        question.Label,
        shown?.Of,
        [.. question.Options.Index().Select(o => OptionFrequency.Of(o.Item, shown?.At(o.Index)))]);

    private static MarkFrequencies Marks(
        ExtraQuestion question, GroupCounts exact, ShownCounts? shown, bool isMeanShown) => new(
        question.Id,
        question.Code,
        question.Label,
        shown?.Of,
        shown is not null && isMeanShown ? Mean(exact) : null,
        [
            .. marks.Index().Select(m => (Mark: m.Index + 1, Frequency: shown?.At(m.Index)))
                .Select(m => new MarkFrequency(m.Mark, m.Frequency?.Count, m.Frequency?.Percentage)),
        ]);

    private static decimal Mean(GroupCounts exact) => Math.Round(
        (decimal)exact.Counts.Index().Sum(c => (c.Index + 1L) * c.Item) / exact.Of,
        1,
        MidpointRounding.AwayFromZero);

    private static bool IsMeanShown(ShownCells cells, Group group, int of) =>
        of >= FewestOfMean && cells.Shows(FigureKind.Shape, group, objective: null);

    private Correlation? Correlated(ShownCells cells, Group group, int place)
    {
        var tally = correlations[place];
        var isShown = group.Kind == GroupKind.Country
            ? tally.Pairs >= FewestOfMean
            : group.Kind == GroupKind.SizeClass && tally.Pairs >= FewestOfCorrelation;
        return isShown && cells.Shows(FigureKind.Shape, group, objective: null) && tally.Coefficient() is { } r
            ? new Correlation(r, group.Kind == GroupKind.Country ? tally.Pairs : Rounding.ToFive(tally.Pairs))
            : null;
    }
}
