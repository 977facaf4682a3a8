using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Testing;

/// <summary>Holds a service to its list of what its tables hold about persons.</summary>
public static partial class PersonalTableGuard
{
    /// <summary>
    /// What the list misses: tables that it does not name, names that are no table, and tables that it says hold nobody
    /// though a column is called as those are that hold a person. Empty where it is whole.
    /// </summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IServiceProvider services)
    {
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
            SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND NOT c.relispartition
                AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY 1, 2
            """);
        var columns = await command.ReadAsync(
            row => (Table: row.GetString(0), Column: row.GetString(1)), CancellationToken.None);
        var tables = columns.Select(each => each.Table).ToHashSet(StringComparer.Ordinal);
        var listed = services.GetRequiredService<PersonalRecords>().Tables
            .ToLookup(table => table.Name, StringComparer.Ordinal);
        return
        [
            .. tables.Where(table => !listed.Contains(table)).Select(table => $"{table} is not listed"),
            .. listed.Where(each => !tables.Contains(each.Key)).Select(each => $"{each.Key} is no table"),
            .. listed.Where(each => each.Count() > 1).Select(each => $"{each.Key} is listed more than once"),
            .. columns.Where(each => OfPersons().IsMatch(each.Column) && listed[each.Table].Any(t => t.Where is null))
                .Select(each => $"{each.Table} holds nobody, says the list, and has a column {each.Column}"),
        ];
    }

    /// <summary>
    /// Reads, counts and erases somebody of whom nothing is held: so each statement of the list has run.
    /// </summary>
    /// <returns>How many rows were found: 0.</returns>
    public static async Task<long> RunAsync(IServiceProvider services)
    {
        var records = services.GetRequiredService<PersonalRecords>();
        var nobody = new KnownPerson(Guid.NewGuid().ToString("N"), ["Niemand"], ["niemand@example.nl"], ["GM0344"]);
        var shown = await records.ReadAsync(nobody, CancellationToken.None);
        var counted = await records.CountAsync(nobody, CancellationToken.None);
        await records.EraseAsync(nobody, CancellationToken.None);
        return shown.Count + counted.Sum(each => each.Rows);
    }

    [GeneratedRegex(@"(\A|_)(by|author|actor|member|account|owner|reporter|moderator|email)\z")]
    private static partial Regex OfPersons();
}
