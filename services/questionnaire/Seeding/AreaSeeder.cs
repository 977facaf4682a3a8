using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Events;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Seeding;

/// <summary>
/// Loads an edition of the areas from <c>seeds/areas</c> in place of the one before. The same files again change
/// nothing. Municipalities stay: responses refer to them. What was brought in from CBS stays too.
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

        await WriteAsync(files, new AreaWriter(transaction, edition: null), cancellationToken);
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

    private static async Task WriteAsync(AreaFiles files, AreaWriter writer, CancellationToken cancellationToken)
    {
        await writer.LockAsync(cancellationToken);
        await writer.ClearSeedsAsync(cancellationToken);
        await writer.AddMunicipalitiesAsync(files.Municipalities, cancellationToken);
        await writer.AddListsAsync(files.Lists, cancellationToken);
        await writer.AddCountsAsync(files.Counts, cancellationToken);
        await writer.AddSuccessionsAsync(files.Successions, cancellationToken);
        await writer.PutRegionsAsync(files.Regions, cancellationToken);
        await writer.AddMembershipsAsync(files.Memberships, cancellationToken);
        await writer.SettleAsync(cancellationToken);
    }
}
