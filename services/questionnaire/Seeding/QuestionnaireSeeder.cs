using System.Text.Json.Nodes;
using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Events;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Questionnaire.Seeding;

/// <summary>Publishes the questionnaires of <c>seeds/questionnaires</c> that are not there yet.</summary>
public sealed class QuestionnaireSeeder(NpgsqlDataSource database, Outbox outbox, ILogger<QuestionnaireSeeder> log)
    : ISeeder
{
    /// <exception cref="InvalidOperationException">A published questionnaire differs from its file.</exception>
    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "questionnaires"), "*.json")
            .Order(StringComparer.Ordinal))
        {
            var document = await File.ReadAllTextAsync(file, cancellationToken);
            await PublishAsync(QuestionnaireJson.Read(document), document, cancellationToken);
        }
    }

    private async Task PublishAsync(
        Domain.Questionnaire questionnaire, string document, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var insert = new NpgsqlCommand(
            "INSERT INTO questionnaires (id, document) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
            connection, transaction);
        insert.Parameters.AddValue(questionnaire.Id);
        insert.Parameters.Add(new NpgsqlParameter { Value = document, NpgsqlDbType = NpgsqlDbType.Json });
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            await RequireSameAsync(questionnaire.Id, document, transaction, cancellationToken);
            return;
        }

        await outbox.AddAsync(
            transaction, QuestionnairePublished.Topic, new QuestionnairePublished(questionnaire.Id), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        log.QuestionnairePublished(questionnaire.Id, questionnaire.Objectives.Count);
    }

    private static async Task RequireSameAsync(
        string id, string document, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var read = new NpgsqlCommand(
            "SELECT document::text FROM questionnaires WHERE id = $1", transaction.Connection, transaction);
        read.Parameters.AddValue(id);
        var published = (string)(await read.ExecuteScalarAsync(cancellationToken))!;
        if (!JsonNode.DeepEquals(JsonNode.Parse(published), JsonNode.Parse(document)))
        {
            throw new InvalidOperationException(
                $"Questionnaire {id} is published and its file differs. Answers refer to it: give the file a new id.");
        }
    }
}
