using System.Collections.Concurrent;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Npgsql;

namespace Monitor.Questionnaire.Storage;

/// <summary>
/// Reads published questionnaires. They never change, so each is read from the database once; what may change while
/// others publish (which is the latest, what supersedes it) is asked each time. Drafts are <see cref="DraftStore"/>'s.
/// </summary>
public sealed class QuestionnaireStore(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<string, Published> read = new(StringComparer.Ordinal);

    /// <summary>Those that are published of the ids asked for, by id; others are absent.</summary>
    public async Task<IReadOnlyDictionary<string, Domain.Questionnaire>> FindAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var asked = ids.Distinct().ToArray();
        if (asked.Any(id => !read.ContainsKey(id)))
        {
            await ReadAsync(cancellationToken);
        }

        return asked.Where(read.ContainsKey).ToDictionary(id => id, id => read[id].Questionnaire);
    }

    /// <summary>The document of a questionnaire as it was published; null when there is none.</summary>
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
        var asked = ids.ToHashSet(StringComparer.Ordinal);
        return (await LatestFirstAsync(cancellationToken))
            .SelectMany(questionnaire => questionnaire.Objectives)
            .Where(o => asked.Contains(o.Id))
            .DistinctBy(o => o.Id)
            .ToDictionary(o => o.Id, StringComparer.Ordinal);
    }

    /// <summary>All that are published at this moment, the latest first.</summary>
    public async Task<IReadOnlyList<Domain.Questionnaire>> LatestFirstAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT id FROM questionnaires ORDER BY published_at DESC, id DESC");
        var ids = await command.ReadAsync(row => row.GetString(0), cancellationToken);
        var found = await FindAsync(ids, cancellationToken);
        return [.. ids.Select(id => found[id])];
    }

    /// <summary>By id the version that took its place; those that none did are absent.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SupersededByAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT supersedes, id FROM questionnaires WHERE supersedes = ANY ($1)");
        command.Parameters.AddValue(ids.Distinct().ToArray());
        var found = await command.ReadAsync(row => (Old: row.GetString(0), New: row.GetString(1)), cancellationToken);
        return found.ToDictionary(f => f.Old, f => f.New, StringComparer.Ordinal);
    }

    // All that are not known yet, as what changed in one depends on those before it. Publishing is one at a time and
    // takes its moment then (QuestionnairePublication), so that nothing can still come in before what is read here.
    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT id, document::text, published_at
            FROM questionnaires WHERE id <> ALL ($1) ORDER BY published_at, id
            """);
        command.Parameters.AddValue(read.Keys.ToArray());
        var rows = await command.ReadAsync(
            row => (Id: row.GetString(0), Document: row.GetString(1), At: row.GetFieldValue<DateTimeOffset>(2)),
            cancellationToken);
        foreach (var row in rows)
        {
            var questionnaire = QuestionnaireJson.Read(row.Document) with { PublishedAt = row.At };
            var earlier = read.Values.Select(p => p.Questionnaire).Where(q => IsBefore(q, questionnaire))
                .OrderByDescending(q => q.PublishedAt).ThenByDescending(q => q.Id, StringComparer.Ordinal).ToList();
            read[row.Id] = new Published(VersionChanges.Mark(questionnaire, earlier), row.Document);
        }
    }

    private static bool IsBefore(Domain.Questionnaire one, Domain.Questionnaire other) =>
        one.PublishedAt < other.PublishedAt
        || (one.PublishedAt == other.PublishedAt && string.CompareOrdinal(one.Id, other.Id) < 0);

    private sealed record Published(Domain.Questionnaire Questionnaire, string Document);
}
