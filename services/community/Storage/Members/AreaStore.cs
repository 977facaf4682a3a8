using Monitor.Community.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Community.Storage;

/// <summary>Copies of questionnaire's areas.</summary>
public sealed class AreaStore(NpgsqlDataSource database)
{
    /// <summary>
    /// Puts the areas in place of those before. A municipality that is not named any more stays, as one of an earlier
    /// list; a name that is not told stays as it was known. The same areas again change nothing.
    /// </summary>
    public static async Task ReplaceAsync(
        NpgsqlTransaction transaction, KnownAreas areas, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var command in Municipalities(areas.Municipalities).Concat(Regions(areas.Regions))
            .Concat(Memberships(areas.Memberships)))
        {
            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whether areas were copied before. Others that ask wait until this transaction ends.</summary>
    public static async Task<bool> HasAnyAsync(NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "LOCK TABLE regions IN EXCLUSIVE MODE; SELECT EXISTS (SELECT FROM municipalities)",
            transaction.Connection, transaction);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The municipality with this code; null when no list ever had it.</summary>
    public async Task<KnownMunicipality?> FindAsync(string code, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT code, name, size_class, inhabitants, is_current FROM municipalities WHERE code = $1");
        command.Parameters.AddValue(code);
        var found = await command.ReadAsync(
            row => new KnownMunicipality(
                row.GetString(0), row.TextOrNull(1), row.TextOrNull(2), row.OrNull<int>(3), row.GetBoolean(4)),
            cancellationToken);
        return found.SingleOrDefault();
    }

    /// <summary>Whether it is the centre municipality of a centre area.</summary>
    public async Task<bool> IsCentreAsync(string code, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM regions WHERE centre = $1)");
        command.Parameters.AddValue(code);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static IEnumerable<NpgsqlBatchCommand> Municipalities(IReadOnlyList<KnownMunicipality> all)
    {
        yield return new NpgsqlBatchCommand(
            "UPDATE municipalities SET is_current = false WHERE is_current AND code <> ALL ($1)")
        {
            Parameters = { Texts(all.Select(m => m.Code)) },
        };
        yield return new NpgsqlBatchCommand("""
            INSERT INTO municipalities AS m (code, name, size_class, inhabitants, is_current)
            SELECT * FROM unnest($1, $2, $3, $4, $5) ORDER BY 1
            ON CONFLICT (code) DO UPDATE
            SET name = coalesce(excluded.name, m.name), size_class = excluded.size_class,
                inhabitants = excluded.inhabitants, is_current = excluded.is_current
            """)
        {
            Parameters =
            {
                Texts(all.Select(m => m.Code)),
                TextsOrNull(all.Select(m => m.Name)),
                TextsOrNull(all.Select(m => m.SizeClass)),
                new NpgsqlParameter
                {
                    Value = all.Select(m => m.Inhabitants).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer,
                },
                new NpgsqlParameter<bool[]> { TypedValue = [.. all.Select(m => m.IsCurrent)] },
            },
        };
    }

    private static IEnumerable<NpgsqlBatchCommand> Regions(IReadOnlyList<KnownRegion> all)
    {
        yield return new NpgsqlBatchCommand("DELETE FROM regions WHERE code <> ALL ($1)")
        {
            Parameters = { Texts(all.Select(r => r.Code)) },
        };
        yield return new NpgsqlBatchCommand("""
            INSERT INTO regions (code, kind, name, centre) SELECT * FROM unnest($1, $2, $3, $4) ORDER BY 1
            ON CONFLICT (code) DO UPDATE SET kind = excluded.kind, name = excluded.name, centre = excluded.centre
            """)
        {
            Parameters =
            {
                Texts(all.Select(r => r.Code)),
                Texts(all.Select(r => r.Kind)),
                Texts(all.Select(r => r.Name)),
                TextsOrNull(all.Select(r => r.Centre)),
            },
        };
    }

    private static IEnumerable<NpgsqlBatchCommand> Memberships(IReadOnlyList<KnownMembership> all)
    {
        yield return new NpgsqlBatchCommand("""
            DELETE FROM memberships_of_regions WHERE (municipality, kind) NOT IN (SELECT * FROM unnest($1, $2))
            """)
        {
            Parameters = { Texts(all.Select(m => m.Municipality)), Texts(all.Select(m => m.Kind)) },
        };
        yield return new NpgsqlBatchCommand("""
            INSERT INTO memberships_of_regions (municipality, kind, region) SELECT * FROM unnest($1, $2, $3)
            ORDER BY 1, 2
            ON CONFLICT (municipality, kind) DO UPDATE SET region = excluded.region
            """)
        {
            Parameters =
            {
                Texts(all.Select(m => m.Municipality)),
                Texts(all.Select(m => m.Kind)),
                Texts(all.Select(m => m.Region)),
            },
        };
    }
}
