using System.Collections.Concurrent;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>Reads published questionnaires. They never change, so each is read from the database once.</summary>
public sealed class QuestionnaireStore(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<string, Published> read = new(StringComparer.Ordinal);

    /// <summary>Those that exist of the ids asked for, by id; others are absent.</summary>
    public async Task<IReadOnlyDictionary<string, Domain.Questionnaire>> FindAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var asked = ids.Distinct().ToArray();
        var missing = asked.Where(id => !read.ContainsKey(id)).ToArray();
        if (missing.Length > 0)
        {
            await ReadAsync(missing, cancellationToken);
        }

        return asked.Where(read.ContainsKey).ToDictionary(id => id, id => read[id].Questionnaire);
    }

    /// <summary>The text of a questionnaire as it was published; null when there is none.</summary>
    public async Task<string?> DocumentAsync(string id, CancellationToken cancellationToken)
    {
        await FindAsync([id], cancellationToken);
        return read.GetValueOrDefault(id)?.Document;
    }

    /// <summary>
    /// The objectives asked for, by id, each as in the latest published questionnaire that holds it; others are absent.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, Objective>> FindObjectivesAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT id FROM questionnaires");
        var published = await command.ReadAsync(row => row.GetString(0), cancellationToken);
        var all = await FindAsync(published, cancellationToken);
        var asked = ids.ToHashSet(StringComparer.Ordinal);
        return all.Keys.OrderByDescending(id => read[id].PublishedAt).ThenByDescending(id => id, StringComparer.Ordinal)
            .SelectMany(id => all[id].Objectives)
            .Where(o => asked.Contains(o.Id))
            .DistinctBy(o => o.Id)
            .ToDictionary(o => o.Id, StringComparer.Ordinal);
    }

    private async Task ReadAsync(string[] ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT id, document::text, published_at FROM questionnaires WHERE id = ANY ($1)");
        command.Parameters.AddValue(ids);
        var rows = await command.ReadAsync(
            row => (Id: row.GetString(0), Document: row.GetString(1), At: row.GetFieldValue<DateTimeOffset>(2)),
            cancellationToken);
        foreach (var row in rows)
        {
            read[row.Id] = new Published(QuestionnaireJson.Read(row.Document), row.Document, row.At);
        }
    }

    private sealed record Published(Domain.Questionnaire Questionnaire, string Document, DateTimeOffset PublishedAt);
}
