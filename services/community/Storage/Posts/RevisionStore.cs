using System.Text.Json;
using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>
/// What contributions said before. Row security shows those of anonymous ones to author and moderators.
/// </summary>
public sealed class RevisionStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Earlier revisions of each contribution, the newest first, at most <paramref name="most"/> of each.
    /// </summary>
    public async Task<ILookup<Guid, Revision>> OfAsync(
        IEnumerable<Guid> contributions, int most, Reader reader, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT r.contribution_id, r.revision, r.written_at, r.written_as, r.reason, r.content
            FROM unnest($1) AS asked (id)
            CROSS JOIN LATERAL (
                SELECT * FROM revisions WHERE contribution_id = asked.id ORDER BY revision DESC LIMIT $2) r
            ORDER BY r.revision DESC
            """)
        {
            Parameters = { new NpgsqlParameter<Guid[]> { TypedValue = [.. contributions.Distinct()] }, Int(most) },
        };
        var found = await reader.ReadAsync(database, query, Of, cancellationToken);
        return found.ToLookup(f => f.Contribution, f => f.Revision);
    }

    private static (Guid Contribution, Revision Revision) Of(NpgsqlDataReader row)
    {
        var content = row.Json<KeptContent>(5, JsonSerializerOptions.Web);
        return (row.GetGuid(0), new Revision(
            row.GetInt32(1),
            row.GetFieldValue<DateTimeOffset>(2),
            EnumText.Parse<Capacity>(row.GetString(3)),
            row.TextOrNull(4),
            content.Title,
            content.Text,
            content.Did,
            content.Brought,
            content.Costs,
            content.Contact));
    }

    private sealed record KeptContent(
        string? Title, string Text, string? Did, string? Brought, string? Costs, string? Contact);
}
