using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Exchange;

/// <summary>Which numbers of a group are asked for.</summary>
/// <param name="Objectives">All of the release, in their order.</param>
/// <param name="WantedObjectives">Of these, and <see cref="Overall"/>; null: all.</param>
/// <param name="Combinations">Those that are wanted, one at least.</param>
/// <param name="Statistics">Those that are wanted, in their order.</param>
internal sealed record AggregateFilter(
    IReadOnlyList<string> Objectives,
    IReadOnlyList<string>? WantedObjectives,
    IReadOnlyList<(string Name, Components Components)> Combinations,
    IReadOnlyList<Statistic> Statistics)
{
    /// <summary>Stands for what is over all objectives.</summary>
    public const string Overall = "all";

    private static readonly AggregateView hidden = AggregateView.NotReleased(
        new AggregateKey(0, GroupKind.Country, null), Group.Country, generated: false);

    /// <summary>As many of each group: nobody learns from a page's length what is not shown.</summary>
    public int RowsOfAGroup => ValuesOf([.. Combinations.Select(_ => hidden)]).Count();

    /// <summary>Row by row: objective by objective, in it combination by combination.</summary>
    /// <param name="aggregates">Of one group, one for each combination.</param>
    public IEnumerable<AggregateValue> ValuesOf(IReadOnlyList<AggregateView> aggregates)
    {
        foreach (var objective in Objectives.Prepend(null))
        {
            if (WantedObjectives?.Contains(objective ?? Overall) == false)
            {
                continue;
            }

            var cells = aggregates.Select(a => new ReleasedCell(a, objective)).ToList();
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
}

/// <summary>One row of a group.</summary>
internal sealed record AggregateValue(
    ReleasedCell Cell, string? Components, Statistic Statistic, StatisticValue Value);
