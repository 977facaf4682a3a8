using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>What holds of one municipality and kind, as of a revision of community's.</summary>
public sealed record Consent(string Municipality, ConsentKind Kind, bool Granted, int Revision);

/// <summary>The copy of community's consents to a name.</summary>
public sealed class ConsentStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Takes over what is newer than what is kept, and says which that was: repeats and late ones change nothing.
    /// </summary>
    public static async Task<IReadOnlyList<Consent>> ApplyAsync(
        ActingTransaction acting, IReadOnlyCollection<Consent> consents, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO consents (municipality, kind, granted, revision)
            SELECT * FROM unnest($1, $2, $3, $4) ORDER BY 1, 2
            ON CONFLICT (municipality, kind) DO UPDATE
            SET granted = excluded.granted, revision = excluded.revision
            WHERE consents.revision < excluded.revision
            RETURNING municipality, kind, granted, revision
            """, acting.Connection, acting.Transaction);
        command.Parameters.Add(Texts(consents.Select(c => c.Municipality)));
        command.Parameters.Add(Texts(consents.Select(c => EnumText.Of(c.Kind))));
        command.Parameters.AddValue(consents.Select(c => c.Granted).ToArray());
        command.Parameters.Add(Ints(consents.Select(c => c.Revision)));
        return await command.ReadAsync(Read, cancellationToken);
    }

    /// <summary>Every consent that holds.</summary>
    public static async Task<IReadOnlyList<Consent>> GrantedAsync(
        ActingTransaction acting, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT municipality, kind, granted, revision FROM consents WHERE granted ORDER BY municipality, kind",
            acting.Connection, acting.Transaction);
        return await command.ReadAsync(Read, cancellationToken);
    }

    /// <summary>The municipalities that consent to a name of any kind at this moment.</summary>
    public async Task<IReadOnlySet<string>> GivenAsync(CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("SELECT DISTINCT municipality FROM consents WHERE granted");
        var found = await ActingAs.Service.ReadAsync(database, query, row => row.GetString(0), cancellationToken);
        return found.ToHashSet(StringComparer.Ordinal);
    }

    private static Consent Read(NpgsqlDataReader row) => new(
        row.GetString(0), EnumText.Parse<ConsentKind>(row.GetString(1)), row.GetBoolean(2), row.GetInt32(3));
}
