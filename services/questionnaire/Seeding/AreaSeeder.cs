using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Events;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Questionnaire.Seeding;

/// <summary>
/// Loads an edition of the areas from <c>seeds/areas</c> in place of the one before. The same files again change
/// nothing. Municipalities stay: responses refer to them.
/// </summary>
public sealed class AreaSeeder(NpgsqlDataSource database, Outbox outbox, ILogger<AreaSeeder> log) : ISeeder
{
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        var files = AreaFiles.Read(Path.Combine(folder, "areas"));
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await IsNewAsync(files.Edition, transaction, cancellationToken))
        {
            return;
        }

        await WriteMunicipalitiesAsync(files, transaction, cancellationToken);
        await WriteRegionsAsync(files, transaction, cancellationToken);
        await outbox.AddAsync(
            transaction, AreasPublished.Topic, new AreasPublished(files.Edition), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.AreasLoaded(files.Edition, files.Municipalities.Count, files.Regions.Count, files.Successions.Count);
    }

    private static async Task<bool> IsNewAsync(
        string edition, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            WITH before AS (DELETE FROM area_editions WHERE edition <> $1)
            INSERT INTO area_editions (edition) VALUES ($1) ON CONFLICT (edition) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(edition);
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task WriteMunicipalitiesAsync(
        AreaFiles files, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        var rows = files.Municipalities;
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var upsert = new NpgsqlBatchCommand("""
            INSERT INTO municipalities
                (code, name, inhabitants, inhabitants_year, size_class, exists_since, ended_on)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (code) DO UPDATE
            SET name = excluded.name, inhabitants = excluded.inhabitants,
                inhabitants_year = excluded.inhabitants_year, size_class = excluded.size_class,
                exists_since = excluded.exists_since, ended_on = excluded.ended_on
            """);
        upsert.Parameters.AddValue(rows.Select(m => m.Code).ToArray());
        upsert.Parameters.AddValue(rows.Select(m => m.Name).ToArray());
        upsert.Parameters.AddValue(rows.Select(m => m.Inhabitants).ToArray());
        upsert.Parameters.AddValue(rows.Select(m => (short?)m.InhabitantsYear).ToArray());
        upsert.Parameters.AddValue(rows.Select(m => (short?)m.SizeClass).ToArray());
        upsert.Parameters.Add(Dates(rows.Select(m => m.ExistsSince)));
        upsert.Parameters.Add(Dates(rows.Select(m => m.EndedOn)));
        batch.BatchCommands.Add(upsert);

        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM municipality_lists"));
        var lists = new NpgsqlBatchCommand("INSERT INTO municipality_lists (year, code) SELECT * FROM unnest($1, $2)");
        lists.Parameters.AddValue(files.Lists.Select(l => l.Year).ToArray());
        lists.Parameters.AddValue(files.Lists.Select(l => l.Code).ToArray());
        batch.BatchCommands.Add(lists);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task WriteRegionsAsync(
        AreaFiles files, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM region_memberships"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM regions"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand("DELETE FROM successions"));

        var regions = new NpgsqlBatchCommand(
            "INSERT INTO regions (code, name, kind, centre_code) SELECT * FROM unnest($1, $2, $3, $4)");
        regions.Parameters.AddValue(files.Regions.Select(r => r.Code).ToArray());
        regions.Parameters.AddValue(files.Regions.Select(r => r.Name).ToArray());
        regions.Parameters.AddValue(files.Regions.Select(r => EnumText.Of(r.Kind)).ToArray());
        regions.Parameters.AddValue(files.Regions.Select(r => r.CentreCode).ToArray());
        batch.BatchCommands.Add(regions);

        var memberships = new NpgsqlBatchCommand("""
            INSERT INTO region_memberships (region_code, municipality_code, kind) SELECT * FROM unnest($1, $2, $3)
            """);
        memberships.Parameters.AddValue(files.Memberships.Select(m => m.Region).ToArray());
        memberships.Parameters.AddValue(files.Memberships.Select(m => m.Municipality).ToArray());
        memberships.Parameters.AddValue(files.Memberships.Select(m => EnumText.Of(m.Kind)).ToArray());
        batch.BatchCommands.Add(memberships);

        var successions = new NpgsqlBatchCommand("""
            INSERT INTO successions (old_code, new_code, date, kind, note) SELECT * FROM unnest($1, $2, $3, $4, $5)
            """);
        successions.Parameters.AddValue(files.Successions.Select(s => s.OldCode).ToArray());
        successions.Parameters.AddValue(files.Successions.Select(s => s.NewCode).ToArray());
        successions.Parameters.Add(Dates(files.Successions.Select(s => (DateOnly?)s.Date)));
        successions.Parameters.AddValue(files.Successions.Select(s => EnumText.Of(s.Kind)).ToArray());
        successions.Parameters.AddValue(files.Successions.Select(s => s.Note).ToArray());
        batch.BatchCommands.Add(successions);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter Dates(IEnumerable<DateOnly?> dates) =>
        new() { Value = dates.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Date };
}
