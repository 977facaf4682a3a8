using System.Text.Json;
using Monitor.Dapr;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Events;
using Monitor.Questionnaire.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Monitor.Questionnaire.Seeding;

/// <summary>
/// Adds the rounds of <c>seeds/rounds</c> that are not there yet, each with its responses and the events that tell of
/// them, in one transaction. A round that is there is left alone: its responses are its members' work.
/// </summary>
public sealed class RoundSeeder(
    NpgsqlDataSource database, QuestionnaireStore questionnaires, Outbox outbox, ILogger<RoundSeeder> log) : ISeeder
{
    private const string Seed = "seed";

    public async Task SeedAsync(string folder, CancellationToken cancellationToken)
    {
        var rounds = Path.Combine(folder, "rounds");
        foreach (var file in RoundFile.ReadAll(rounds))
        {
            await AddAsync(rounds, file, cancellationToken);
        }
    }

    private async Task AddAsync(string rounds, RoundFile file, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        if (!await RoundStore.AddAsync(acting.Transaction, file.Round, cancellationToken))
        {
            return;
        }

        // Only now, as every later start finds the round there and need not read and check hundreds of sheets.
        var found = await questionnaires.FindAsync([file.Questionnaire], cancellationToken);
        var responses = ResponsesFile.Read(rounds, file.Round)
            .Select(r => r.Checked(file.Round, found[file.Questionnaire])).ToList();
        await InviteAsync(acting, file, cancellationToken);
        await AddResponsesAsync(acting, responses, cancellationToken);
        if (file.Status != RoundStatus.Planned)
        {
            await outbox.AddAsync(
                acting.Transaction, RoundOpened.Topic, new RoundOpened(file.Year), cancellationToken);
        }

        await outbox.AddAllAsync(
            acting.Transaction,
            ResponseSubmitted.Topic,
            [.. responses.Select(r => new ResponseSubmitted(
                r.ResponseId, r.Revision, r.Round, r.Municipality, r.Questionnaire))],
            cancellationToken);

        if (file.Status == RoundStatus.Closed)
        {
            await outbox.AddAsync(
                acting.Transaction, RoundClosed.Topic, new RoundClosed(file.Year), cancellationToken);
        }

        await acting.CommitAsync(cancellationToken);
        log.RoundAdded(file.Year, file.Status, responses.Count);
    }

    private static async Task InviteAsync(
        ActingTransaction acting, RoundFile file, CancellationToken cancellationToken)
    {
        var listed = await InvitedStore.ListAsync(acting.Transaction, file.Areas, cancellationToken);
        if (listed.Count != file.Invited)
        {
            throw new FormatException(
                $"Round {file.Year} says {file.Invited} were invited; the list of {file.Areas} has {listed.Count}.");
        }

        await InvitedStore.AddAsync(acting.Transaction, file.Year, listed, isMailDue: false, cancellationToken);
    }

    // Row security refuses COPY, so the rows go as arrays; the answers are then written from the submissions.
    private static async Task AddResponsesAsync(
        ActingTransaction acting, List<SubmittedResponse> rows, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(acting.Connection, acting.Transaction);
        var ids = rows.Select(r => r.ResponseId).ToArray();
        var municipalities = rows.Select(r => r.Municipality).ToArray();
        var rounds = rows.Select(r => r.Round).ToArray();
        var forms = rows.Select(r => r.Questionnaire).ToArray();
        var times = rows.Select(r => r.SubmittedAt.UtcDateTime).ToArray();
        var generated = rows.Select(r => r.Generated).ToArray();

        var responses = new NpgsqlBatchCommand("""
            INSERT INTO responses (id, municipality_code, round_year, questionnaire_id, submitted_at, generated,
                                   status, revision, submitted_revision)
            SELECT r.*, 'SUBMITTED', 1, 1 FROM unnest($1, $2, $3, $4, $5, $6) r
            """);
        responses.Parameters.AddValue(ids);
        responses.Parameters.AddValue(municipalities);
        responses.Parameters.AddValue(rounds);
        responses.Parameters.AddValue(forms);
        responses.Parameters.AddValue(times);
        responses.Parameters.AddValue(generated);
        batch.BatchCommands.Add(responses);

        var submissions = new NpgsqlBatchCommand("""
            INSERT INTO submissions (response_id, municipality_code, round_year, questionnaire_id, submitted_at,
                                     generated, answers, revision)
            SELECT r.*, 1 FROM unnest($1, $2, $3, $4, $5, $6, $7) r
            """);
        submissions.Parameters.AddValue(ids);
        submissions.Parameters.AddValue(municipalities);
        submissions.Parameters.AddValue(rounds);
        submissions.Parameters.AddValue(forms);
        submissions.Parameters.AddValue(times);
        submissions.Parameters.AddValue(generated);
        submissions.Parameters.Add(new NpgsqlParameter
        {
            Value = rows.Select(r => JsonSerializer.Serialize(r.Answers, SubmissionStore.Form)).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
        });
        batch.BatchCommands.Add(submissions);

        var answers = new NpgsqlBatchCommand("""
            INSERT INTO answers (response_id, question, municipality_code, options, text, number)
            SELECT s.response_id, a.question, s.municipality_code, a.options, a.text, a.number
            FROM submissions s
            CROSS JOIN jsonb_to_recordset(s.answers) AS a (question text, options text[], text text, number numeric)
            WHERE s.response_id = ANY ($1)
            """);
        answers.Parameters.AddValue(ids);
        batch.BatchCommands.Add(answers);

        var changes = new NpgsqlBatchCommand("""
            INSERT INTO response_changes
                (response_id, municipality_code, changed_at, changed_by, action, revision, questions)
            SELECT r.*, $4, 'SUBMITTED', 1, '{}' FROM unnest($1, $2, $3) r
            """);
        changes.Parameters.AddValue(ids);
        changes.Parameters.AddValue(municipalities);
        changes.Parameters.AddValue(times);
        changes.Parameters.AddValue(Seed);
        batch.BatchCommands.Add(changes);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
