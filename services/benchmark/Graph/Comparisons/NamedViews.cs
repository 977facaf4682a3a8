using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>A page of a list of names (Relay).</summary>
public sealed record NamedScoreConnection(
    IReadOnlyList<NamedScoreEdge> Edges,
    PageInfo PageInfo,
    int TotalCount,
    string Release,
    IReadOnlyList<Component> Components,
    int Maximum)
{
    public IReadOnlyList<NamedScoreView> Nodes => [.. Edges.Select(e => e.Node)];

    internal static NamedScoreConnection Of(
        NamedPage page, string release, bool hasPrevious, NamedScoreForm form)
    {
        var edges = page.Members
            .Select(m => new NamedScoreEdge(
                NamedCursor.Of(m.Place), NamedScoreView.Of(m.Place.Municipality, m.Scores, form)))
            .ToList();
        return new NamedScoreConnection(
            edges,
            new PageInfo(page.HasNext, hasPrevious, edges.FirstOrDefault()?.Cursor, edges.LastOrDefault()?.Cursor),
            page.Total,
            release,
            form.Components.Parts,
            form.Components.Maximum);
    }
}

public sealed record NamedScoreEdge(string Cursor, NamedScoreView Node);

/// <summary>How scores are shown.</summary>
/// <param name="Objective">The points are of this one; null: the average over objectives.</param>
/// <param name="Components">The parts that count.</param>
/// <param name="Norms">Norms of the rule set; null where they are not at hand.</param>
/// <param name="Generated">Whether answers of the round are generated.</param>
internal sealed record NamedScoreForm(string? Objective, Components Components, Norms? Norms, bool Generated)
{
    public Band? BandOf(decimal? points) =>
        points is { } some ? Norms?.BandOf(some * 100 / Components.Maximum) : null;
}

/// <summary>A municipality's released scores under its name: points with at most 2 decimals.</summary>
public sealed record NamedScoreView(
    MunicipalityReference Municipality,
    decimal? Points,
    decimal? Anchoring,
    decimal? Content,
    decimal? Reach,
    Band? Band,
    bool Generated,
    IReadOnlyList<NamedObjectiveScoreView> Objectives)
{
    internal static NamedScoreView Of(
        string municipality, IReadOnlyDictionary<string, MemberScore> scores, NamedScoreForm form)
    {
        var score = OwnScores.On(scores, form.Objective);
        var points = score?.PointsOf(form.Components);
        return new NamedScoreView(
            new MunicipalityReference(municipality),
            ShownPoints.Of(points),
            ShownPoints.Of(score?.Anchoring),
            ShownPoints.Of(score?.Content),
            ShownPoints.Of(score?.Reach),
            form.BandOf(points),
            form.Generated,
            [.. scores.Select(s => NamedObjectiveScoreView.Of(s.Key, s.Value, form))]);
    }
}

/// <summary>One objective of it.</summary>
public sealed record NamedObjectiveScoreView(
    ObjectiveReference Objective, decimal Points, decimal Anchoring, decimal Content, decimal Reach, Band? Band)
{
    internal static NamedObjectiveScoreView Of(string objective, MemberScore score, NamedScoreForm form)
    {
        var points = score.PointsOf(form.Components);
        return new NamedObjectiveScoreView(
            new ObjectiveReference(objective),
            ShownPoints.Of(points),
            ShownPoints.Of(score.Anchoring),
            ShownPoints.Of(score.Content),
            ShownPoints.Of(score.Reach),
            form.BandOf(points));
    }
}

/// <summary>Exact points as they are shown to those who may see them: 2 decimals, halves away from zero.</summary>
internal static class ShownPoints
{
    public static decimal Of(decimal exact) => Math.Round(exact, 2, MidpointRounding.AwayFromZero);

    public static decimal? Of(decimal? exact) => exact is { } points ? Of(points) : null;
}
