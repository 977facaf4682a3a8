using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Npgsql;

namespace Monitor.Hosting;

/// <summary>What a service holds about a person: shown, counted, and erased, table by table.</summary>
[SuppressMessage("Security", "CA2100", Justification = "The text is of this build's own lists.")]
public sealed class PersonalRecords(NpgsqlDataSource database, IEnumerable<PersonalTable> tables)
{
    /// <summary>Each table of the service's database, once.</summary>
    public IReadOnlyList<PersonalTable> Tables { get; } = [.. tables];

    /// <summary>What is held: rows by table. Tables without such rows are left out.</summary>
    public async Task<JsonObject> ReadAsync(KnownPerson person, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var found = new JsonObject();
        foreach (var table in Tables.Where(each => each is { Where: not null, IsShown: true }))
        {
            await using var command = Command(
                acting.Transaction,
                $"""
                SELECT jsonb_agg(row)::text
                FROM (SELECT {table.Columns} FROM {table.Name} WHERE {table.Where}) AS row
                """,
                person);
            if (await command.ExecuteScalarAsync(cancellationToken) is string rows)
            {
                found[table.Name] = JsonNode.Parse(rows);
            }
        }

        return found;
    }

    /// <summary>How many rows of each table are about the person, those that are not shown too.</summary>
    public async Task<IReadOnlyList<(PersonalTable Table, long Rows)>> CountAsync(
        KnownPerson person, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        var counts = new List<(PersonalTable, long)>();
        foreach (var table in Tables.Where(each => each.Where is not null))
        {
            await using var command = Command(
                acting.Transaction, $"SELECT count(*) FROM {table.Name} WHERE {table.Where}", person);
            counts.Add((table, (long)(await command.ExecuteScalarAsync(cancellationToken))!));
        }

        return counts;
    }

    /// <summary>
    /// Erases, in the order of the list; again changes nothing. The caller's transaction acts as the service.
    /// </summary>
    public async Task EraseAsync(NpgsqlTransaction transaction, KnownPerson person, CancellationToken cancellationToken)
    {
        foreach (var erase in Tables.Select(table => table.Erase).OfType<string>())
        {
            await using var command = Command(transaction, erase, person);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Erases, and commits.</summary>
    public async Task EraseAsync(KnownPerson person, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await EraseAsync(acting.Transaction, person, cancellationToken);
        await acting.CommitAsync(cancellationToken);
    }

    private static NpgsqlCommand Command(NpgsqlTransaction transaction, string sql, KnownPerson person) =>
        new(sql, transaction.Connection, transaction)
        {
            Parameters =
            {
                Parameters.Id(Guid.TryParse(person.Member, out var id) ? id : Guid.Empty),
                Parameters.Text(person.Member),
                Parameters.Texts(person.Names.Select(name => name.ToLowerInvariant())),
                Parameters.Texts(person.Emails.Select(email => email.ToLowerInvariant())),
                Parameters.Texts(person.Municipalities),
            },
        };
}
