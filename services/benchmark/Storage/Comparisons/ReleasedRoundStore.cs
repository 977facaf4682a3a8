using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>The current release of a round.</summary>
/// <param name="Round">Year.</param>
/// <param name="Release">Id.</param>
/// <param name="RuleSet">The rules of its scores; null when nobody took part.</param>
/// <param name="Generated">Whether answers of it are generated for demonstration.</param>
/// <param name="Questionnaire">What was asked.</param>
public sealed record ReleasedRound(int Round, string Release, string? RuleSet, bool Generated, string Questionnaire);

/// <summary>Finds the current releases, with what tells whether their figures compare.</summary>
public sealed class ReleasedRoundStore(NpgsqlDataSource database)
{
    /// <summary>Every released round, the earliest first.</summary>
    public async Task<IReadOnlyList<ReleasedRound>> AllAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT c.round, r.id, r.rule_set, r.generated, y.questionnaire
            FROM current_releases c
            JOIN releases r ON r.id = c.release_id
            JOIN rounds y ON y.year = c.round
            ORDER BY c.round
            """);
        return await command.ReadAsync(Read, cancellationToken);
    }

    /// <summary>The current releases of these rounds; one without is absent.</summary>
    public async Task<IReadOnlyDictionary<int, ReleasedRound>> FindAsync(
        IReadOnlyCollection<int> rounds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT c.round, r.id, r.rule_set, r.generated, y.questionnaire
            FROM current_releases c
            JOIN releases r ON r.id = c.release_id
            JOIN rounds y ON y.year = c.round
            WHERE c.round = ANY ($1)
            """);
        command.Parameters.Add(Ints(rounds));
        var found = await command.ReadAsync(Read, cancellationToken);
        return found.ToDictionary(r => r.Round);
    }

    private static ReleasedRound Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.TextOrNull(2), row.GetBoolean(3), row.GetString(4));
}
