using Monitor.Hosting;
using Npgsql;

namespace Monitor.Scoring.Storage;

/// <summary>Which questionnaires there are rules for.</summary>
public sealed class ScoredQuestionnaires(NpgsqlDataSource database)
{
    /// <summary>Their ids, in the order of the ids.</summary>
    public async Task<IReadOnlyList<string>> IdsAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT DISTINCT unnest(questionnaires) AS id FROM rule_sets ORDER BY id");
        return await command.ReadAsync(row => row.GetString(0), cancellationToken);
    }
}
