using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>A page of questionnaires as the graph shows it (Relay).</summary>
public sealed record QuestionnaireConnection(
    IReadOnlyList<QuestionnaireEdge> Edges,
    IReadOnlyList<Domain.Questionnaire> Nodes,
    PageInfo PageInfo,
    int TotalCount)
{
    public static QuestionnaireConnection Of(QuestionnairePage page, bool hasPreviousPage) => new(
        page.Edges,
        [.. page.Edges.Select(e => e.Node)],
        new PageInfo(
            page.HasNextPage,
            hasPreviousPage,
            page.Edges.Count > 0 ? page.Edges[0].Cursor : null,
            page.Edges.Count > 0 ? page.Edges[^1].Cursor : null),
        page.TotalCount);
}
