using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>A round as questionnaire tells of it.</summary>
public sealed record Round(int Year, string Questionnaire, bool IsClosed, bool Generated);

/// <summary>Copies of questionnaire's rounds.</summary>
public sealed class RoundStore(NpgsqlDataSource database)
{
    /// <summary>Saves what is known of rounds now. A late "open" does not open a closed round again.</summary>
    public async Task SaveAsync(IReadOnlyList<Round> rounds, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        foreach (var round in rounds.OrderBy(r => r.Year))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("""
                INSERT INTO rounds (year, questionnaire, is_closed, generated) VALUES ($1, $2, $3, $4)
                ON CONFLICT (year) DO UPDATE SET questionnaire = excluded.questionnaire,
                    is_closed = rounds.is_closed OR excluded.is_closed, generated = excluded.generated
                """)
            {
                Parameters =
                {
                    Int(round.Year), Text(round.Questionnaire), Bool(round.IsClosed), Bool(round.Generated),
                },
            });
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>Every round that is known, the earliest first.</summary>
    public async Task<IReadOnlyList<Round>> AllAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT year, questionnaire, is_closed, generated FROM rounds ORDER BY year");
        return await command.ReadAsync(
            row => new Round(row.GetInt32(0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(3)),
            cancellationToken);
    }

    /// <summary>The rounds of these years; one that is not known is absent.</summary>
    public async Task<IReadOnlyDictionary<int, Round>> FindAsync(
        IEnumerable<int> years, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT year, questionnaire, is_closed, generated FROM rounds WHERE year = ANY ($1)");
        command.Parameters.Add(Ints(years));
        var found = await command.ReadAsync(
            row => new Round(row.GetInt32(0), row.GetString(1), row.GetBoolean(2), row.GetBoolean(3)),
            cancellationToken);
        return found.ToDictionary(r => r.Year);
    }
}
