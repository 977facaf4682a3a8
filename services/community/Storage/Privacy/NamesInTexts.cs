using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Storage;

/// <summary>What is said of a person by name in texts, own and others'.</summary>
public static class NamesInTexts
{
    /// <summary>
    /// Takes out of what contributions said before whatever names the person, and has moderators look at what names
    /// them now. A machine does not change what others wrote: another may have the same name.
    /// </summary>
    /// <param name="service">Acts as the service.</param>
    /// <param name="person">Their names, where they are of more than one word, and addresses.</param>
    /// <param name="now">When it is reported.</param>
    /// <param name="cancellationToken">Ends the wait for the database.</param>
    /// <returns>How many contributions moderators are asked to look at.</returns>
    public static async Task<int> ReportAsync(
        ActingTransaction service, KnownPerson person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (NamePattern.Of([.. person.Names, .. person.Emails]) is not { } pattern)
        {
            return 0;
        }

        await using var forget = new NpgsqlCommand(
            "DELETE FROM revisions WHERE content::text ~* $1", service.Connection, service.Transaction);
        forget.Parameters.Add(Parameters.Text(pattern));
        await forget.ExecuteNonQueryAsync(cancellationToken);

        // By nobody: who was erased would be told from their report.
        await using var report = new NpgsqlCommand("""
            INSERT INTO reports (id, contribution_id, topic_id, reply_id, reporter, reason, remark, reported_at)
            SELECT gen_random_uuid(), named.id, named.topic, named.reply, $2, 'PERSONAL_DATA', $3, $4
            FROM (
                SELECT id, id AS topic, NULL::uuid AS reply FROM topics
                WHERE concat_ws(' ', title, text, did, brought, costs, contact, links::text) ~* $1
                UNION ALL
                SELECT id, topic_id, id FROM replies WHERE text ~* $1) named
            ON CONFLICT (contribution_id, reporter) WHERE decided_at IS NULL DO NOTHING
            """, service.Connection, service.Transaction);
        report.Parameters.Add(Parameters.Text(pattern));
        report.Parameters.AddValue(Guid.Empty);
        report.Parameters.Add(Parameters.Text(Report.NamesErased));
        report.Parameters.Add(Parameters.Time(now));
        return await report.ExecuteNonQueryAsync(cancellationToken);
    }
}
