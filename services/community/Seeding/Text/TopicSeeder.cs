using System.Text.Json;
using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Community.Seeding;

/// <summary>
/// Adds the topics of <c>seeds/community/topics.json</c> that are not there yet, with their replies and useful marks,
/// by personas; all marked as demonstration. No event tells of them: nobody contributed them.
/// </summary>
public sealed class TopicSeeder(NpgsqlDataSource database, ObjectiveStore objectives, ILogger<TopicSeeder> log)
    : ISeeder
{
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(Path.Combine(folder, "community", "topics.json"));
        var file = await JsonSerializer.DeserializeAsync<TopicsFile>(
            content, JsonSerializerOptions.Web, cancellationToken);

        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        await objectives.AddAsync(
            acting.Transaction, file!.Topics.Select(t => t.Objective).OfType<string>(), cancellationToken);
        foreach (var topic in file.Topics)
        {
            if (await AddAsync(acting.Transaction, topic, file.Demonstration, cancellationToken))
            {
                await AddRepliesAsync(acting.Transaction, topic, file.Demonstration, cancellationToken);
            }
        }

        await acting.CommitAsync(cancellationToken);
        log.TopicsSeeded(file.Topics.Count);
    }

    private static async Task<bool> AddAsync(
        NpgsqlTransaction transaction, TopicInFile topic, bool isDemonstration, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO topics (id, kind, category_id, objective_id, title, text, did, brought, costs, links, author,
                                municipality_code, size_class, shown_as, posted_at, active_at, is_demonstration)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
                   (SELECT size_class FROM municipalities WHERE code = $12), $13, $14, $14, $15
            ON CONFLICT (id) DO NOTHING
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(topic.Id);
        command.Parameters.AddValue(topic.Kind);
        command.Parameters.AddValue(topic.Category);
        command.Parameters.Add(TextOrNull(topic.Objective));
        command.Parameters.AddValue(topic.Title);
        command.Parameters.AddValue(topic.Text);
        command.Parameters.Add(TextOrNull(topic.Did));
        command.Parameters.Add(TextOrNull(topic.Brought));
        command.Parameters.Add(TextOrNull(topic.Costs));
        command.Parameters.Add(Parameters.Json(topic.Links ?? [], JsonSerializerOptions.Web));
        command.Parameters.AddValue(Persona.IdOf(topic.Author));
        command.Parameters.Add(TextOrNull(MunicipalityOf(topic.Author)));
        command.Parameters.AddValue(topic.ShownAs);
        command.Parameters.AddValue(topic.PostedAt.UtcDateTime);
        command.Parameters.AddValue(isDemonstration);
        var isNew = await command.ExecuteNonQueryAsync(cancellationToken) > 0;
        if (isNew)
        {
            await MarkAsync(transaction, topic.Id, topic.Useful, topic.PostedAt, cancellationToken);
        }

        return isNew;
    }

    private static async Task AddRepliesAsync(
        NpgsqlTransaction transaction, TopicInFile topic, bool isDemonstration, CancellationToken cancellationToken)
    {
        foreach (var reply in topic.Replies ?? [])
        {
            await using var command = new NpgsqlCommand("""
                INSERT INTO replies (id, topic_id, parent_id, text, author, municipality_code, size_class, shown_as,
                                     posted_at, is_demonstration)
                SELECT $1, $2, $3, $4, $5, $6, (SELECT size_class FROM municipalities WHERE code = $6), $7, $8, $9
                """, transaction.Connection, transaction);
            command.Parameters.AddValue(reply.Id);
            command.Parameters.AddValue(topic.Id);
            command.Parameters.Add(Parameters.OrNull(reply.Parent, NpgsqlDbType.Uuid));
            command.Parameters.AddValue(reply.Text);
            command.Parameters.AddValue(Persona.IdOf(reply.Author));
            command.Parameters.Add(TextOrNull(MunicipalityOf(reply.Author)));
            command.Parameters.AddValue(reply.ShownAs);
            command.Parameters.AddValue(reply.PostedAt.UtcDateTime);
            command.Parameters.AddValue(isDemonstration);
            await command.ExecuteNonQueryAsync(cancellationToken);
            await MarkAsync(transaction, reply.Id, reply.Useful, reply.PostedAt, cancellationToken);
        }

        if (topic.Answer is { } answer)
        {
            await using var command = new NpgsqlCommand("""
                UPDATE topics SET answer_id = $2, answered_at = (SELECT posted_at FROM replies WHERE id = $2)
                WHERE id = $1
                """, transaction.Connection, transaction);
            command.Parameters.AddValue(topic.Id);
            command.Parameters.AddValue(answer);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static async Task MarkAsync(
        NpgsqlTransaction transaction,
        Guid contribution,
        IReadOnlyList<string>? by,
        DateTimeOffset postedAt,
        CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO useful_marks (contribution_id, member, marked_at) SELECT $1, unnest($2), $3
            """, transaction.Connection, transaction);
        command.Parameters.AddValue(contribution);
        command.Parameters.AddValue((by ?? []).Select(Persona.IdOf).ToArray());
        command.Parameters.AddValue(postedAt.AddDays(1).UtcDateTime);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter TextOrNull(string? text) => Parameters.OrNull(text, NpgsqlDbType.Text);

    // Of "officer@gm0344" GM0344; of "editor" none.
    private static string? MunicipalityOf(string persona) =>
        persona.IndexOf('@', StringComparison.Ordinal) is var at and >= 0
            ? persona[(at + 1)..].ToUpperInvariant()
            : null;

    private sealed record TopicsFile(bool Demonstration, IReadOnlyList<TopicInFile> Topics);

    private sealed record TopicInFile(
        Guid Id,
        string Kind,
        string Category,
        string? Objective,
        string Title,
        string Text,
        string? Did,
        string? Brought,
        string? Costs,
        IReadOnlyList<LinkInFile>? Links,
        string Author,
        string ShownAs,
        DateTimeOffset PostedAt,
        IReadOnlyList<string>? Useful,
        Guid? Answer,
        IReadOnlyList<ReplyInFile>? Replies);

    private sealed record ReplyInFile(
        Guid Id,
        Guid? Parent,
        string Text,
        string Author,
        string ShownAs,
        DateTimeOffset PostedAt,
        IReadOnlyList<string>? Useful);

    private sealed record LinkInFile(string Title, string Url);
}
