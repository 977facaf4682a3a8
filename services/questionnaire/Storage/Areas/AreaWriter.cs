using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// Writes lists, counts, successions and regions, within a transaction of the seeds or of an import. What an import
/// wrote carries its edition, and the seeds leave it alone.
/// </summary>
public sealed class AreaWriter(NpgsqlTransaction transaction, string? edition)
{
    /// <summary>Takes away what came with the seeds; municipalities stay, as responses refer to them.</summary>
    public async Task ClearSeedsAsync(CancellationToken cancellationToken)
    {
        await using var batch = Batch(
            new NpgsqlBatchCommand("DELETE FROM region_memberships WHERE edition IS NULL"),
            new NpgsqlBatchCommand("""
                DELETE FROM regions r
                WHERE NOT EXISTS (SELECT FROM region_memberships s WHERE s.region_code = r.code)
                """),
            new NpgsqlBatchCommand("DELETE FROM successions WHERE edition IS NULL"),
            new NpgsqlBatchCommand("DELETE FROM inhabitant_counts WHERE edition IS NULL"),
            new NpgsqlBatchCommand("DELETE FROM municipality_lists WHERE edition IS NULL"));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Waits for every other change of the areas, and has those that come wait for this one.</summary>
    public Task LockAsync(CancellationToken cancellationToken) =>
        RunAsync(new NpgsqlBatchCommand("SELECT version FROM area_version FOR UPDATE"), cancellationToken);

    /// <summary>
    /// Takes away what a list of CBS stands for in a year: the list, its counts, memberships of the kinds that it tells
    /// and of those that are not on it, and steps between the same pairs.
    /// </summary>
    public async Task ClearYearAsync(
        int year,
        IEnumerable<RegionKind> kinds,
        IReadOnlyList<ListedMunicipality> rows,
        IReadOnlyList<Succession> steps,
        CancellationToken cancellationToken)
    {
        await using var batch = Batch(
            new NpgsqlBatchCommand("DELETE FROM municipality_lists WHERE year = $1") { Parameters = { Int(year) } },
            new NpgsqlBatchCommand("""
                DELETE FROM region_memberships
                WHERE year = $1 AND (kind = ANY ($2) OR municipality_code <> ALL ($3))
                """)
            {
                Parameters =
                {
                    Int(year), Texts(kinds.Select(k => EnumText.Of(k))), Texts(rows.Select(r => r.Code)),
                },
            },
            new NpgsqlBatchCommand("""
                DELETE FROM inhabitant_counts WHERE counted_on = make_date($1, 1, 1) AND code = ANY ($2)
                """)
            {
                Parameters =
                {
                    Int(year),
                    Texts(rows.Where(r => r.SizeClassBy?.On == new DateOnly(year, 1, 1)).Select(r => r.Code)),
                },
            },
            new NpgsqlBatchCommand("""
                DELETE FROM successions s USING unnest($1, $2) AS n (old_code, new_code)
                WHERE (s.old_code, s.new_code) = (n.old_code, n.new_code)
                """)
            {
                Parameters = { Texts(steps.Select(s => s.OldCode)), Texts(steps.Select(s => s.NewCode)) },
            });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Regions that are not there yet; those that are stay as they are named.</summary>
    public Task AddRegionsAsync(IReadOnlyList<Region> rows, CancellationToken cancellationToken) =>
        RunAsync(new NpgsqlBatchCommand("""
            INSERT INTO regions (code, name, kind) SELECT * FROM unnest($1, $2, $3) ON CONFLICT (code) DO NOTHING
            """)
        {
            Parameters =
            {
                Texts(rows.Select(r => r.Code)),
                Texts(rows.Select(r => r.Name)),
                Texts(rows.Select(r => EnumText.Of(r.Kind))),
            },
        }, cancellationToken);

    /// <summary>Has municipalities be there before others refer to them; a first day that is known stays.</summary>
    public Task AddMunicipalitiesAsync(
        IReadOnlyList<(string Code, string Name, DateOnly? ExistsSince)> rows, CancellationToken cancellationToken) =>
        RunAsync(new NpgsqlBatchCommand("""
            INSERT INTO municipalities (code, name, exists_since) SELECT * FROM unnest($1, $2, $3)
            ON CONFLICT (code) DO UPDATE SET exists_since = coalesce(excluded.exists_since, municipalities.exists_since)
            """)
        {
            Parameters =
            {
                Texts(rows.Select(r => r.Code)),
                Texts(rows.Select(r => r.Name)),
                Dates(rows.Select(r => r.ExistsSince)),
            },
        }, cancellationToken);

    /// <summary>Lists of years that have none; a year that is there stays as it is.</summary>
    public Task AddListsAsync(IReadOnlyList<ListedMunicipality> rows, CancellationToken cancellationToken) =>
        RunAsync(new NpgsqlBatchCommand("""
            INSERT INTO municipality_lists
                (year, code, name, size_class, inhabitants, counted_on, precision, edition)
            SELECT n.*, $8 FROM unnest($1, $2, $3, $4, $5, $6, $7)
                AS n (year, code, name, size_class, inhabitants, counted_on, precision)
            WHERE NOT EXISTS (SELECT FROM municipality_lists l WHERE l.year = n.year)
            """)
        {
            Parameters =
            {
                Ints(rows.Select(r => r.Year)),
                Texts(rows.Select(r => r.Code)),
                Texts(rows.Select(r => r.Name)),
                Shorts(rows.Select(r => (short?)r.SizeClass)),
                Numbers(rows.Select(r => r.SizeClassBy?.Inhabitants)),
                Dates(rows.Select(r => r.SizeClassBy?.On)),
                TextsOrNull(rows.Select(r => r.SizeClassBy?.Precision.Text())),
                Edition(),
            },
        }, cancellationToken);

    /// <summary>Counts of days of which there is none.</summary>
    public Task AddCountsAsync(IReadOnlyList<InhabitantCount> rows, CancellationToken cancellationToken) =>
        RunAsync(new NpgsqlBatchCommand("""
            INSERT INTO inhabitant_counts (code, counted_on, inhabitants, precision, edition)
            SELECT n.*, $5 FROM unnest($1, $2, $3, $4) AS n
            ON CONFLICT (code, counted_on) DO NOTHING
            """)
        {
            Parameters =
            {
                Texts(rows.Select(r => r.Code)),
                Dates(rows.Select(r => (DateOnly?)r.On)),
                Ints(rows.Select(r => r.Inhabitants)),
                Texts(rows.Select(r => r.Precision.Text())),
                Edition(),
            },
        }, cancellationToken);

    /// <summary>Steps between pairs that have none; what is there stays.</summary>
    public Task AddSuccessionsAsync(IReadOnlyList<Succession> rows, CancellationToken cancellationToken) =>
        RunAsync(new NpgsqlBatchCommand("""
            INSERT INTO successions (old_code, new_code, date, kind, note, edition)
            SELECT n.*, $6 FROM unnest($1, $2, $3, $4, $5) AS n
            ON CONFLICT (old_code, new_code) DO NOTHING
            """)
        {
            Parameters =
            {
                Texts(rows.Select(s => s.OldCode)),
                Texts(rows.Select(s => s.NewCode)),
                Dates(rows.Select(s => (DateOnly?)s.Date)),
                Texts(rows.Select(s => EnumText.Of(s.Kind))),
                TextsOrNull(rows.Select(s => s.Note)),
                Edition(),
            },
        }, cancellationToken);

    /// <summary>Regions that are not there yet; those that are take the name and the centre given.</summary>
    public Task PutRegionsAsync(IReadOnlyList<Region> rows, CancellationToken cancellationToken) =>
        RunAsync(new NpgsqlBatchCommand("""
            INSERT INTO regions (code, name, kind, centre_code) SELECT * FROM unnest($1, $2, $3, $4)
            ON CONFLICT (code) DO UPDATE SET name = excluded.name, centre_code = excluded.centre_code
            """)
        {
            Parameters =
            {
                Texts(rows.Select(r => r.Code)),
                Texts(rows.Select(r => r.Name)),
                Texts(rows.Select(r => EnumText.Of(r.Kind))),
                TextsOrNull(rows.Select(r => r.CentreCode)),
            },
        }, cancellationToken);

    /// <summary>Memberships of a municipality, year and kind that have none; what is there stays.</summary>
    public Task AddMembershipsAsync(IReadOnlyList<Membership> rows, CancellationToken cancellationToken) =>
        RunAsync(new NpgsqlBatchCommand("""
            INSERT INTO region_memberships
                (region_code, municipality_code, kind, year, confidence, note, edition)
            SELECT n.*, $7 FROM unnest($1, $2, $3, $4, $5, $6) AS n
            ON CONFLICT (municipality_code, year, kind) DO NOTHING
            """)
        {
            Parameters =
            {
                Texts(rows.Select(m => m.Region.Code)),
                Texts(rows.Select(m => m.MunicipalityCode)),
                Texts(rows.Select(m => EnumText.Of(m.Region.Kind))),
                Ints(rows.Select(m => m.Year)),
                Texts(rows.Select(m => EnumText.Of(m.Confidence))),
                TextsOrNull(rows.Select(m => m.Note)),
                Edition(),
            },
        }, cancellationToken);

    /// <summary>
    /// Brings in line what each municipality says of itself: the name of its last list, the inhabitants and size class
    /// of the current list (of one that is not on it, of its last count), and its last day. Ends every change of the
    /// areas: what others keep in memory is old from here on.
    /// </summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var municipalities = Settled.Of(
            await ListsAsync(transaction, cancellationToken),
            await AreaHistoryStore.CountsAsync(transaction, cancellationToken),
            await AreaHistoryStore.SuccessionsAsync(transaction, cancellationToken),
            MunicipalityStore.CurrentYear);
        await using var batch = Batch(
            new NpgsqlBatchCommand("""
                UPDATE municipalities m
                SET name = n.name, inhabitants = n.inhabitants, inhabitants_year = n.inhabitants_year,
                    size_class = n.size_class, ended_on = n.ended_on
                FROM unnest($1, $2, $3, $4, $5, $6)
                    AS n (code, name, inhabitants, inhabitants_year, size_class, ended_on)
                WHERE m.code = n.code
                """)
            {
                Parameters =
                {
                    Texts(municipalities.Select(m => m.Code)),
                    Texts(municipalities.Select(m => m.Name)),
                    Numbers(municipalities.Select(m => m.Count?.Inhabitants)),
                    Shorts(municipalities.Select(m => (short?)m.Count?.On.Year)),
                    Shorts(municipalities.Select(m => (short?)m.SizeClass)),
                    Dates(municipalities.Select(m => m.EndedOn)),
                },
            },
            new NpgsqlBatchCommand("UPDATE area_version SET version = version + 1"));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The rows of every list.</summary>
    internal static async Task<List<ListedMunicipality>> ListsAsync(
        NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            SELECT year, code, name, size_class, inhabitants, counted_on, precision FROM municipality_lists
            """, transaction.Connection, transaction);
        return await command.ReadAsync(
            row => new ListedMunicipality(
                row.GetInt32(0),
                row.GetString(1),
                row.GetString(2),
                (SizeClass?)row.OrNull<short>(3),
                MunicipalityStore.Count(row.GetString(1), row, 4)),
            cancellationToken);
    }

    private async Task RunAsync(NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        await using var batch = Batch(command);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlBatch Batch(params ReadOnlySpan<NpgsqlBatchCommand> commands)
    {
        var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var command in commands)
        {
            batch.BatchCommands.Add(command);
        }

        return batch;
    }

    private NpgsqlParameter Edition() => OrNull(edition, NpgsqlDbType.Text);

    private static NpgsqlParameter<short?[]> Shorts(IEnumerable<short?> values) => new() { TypedValue = [.. values] };

    private static NpgsqlParameter<int?[]> Numbers(IEnumerable<int?> values) => new() { TypedValue = [.. values] };

    private static NpgsqlParameter Dates(IEnumerable<DateOnly?> dates) =>
        new() { Value = dates.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date };
}
