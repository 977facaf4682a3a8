using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>Whom to write to at each municipality.</summary>
public sealed class ContactStore
{
    /// <summary>The contacts of each municipality asked for, by name; one without any is absent.</summary>
    public static async Task<ILookup<string, Contact>> FindAsync(
        ActingTransaction acting, IEnumerable<string> municipalities, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT id, municipality_code, name, email FROM contacts WHERE municipality_code = ANY ($1)
            ORDER BY municipality_code, name, email
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(municipalities.Distinct().ToArray());
        var found = await command.ReadAsync(Contact, cancellationToken);
        return found.ToLookup(c => c.Municipality, StringComparer.Ordinal);
    }

    /// <summary>Adds contacts, and gives those whose address is there their name.</summary>
    public static async Task SaveAsync(
        ActingTransaction acting, IReadOnlyList<Contact> contacts, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO contacts (id, municipality_code, name, email, changed_at)
            SELECT c.*, clock_timestamp() FROM unnest($1, $2, $3, $4) AS c
            ON CONFLICT (municipality_code, lower(email)) DO UPDATE
            SET name = excluded.name, email = excluded.email, changed_at = excluded.changed_at
            WHERE (contacts.name, contacts.email) <> (excluded.name, excluded.email)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(contacts.Select(c => c.Id).ToArray());
        command.Parameters.AddValue(contacts.Select(c => c.Municipality).ToArray());
        command.Parameters.AddValue(contacts.Select(c => c.Name).ToArray());
        command.Parameters.AddValue(contacts.Select(c => c.Email).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// Removes a contact, and its name and address from all that was written to it; what is still queued is dropped.
    /// </summary>
    /// <returns>Its municipality's code; null when there is no such contact.</returns>
    public static async Task<string?> RemoveAsync(
        ActingTransaction acting, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH forgotten AS (
                UPDATE messages
                SET name = NULL, email = NULL,
                    state = CASE state WHEN 'QUEUED' THEN 'DROPPED' ELSE state END,
                    error = CASE state WHEN 'QUEUED' THEN 'CONTACT_REMOVED' END
                WHERE contact_id = $1)
            DELETE FROM contacts WHERE id = $1 RETURNING municipality_code
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(id);
        return (string?)await command.ExecuteScalarAsync(cancellationToken);
    }

    private static Contact Contact(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3));
}
