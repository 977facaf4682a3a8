using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Graph;

/// <summary>Figures of those of a group whose scores the caller may see by name.</summary>
public sealed record NamedGroupView(
    string Release,
    int N,
    int? NotShown,
    bool Generated,
    NamedFiguresView Average,
    IReadOnlyList<NamedObjectiveFiguresView> Objectives,
    IReadOnlyList<NamedScoreView> Members)
{
    /// <param name="round">Whose release it is.</param>
    /// <param name="readable">Those that the caller may see, by name.</param>
    /// <param name="chosen">How many were chosen; null where the group was not chosen one by one.</param>
    /// <param name="own">Code of the caller's municipality; null for none.</param>
    /// <param name="form">How scores are shown.</param>
    internal static NamedGroupView Of(
        ReleasedRound round, IReadOnlyList<ReadableMember> readable, int? chosen, string? own, NamedScoreForm form)
    {
        var ownScores = readable.FirstOrDefault(m => m.Municipality == own)?.Scores;
        var scores = readable.Select(m => m.Scores).ToList();

        NamedFiguresView Figures(string? objective) => NamedFiguresView.Of(
            NamedFigures.Of(scores, objective, form.Components),
            ownScores is null ? null : OwnScores.On(ownScores, objective)?.PointsOf(form.Components));

        return new NamedGroupView(
            round.Release,
            readable.Count,
            chosen - readable.Count,
            round.Generated,
            Figures(null),
            [
                .. scores.SelectMany(s => s.Keys).Distinct(StringComparer.Ordinal)
                    .OrderBy(o => o.Length).ThenBy(o => o, StringComparer.Ordinal)
                    .Select(o => new NamedObjectiveFiguresView(new ObjectiveReference(o), Figures(o))),
            ],
            [.. readable.Take(MostMembers).Select(m => NamedScoreView.Of(m.Municipality, m.Scores, form))]);
    }

    /// <summary>Members in one answer at most; lists of names have pages for the others.</summary>
    internal const int MostMembers = 100;
}

/// <summary>Figures on one objective.</summary>
public sealed record NamedObjectiveFiguresView(ObjectiveReference Objective, NamedFiguresView Figures);

/// <summary>Figures by name, points with at most 2 decimals, and the caller's own place among them.</summary>
public sealed record NamedFiguresView(
    int N,
    decimal? Mean,
    decimal? Median,
    decimal? LowerQuartile,
    decimal? UpperQuartile,
    decimal? Lowest,
    decimal? Highest,
    PlaceInGroupView Place)
{
    internal static NamedFiguresView Of(NamedFigures figures, decimal? own) => new(
        figures.N,
        ShownPoints.Of(figures.Mean),
        ShownPoints.Of(figures.Quartiles?.Median),
        ShownPoints.Of(figures.Quartiles?.Lower),
        ShownPoints.Of(figures.Quartiles?.Upper),
        ShownPoints.Of(figures.Lowest),
        ShownPoints.Of(figures.Highest),
        PlaceInGroupView.Of(own, figures.Figures));
}
