using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Events;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Seeding;

/// <summary>Publishes the questionnaires of <c>seeds/questionnaires</c> that are not there yet.</summary>
public sealed class QuestionnaireSeeder(NpgsqlDataSource database, Outbox outbox, ILogger<QuestionnaireSeeder> log)
    : ISeeder
{
    /// <exception cref="InvalidOperationException">A published questionnaire differs from its file.</exception>
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        var questionnaires = new List<Domain.Questionnaire>();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "questionnaires"), "*.json")
            .Order(StringComparer.Ordinal))
        {
            questionnaires.Add(QuestionnaireJson.Read(await File.ReadAllTextAsync(file, cancellationToken)));
        }

        foreach (var questionnaire in OldestFirst(questionnaires))
        {
            await PublishAsync(questionnaire, cancellationToken);
        }
    }

    /// <summary>What is superseded stands before what supersedes it; otherwise by file.</summary>
    private static IEnumerable<Domain.Questionnaire> OldestFirst(IReadOnlyList<Domain.Questionnaire> questionnaires)
    {
        var byId = questionnaires.ToDictionary(q => q.Id, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        return questionnaires.SelectMany(UpTo);

        IEnumerable<Domain.Questionnaire> UpTo(Domain.Questionnaire questionnaire)
        {
            var line = new Stack<Domain.Questionnaire>();
            for (Domain.Questionnaire? at = questionnaire; at is not null && done.Add(at.Id);)
            {
                line.Push(at);
                at = at.Supersedes is { } id ? byId.GetValueOrDefault(id) : null;
            }

            return line;
        }
    }

    private async Task PublishAsync(Domain.Questionnaire questionnaire, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (!await QuestionnairePublication.PublishAsync(transaction, questionnaire, by: null, cancellationToken))
        {
            await RequireSameAsync(questionnaire, transaction, cancellationToken);
            return;
        }

        await outbox.AddAsync(
            transaction, QuestionnairePublished.Topic, new QuestionnairePublished(questionnaire.Id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.QuestionnairePublished(questionnaire.Id, questionnaire.Objectives.Count);
    }

    private static async Task RequireSameAsync(
        Domain.Questionnaire questionnaire, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var read = new NpgsqlCommand(
            "SELECT document::text FROM questionnaires WHERE id = $1", transaction.Connection, transaction);
        read.Parameters.AddValue(questionnaire.Id);
        var published = (string)(await read.ExecuteScalarAsync(cancellationToken))!;
        if (QuestionnaireJson.Write(QuestionnaireJson.Read(published)) != QuestionnaireJson.Write(questionnaire))
        {
            throw new InvalidOperationException(
                $"Questionnaire {questionnaire.Id} is published and its file differs. Answers refer to it: give the "
                + "file a new id.");
        }
    }
}
