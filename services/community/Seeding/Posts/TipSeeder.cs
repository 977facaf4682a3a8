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
    NpgsqlDataSource database, ObjectiveStore objectives, ILogger<TipSeeder> log) : ISeeder
{
    // Nobody's pseudonym.
    private static readonly Guid Nobody = Guid.Empty;

    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        await using var text = File.OpenRead(Path.Combine(folder, "community", "tips.json"));
        var file = await JsonSerializer.DeserializeAsync<TipsFile>(text, JsonSerializerOptions.Web, cancellationToken);

        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await objectives.AddAsync(acting.Transaction, file!.Tips.Select(t => t.Objective), cancellationToken);
        foreach (var tip in file.Tips)
        {
            var words = new TopicWords(tip.Title, tip.Text, Objective: tip.Objective);
            var by = new Authorship(Nobody, null, null, ShownAs.Anonymous, null, tip.PostedAt);
            await TopicChanges.AddAsync(
                acting.Transaction,
                new NewTopic(
                    tip.Id,
                    TopicKind.Tip,
                    Category.IdOfObjective(tip.Objective),
                    TopicContent.Of(TopicKind.Tip, words),
                    by,
                    IsDemonstration: file.Demonstration),
                cancellationToken);
        }

        await acting.CommitAsync(cancellationToken);
        log.TipsSeeded(file.Tips.Count);
    }

    private sealed record TipsFile(bool Demonstration, IReadOnlyList<TipInFile> Tips);

    private sealed record TipInFile(Guid Id, string Objective, string Title, string Text, DateTimeOffset PostedAt);
}
