using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>By what names and addresses a person is known here, and what becomes of what they posted.</summary>
public static class PersonStore
{
    /// <summary>
    /// The person behind an account. An address counts once a link sent to it was followed: else whoever names
    /// another's address could have what is written to it shown, and erased.
    /// </summary>
    public static async Task<KnownPerson> FindAsync(
        ActingTransaction acting, Guid member, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT name, email, municipality_code FROM members WHERE id = $1
            UNION SELECT name, email, municipality_code FROM invitations WHERE accepted_by = $1
            UNION SELECT name, CASE WHEN confirmed_at IS NOT NULL THEN email END,
                CASE WHEN status = 'APPROVED' THEN municipality_code END
            FROM access_requests WHERE account = $1
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(member);
        var known = await command.ReadAsync(
            row => (Name: row.GetString(0), Email: row.TextOrNull(1), Municipality: row.TextOrNull(2)),
            cancellationToken);
        return new KnownPerson(
            member.ToString("N"),
            [.. known.Select(each => each.Name).Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. known.Select(each => each.Email).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)],
            [.. known.Select(each => each.Municipality).OfType<string>().Distinct(StringComparer.Ordinal)]);
    }

    public static async Task<bool> ExistsAsync(
        ActingTransaction acting, Guid member, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT EXISTS (SELECT FROM accounts WHERE id = $1)", acting.Connection, acting.Transaction);
        command.Parameters.AddValue(member);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>
    /// Takes what they posted out of the texts, or (kept) what leads from it to them: contacts, and what it said before
    /// it was edited.
    /// </summary>
    public static async Task EraseContributionsAsync(
        ActingTransaction acting, Guid member, ContributionFate fate, CancellationToken cancellationToken)
    {
        var removing = """
            UPDATE topics
            SET title = 'Verwijderd', text = 'Verwijderd op verzoek van de schrijver.', did = NULL, brought = NULL,
                costs = NULL, links = '[]', deleted_at = coalesce(deleted_at, now()),
                deleted_as = coalesce(deleted_as, 'AUTHOR'), publish_at = NULL
            WHERE author = $1;
            UPDATE replies
            SET text = 'Verwijderd op verzoek van de schrijver.', deleted_at = coalesce(deleted_at, now()),
                deleted_as = coalesce(deleted_as, 'AUTHOR')
            WHERE author = $1
            """;
        string[] statements =
        [
            "UPDATE topics SET contact = NULL WHERE author = $1",
            "DELETE FROM revisions r USING topics t WHERE t.id = r.topic_id AND r.reply_id IS NULL AND t.author = $1",
            "DELETE FROM revisions r USING replies p WHERE p.id = r.reply_id AND p.author = $1",
            .. fate == ContributionFate.Remove ? removing.Split(';', StringSplitOptions.TrimEntries) : [],
        ];
        await using var batch = new NpgsqlBatch(acting.Connection, acting.Transaction);
        foreach (var statement in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(statement) { Parameters = { Parameters.Id(member) } });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
