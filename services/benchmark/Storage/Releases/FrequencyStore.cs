using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Frequency tables: added with a release, never changed.</summary>
public sealed class FrequencyStore(NpgsqlDataSource database)
{
    /// <summary>The frequency tables of these rounds, as far as they are released.</summary>
    public async Task<IReadOnlyDictionary<int, ReleasedFrequencies>> FrequenciesAsync(
        IEnumerable<int> rounds, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT r.round, r.id, f.objective, f.respondents, f.reason, f.in_policy, f.questions, f.generated
            FROM current_releases c
            JOIN releases r ON r.id = c.release_id
            JOIN frequencies f ON f.release_id = r.id
            WHERE r.round = ANY ($1)
            ORDER BY r.round, f.position
            """);
        command.Parameters.Add(Ints(rounds));
        var found = await command.ReadAsync(
            row => (Round: row.GetInt32(0), Release: row.GetString(1), Frequencies: ReadFrequencies(row)),
            cancellationToken);
        return found.GroupBy(f => (f.Round, f.Release)).ToDictionary(
            g => g.Key.Round, g => new ReleasedFrequencies(g.Key.Release, [.. g.Select(f => f.Frequencies)]));
    }

    /// <summary>Adds the tables of a release.</summary>
    internal static async Task AddAsync(
        NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        foreach (var (position, frequencies) in release.Frequencies.Index())
        {
            batch.BatchCommands.Add(Insert(release.Id, position, frequencies));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static NpgsqlBatchCommand Insert(string release, int position, ObjectiveFrequencies frequencies) => new("""
        INSERT INTO frequencies (release_id, position, objective, respondents, reason, in_policy, questions, generated)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """)
    {
        Parameters =
        {
            Text(release), Int(position), Text(frequencies.Objective),
            OrNull(frequencies.Respondents, NpgsqlDbType.Integer), ReleaseStore.Reason(frequencies.Reason),
            frequencies.InPolicy is { } inPolicy ? Json(inPolicy, StoredJson.Form) : OrNull(null, NpgsqlDbType.Jsonb),
            Json(frequencies.Questions, StoredJson.Form), Bool(frequencies.Generated),
        },
    };

    private static ObjectiveFrequencies ReadFrequencies(NpgsqlDataReader row) => new(
        row.GetString(2), row.OrNull<int>(3), ReleaseStore.ReasonOrNull(row, 4),
        row.IsDBNull(5) ? null : row.Json<Frequency>(5, StoredJson.Form),
        row.Json<IReadOnlyList<QuestionFrequencies>>(6, StoredJson.Form), row.GetBoolean(7));
}
