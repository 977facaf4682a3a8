using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>The edition of a round's release that stood at some moment.</summary>
public sealed record ReleaseOfDay(int Round, string Id, bool Generated);

/// <summary>Tells which release each round had at a moment: a report of that day is made of those.</summary>
public sealed class ReleaseCalendar(NpgsqlDataSource database)
{
    /// <summary>The newest edition before a moment of every round up to this year, the earliest round first.</summary>
    public async Task<IReadOnlyList<ReleaseOfDay>> BeforeAsync(
        int lastRound, DateTimeOffset moment, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT DISTINCT ON (round) round, id, generated
            FROM releases
            WHERE round <= $1 AND made_at < $2
            ORDER BY round, made_at DESC
            """);
        command.Parameters.Add(Int(lastRound));
        command.Parameters.Add(Time(moment));
        return await command.ReadAsync(
            row => new ReleaseOfDay(row.GetInt32(0), row.GetString(1), row.GetBoolean(2)), cancellationToken);
    }
}
