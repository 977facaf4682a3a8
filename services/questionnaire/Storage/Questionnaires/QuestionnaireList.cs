using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// All questionnaires by page, the newest first: published ones by when they were, drafts by when they were begun.
/// </summary>
public sealed class QuestionnaireList(NpgsqlDataSource database, QuestionnaireStore published, DraftStore drafts)
{
    /// <param name="statuses">Which to list.</param>
    /// <param name="first">How many at most, from 0.</param>
    /// <param name="after">The last one of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<QuestionnairePage> PageAsync(
        IReadOnlyCollection<QuestionnaireStatus> statuses,
        int first,
        QuestionnaireCursor? after,
        CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            WITH matching AS (
                SELECT id, at FROM (
                    SELECT q.id, q.published_at AS at,
                           CASE WHEN EXISTS (SELECT FROM questionnaires n WHERE n.supersedes = q.id)
                                THEN 'SUPERSEDED' ELSE 'PUBLISHED' END AS status
                    FROM questionnaires q
                    UNION ALL
                    SELECT id, created_at, CASE WHEN discarded_at IS NULL THEN 'DRAFT' ELSE 'DISCARDED' END
                    FROM questionnaire_drafts) listed
                WHERE status = ANY ($1)
            )
            SELECT m.id, m.at, (SELECT count(*) FROM matching)
            FROM (SELECT 1) one
            LEFT JOIN matching m ON $2 IS NULL OR (m.at, m.id) < ($2, $3)
            ORDER BY m.at DESC NULLS LAST, m.id DESC
            LIMIT $4
            """);
        command.Parameters.AddValue(statuses.Select(EnumText.Of).ToArray());
        command.Parameters.Add(Parameters.OrNull(after?.At.UtcDateTime, NpgsqlDbType.TimestampTz));
        command.Parameters.Add(Parameters.OrNull(after?.Id, NpgsqlDbType.Text));
        command.Parameters.AddValue(first + 1);   // one more than shown tells whether a next page exists

        // The row of nulls that the outer join leaves when nothing matches still brings the total.
        var rows = await command.ReadAsync(
            row => (
                Cursor: row.IsDBNull(0)
                    ? null
                    : new QuestionnaireCursor(row.GetFieldValue<DateTimeOffset>(1), row.GetString(0)),
                Total: (int)row.GetInt64(2)),
            cancellationToken);
        var cursors = rows.Select(r => r.Cursor).OfType<QuestionnaireCursor>().ToList();
        var edges = await EdgesAsync([.. cursors.Take(first)], cancellationToken);
        return new QuestionnairePage(edges, cursors.Count > first, rows[0].Total);
    }

    // A draft that is published or taken away between the two readings is found as what it has become.
    private async Task<IReadOnlyList<QuestionnaireEdge>> EdgesAsync(
        IReadOnlyList<QuestionnaireCursor> cursors, CancellationToken cancellationToken)
    {
        var ids = cursors.Select(c => c.Id).ToList();
        var drafted = await drafts.FindAsync(ids, cancellationToken);
        var found = await published.FindAsync(ids.Where(id => !drafted.ContainsKey(id)), cancellationToken);
        return [.. cursors
            .Select(c => (Cursor: c, Node: drafted.GetValueOrDefault(c.Id) ?? found.GetValueOrDefault(c.Id)))
            .Where(e => e.Node is not null)
            .Select(e => new QuestionnaireEdge(e.Cursor.Text, e.Node!))];
    }
}

/// <summary>A page; <paramref name="TotalCount"/> is over all pages.</summary>
public sealed record QuestionnairePage(IReadOnlyList<QuestionnaireEdge> Edges, bool HasNextPage, int TotalCount);

public sealed record QuestionnaireEdge(string Cursor, Domain.Questionnaire Node);
