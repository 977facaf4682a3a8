using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Who was invited and responded, as it stood at each release: added with it, never changed.</summary>
public sealed class ParticipationStore(NpgsqlDataSource database)
{
    private static readonly string[] Order =
        ["UNDER_25K", "FROM_25K_TO_50K", "FROM_50K_TO_100K", "FROM_100K_TO_250K", "OVER_250K"];

    /// <summary>By id of the release; one of before this was kept is absent.</summary>
    public async Task<IReadOnlyDictionary<string, RoundParticipation>> FindAsync(
        IEnumerable<string> releases, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT release_id, nullif(size_class, ''), invited, responded FROM release_participation
            WHERE release_id = ANY ($1)
            ORDER BY release_id, size_class = '', array_position($2, size_class)
            """);
        command.Parameters.Add(Texts(releases));
        command.Parameters.Add(Texts(Order));
        var found = await command.ReadAsync(
            row => (
                Release: row.GetString(0),
                Class: new ClassParticipation(row.TextOrNull(1), row.GetInt32(2), row.GetInt32(3))),
            cancellationToken);
        return found.GroupBy(f => f.Release).ToDictionary(
            g => g.Key, g => new RoundParticipation([.. g.Select(f => f.Class)]));
    }

    /// <summary>Adds that of a release; nothing where it is not known.</summary>
    internal static async Task AddAsync(
        NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        var classes = release.Participation?.Classes ?? [];
        await using var command = new NpgsqlCommand("""
            INSERT INTO release_participation (release_id, size_class, invited, responded)
            SELECT $1, * FROM unnest($2, $3, $4)
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                Text(release.Id), Texts(classes.Select(c => c.SizeClass ?? "")), Ints(classes.Select(c => c.Invited)),
                Ints(classes.Select(c => c.Responded)),
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
