using Monitor.GraphQL.Execution;
using Monitor.Scoring.Domain;
using Monitor.Scoring.Events;
using Monitor.Scoring.Storage;

namespace Monitor.Scoring.Graph;

/// <summary>Answers what a municipality made of its suggestions: its marks, and how they came about.</summary>
public sealed class MarkResolvers(MarkStore marks, MeasureCatalogue catalogue)
{
    /// <summary><c>Municipality.measureMarks</c>: also those on measures that are answered by now.</summary>
    public async ValueTask<IReadOnlyList<object?>> MarksAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, CancellationToken cancellationToken)
    {
        var first = context.Argument<int?>("first") ?? 50;
        var after = context.Argument<string?>("after");
        var mark = context.Argument<Mark?>("mark");
        PageInfo.RequireSize(first);
        return await OwnOnly.ForEachAsync(municipalities, context, async own =>
        {
            var all = (await marks.AllAsync(own, cancellationToken))
                .Where(m => mark is null || m.Value.Mark == mark)
                .OrderBy(m => m.Key.Question, StringComparer.Ordinal)
                .ThenBy(m => m.Key.Option, StringComparer.Ordinal)
                .Select(m => new MeasureMarkView(own, m.Key, m.Value))
                .ToList();
            return Paging.Page(all, m => $"{m.Question} {m.Option}", first, after);
        });
    }

    /// <summary><c>Municipality.markHistory</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> HistoryAsync(
        IReadOnlyList<MunicipalityReference> municipalities, FieldContext context, CancellationToken cancellationToken)
    {
        var first = context.Argument<int?>("first") ?? 50;
        var before = Cursor.Number(context.Argument<string?>("after"));
        PageInfo.RequireSize(first);
        return await OwnOnly.ForEachAsync(municipalities, context, async own =>
        {
            var found = await marks.HistoryAsync(own, measure: null, before, first + 1, cancellationToken);
            return Paging.History(
                found.Select(c => new MarkChangeView(c)).ToList(), c => c.Change.Id, first, before is not null);
        });
    }

    /// <summary><c>MarkedMeasure.objective</c>; null for a measure that no questionnaire has any more.</summary>
    public async ValueTask<IReadOnlyList<ObjectiveReference?>> ObjectivesAsync(
        IReadOnlyList<MeasureMarkView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var known = await catalogue.FindAsync([.. parents.Select(p => p.Key)], cancellationToken);
        return
        [
            .. parents.Select(p => known.TryGetValue(p.Key, out var measure)
                ? new ObjectiveReference(measure.Objective)
                : null),
        ];
    }

    /// <summary><c>MarkedMeasure.label</c>.</summary>
    public async ValueTask<IReadOnlyList<string?>> LabelsAsync(
        IReadOnlyList<MeasureMarkView> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var known = await catalogue.FindAsync([.. parents.Select(p => p.Key)], cancellationToken);
        return [.. parents.Select(p => known.GetValueOrDefault(p.Key)?.Label)];
    }
}

/// <summary>A measure with the mark of a municipality; without one after it was taken away.</summary>
public sealed record MeasureMarkView(string Municipality, MeasureKey Key, MeasureMark? Mark)
{
    public string Question => Key.Question;

    public string? Option => Key.Option;
}

/// <summary>A change of a mark as the graph shows it.</summary>
public sealed record MarkChangeView(MarkChange Change)
{
    public string Question => Change.Measure.Question;

    public string? Option => Change.Measure.Option;

    public DateTimeOffset At => Change.At;

    public string By => Change.By;

    public Mark? Mark => Change.Mark;

    public string? Reason => Change.Reason;

    public Mark? MarkBefore => Change.MarkBefore;

    public string? ReasonBefore => Change.ReasonBefore;

    public bool IsUndo => Change.IsUndo;
}
