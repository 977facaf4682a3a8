using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Seeding;

/// <summary>
/// Copies the areas of <c>seeds/areas</c> once, so that a system that has just started knows them. From then on
/// questionnaire tells (areas.published).
/// </summary>
public sealed class AreaSeeder(NpgsqlDataSource database, ILogger<AreaSeeder> log) : ISeeder
{
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await AreaStore.HasAnyAsync(transaction, cancellationToken))
        {
            return;
        }

        var areas = SeedAreas.Read(folder);
        await AreaStore.ReplaceAsync(transaction, areas, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.AreasLearned(areas.Municipalities.Count, areas.Regions.Count);
    }
}
