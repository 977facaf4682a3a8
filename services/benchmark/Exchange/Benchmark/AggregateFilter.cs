using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Exchange;

/// <summary>Which numbers of a group are asked for.</summary>
/// <param name="Objectives">All of the release, in their order.</param>
/// <param name="WantedObjectives">Of these, and <see cref="Overall"/>; null: all.</param>
/// <param name="Combinations">Those that are wanted, one at least.</param>
/// <param name="Statistics">Those that are wanted, in their order.</param>
/// <param name="Earlier">Years of the rounds before it that are released.</param>
internal sealed record AggregateFilter(
    IReadOnlyList<string> Objectives,
    IReadOnlyList<string>? WantedObjectives,
    IReadOnlyList<(string Name, Components Components)> Combinations,
    IReadOnlyList<Statistic> Statistics,
    IReadOnlyList<int> Earlier)
{
    private static readonly IReadOnlyDictionary<(CellKey Cell, int Since), ScoreChangeView> noChanges =
        new Dictionary<(CellKey, int), ScoreChangeView>();

    /// <summary>Stands for what is over all objectives.</summary>
    public const string Overall = "all";

    private static readonly AggregateView hidden = AggregateView.NotReleased(
        new AggregateKey(0, GroupKind.Country, null), Group.Country, generated: false);

    /// <summary>As many of each group: nobody learns from a page's length what is not shown.</summary>
    public int RowsOfAGroup => ValuesOf([.. Combinations.Select(_ => hidden)], noChanges).Count();

    /// <summary>Whether changes since earlier rounds are asked for.</summary>
    public bool WantsChanges => Earlier.Count > 0 && Statistics.Any(s => s.IsChange);

    /// <summary>Row by row: objective by objective, in it combination by combination.</summary>
    /// <param name="aggregates">Of one group, one for each combination.</param>
    /// <param name="changes">By cell and earlier round.</param>
    public IEnumerable<AggregateValue> ValuesOf(
        IReadOnlyList<AggregateView> aggregates,
        IReadOnlyDictionary<(CellKey Cell, int Since), ScoreChangeView> changes)
    {
        foreach (var objective in Objectives.Prepend(null))
        {
            if (WantedObjectives?.Contains(objective ?? Overall) == false)
            {
                continue;
            }

            var cells = aggregates.Select(a => CellOf(a, objective, changes)).ToList();
            foreach (var value in Statistics.Where(s => !s.IsByComponents)
                .SelectMany(s => s.Read(cells[0]).Select(v => new AggregateValue(cells[0], null, s, v))))
            {
                yield return value;
            }

            foreach (var value in Combinations.Zip(cells).SelectMany(c => Statistics.Where(s => s.IsByComponents)
                .SelectMany(s => s.Read(c.Second).Select(v => new AggregateValue(c.Second, c.First.Name, s, v)))))
            {
                yield return value;
            }
        }
    }

    private ReleasedCell CellOf(
        AggregateView aggregate,
        string? objective,
        IReadOnlyDictionary<(CellKey Cell, int Since), ScoreChangeView> changes)
    {
        var key = objective is null
            ? aggregate.Average?.Cell
            : aggregate.Objectives?.FirstOrDefault(o => o.Objective.Id == objective)?.Cell;
        return new ReleasedCell(aggregate, objective, [
            .. Earlier.Select(since => (since, key is null ? null : changes.GetValueOrDefault((key, since)))),
        ]);
    }
}

/// <summary>One row of a group.</summary>
internal sealed record AggregateValue(
    ReleasedCell Cell, string? Components, Statistic Statistic, StatisticValue Value);
