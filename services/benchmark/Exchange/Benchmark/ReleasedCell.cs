using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Graph;

namespace Monitor.Benchmark.Exchange;

/// <summary>A group on one objective, or over all of them, for one combination of parts.</summary>
/// <param name="Aggregate">As the graph answers it.</param>
/// <param name="ObjectiveId">Null: over all objectives.</param>
/// <param name="Changes">Since each earlier round; null where nothing of the cell is shown.</param>
internal sealed record ReleasedCell(
    AggregateView Aggregate, string? ObjectiveId, IReadOnlyList<(int Since, ScoreChangeView? Change)> Changes)
{
    private readonly ObjectiveAggregateView? objective =
        Aggregate.Objectives?.FirstOrDefault(o => o.Objective.Id == ObjectiveId);

    private ScoreFiguresView? Average => ObjectiveId is null ? Aggregate.Average : null;

    /// <summary>Over all objectives everybody counts, whether or not their scores are shown.</summary>
    public int? N => ObjectiveId is null ? Aggregate.N : objective?.N;

    /// <summary>Why there is no number of municipalities.</summary>
    public SuppressionReason? ReasonOfN => Aggregate.Reason ?? objective?.Reason;

    /// <summary>Why there is no mean.</summary>
    public SuppressionReason? Reason => Aggregate.Reason ?? Average?.Reason ?? objective?.Reason;

    /// <summary>Why there is no shape.</summary>
    public SuppressionReason? ReasonOfShape => Reason ?? Shape?.Reason;

    public MeanScore? Mean => Average?.Mean ?? objective?.Mean;

    public Band? Band => Average?.Band ?? objective?.Band;

    public ScoreShapeView? Shape => Average?.Shape ?? objective?.Shape;

    /// <summary>Scores in each band: over all objectives they may be shown where no shape is.</summary>
    public IReadOnlyList<BandCount>? Bands => ObjectiveId is null ? Aggregate.AverageBands : Shape?.Bands;
}
