using System.Text.Json;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Seeding;

/// <summary>
/// Learns what objectives are called and say from <c>seeds/questionnaires</c>, so that a system that has just started
/// finds them. From then on questionnaire tells (questionnaire.published).
/// </summary>
public sealed class ObjectiveTextSeeder(
    NpgsqlDataSource database, ObjectiveStore objectives, ObjectiveTextStore texts, ILogger<ObjectiveTextSeeder> log)
    : ISeeder
{
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        var published = new List<PublishedObjective>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "questionnaires"), "*.json")
            .Order(StringComparer.Ordinal))
        {
            await using var content = File.OpenRead(file);
            var form = await JsonSerializer.DeserializeAsync<Form>(
                content, JsonSerializerOptions.Web, cancellationToken);
            published.AddRange(form!.Objectives);
        }

        // Of an objective that stands in several the last file decides: monitor-2018 after child-abuse-2017.
        published.Reverse();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await objectives.AddAsync(transaction, published.Select(o => o.Id), cancellationToken);
        await texts.SaveAsync(transaction, published.Select(o => o.Words), cancellationToken);
        await CategoryStore.NameObjectivesAsync(transaction, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.ObjectiveTextsSeeded(published.DistinctBy(o => o.Id).Count());
    }

    private sealed record Form(IReadOnlyList<PublishedObjective> Objectives);
}
