using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Decisions on consent: each a row that is added, none is changed.</summary>
public sealed class ConsentStore(NpgsqlDataSource database)
{
    /// <summary>A municipality's decisions of every kind, the newest of each first.</summary>
    public static async Task<IReadOnlyList<Consent>> OfAsync(
        ActingTransaction acting, string municipality, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT kind, revision, granted, decided_at, decided_by FROM consents
            WHERE municipality_code = $1 AND kind <> 'PARTICIPATION' ORDER BY revision DESC
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(municipality);
        var found = (await command.ReadAsync(
            row => (Kind: EnumText.Parse<ConsentKind>(row.GetString(0)), Decision: new ConsentDecision(
                row.GetInt32(1), row.GetBoolean(2), row.GetFieldValue<DateTimeOffset>(3), row.GetString(4))),
            cancellationToken)).ToLookup(f => f.Kind, f => f.Decision);
        return [.. Enum.GetValues<ConsentKind>().Select(kind => new Consent(kind, [.. found[kind]]))];
    }

    /// <summary>Waits until no other transaction decides for this municipality; holds until this one ends.</summary>
    public static async Task LockAsync(
        ActingTransaction acting, string municipality, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT pg_advisory_xact_lock(hashtextextended('consent:' || $1, 0))",
            acting.Connection, acting.Transaction);
        command.Parameters.AddValue(municipality);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task AddAsync(
        ActingTransaction acting,
        string municipality,
        ConsentKind kind,
        ConsentDecision decision,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO consents (municipality_code, kind, revision, granted, decided_at, decided_by)
            VALUES ($1, $2, $3, $4, $5, $6)
            """, acting.Connection, acting.Transaction);
        command.Parameters.AddValue(municipality);
        command.Parameters.AddValue(EnumText.Of(kind));
        command.Parameters.AddValue(decision.Revision);
        command.Parameters.AddValue(decision.Granted);
        command.Parameters.AddValue(decision.At.UtcDateTime);
        command.Parameters.AddValue(decision.By);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What holds now of one kind, of every municipality that ever decided; withdrawn ones too.</summary>
    public async Task<IReadOnlyList<CurrentConsent>> CurrentAsync(
        ConsentKind kind, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT DISTINCT ON (municipality_code) municipality_code, granted, revision FROM consents
            WHERE kind = $1 ORDER BY municipality_code, revision DESC
            """)
        {
            Parameters = { Text(EnumText.Of(kind)) },
        };
        return await ActingAs.Service.ReadAsync(
            database,
            query,
            row => new CurrentConsent(row.GetString(0), kind, row.GetBoolean(1), row.GetInt32(2)),
            cancellationToken);
    }
}
