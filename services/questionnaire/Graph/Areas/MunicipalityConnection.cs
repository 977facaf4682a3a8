using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>A page of municipalities as the graph shows it (Relay).</summary>
public sealed record MunicipalityConnection(
    IReadOnlyList<MunicipalityEdge> Edges, IReadOnlyList<Municipality> Nodes, PageInfo PageInfo, int TotalCount)
{
    public static MunicipalityConnection Of(MunicipalityPage page, bool hasPreviousPage) => new(
        page.Edges,
        [.. page.Edges.Select(e => e.Node)],
        new PageInfo(
            page.HasNextPage,
            hasPreviousPage,
            page.Edges.Count > 0 ? page.Edges[0].Cursor : null,
            page.Edges.Count > 0 ? page.Edges[^1].Cursor : null),
        page.TotalCount);
}

public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor);
