using System.Text.Json;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Seeding;

/// <summary>
/// Adds the tips of <c>seeds/community/tips.json</c> that are not there yet, marked as demonstration. No event tells of
/// them: nobody contributed them.
/// </summary>
public sealed class TipSeeder(
    NpgsqlDataSource database, ObjectiveStore objectives, TipStore tips, ILogger<TipSeeder> log) : ISeeder
{
    private const string Seed = "seed";

    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        await using var text = File.OpenRead(Path.Combine(folder, "community", "tips.json"));
        var file = await JsonSerializer.DeserializeAsync<TipsFile>(text, JsonSerializerOptions.Web, cancellationToken);

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await objectives.AddAsync(transaction, file!.Tips.Select(t => t.Objective), cancellationToken);
        foreach (var tip in file.Tips)
        {
            var draft = TipDraft.Of(tip.Objective, tip.Title, tip.Text, isAnonymous: true);
            await tips.AddAsync(
                transaction,
                new NewTip(tip.Id, draft, tip.PostedAt, Seed, Municipality: null, file.Demonstration),
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        log.TipsSeeded(file.Tips.Count);
    }

    private sealed record TipsFile(bool Demonstration, IReadOnlyList<TipInFile> Tips);

    private sealed record TipInFile(Guid Id, string Objective, string Title, string Text, DateTimeOffset PostedAt);
}
