using System.Text.Json;
using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using NpgsqlTypes;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>
/// Who each release is made of, with their groups and exact points of then. Each row is one municipality's own: read by
/// the service, or by that municipality.
/// </summary>
public sealed class ReleaseMemberStore(NpgsqlDataSource database)
{
    /// <summary>Adds all members of a release, in one statement however many.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction,
        string release,
        IReadOnlyList<Participant> participants,
        CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(ActingAs.Service.Command());
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO release_members (release_id, municipality, size_class, veilig_thuis, scores)
            SELECT $1, * FROM unnest($2, $3, $4, $5)
            """)
        {
            Parameters =
            {
                Text(release),
                Texts(participants.Select(p => p.Municipality)),
                TextsOrNull(participants.Select(p => p.SizeClass)),
                TextsOrNull(participants.Select(p => p.VeiligThuis)),
                new NpgsqlParameter
                {
                    Value = participants.Select(ScoresOf).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb,
                },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The members of these releases, by release, in the order of their codes; for the service only.</summary>
    public async Task<ILookup<string, ReleaseMember>> OfAsync(
        IEnumerable<string> releases, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT release_id, municipality, size_class, veilig_thuis, scores FROM release_members
            WHERE release_id = ANY ($1) ORDER BY release_id, municipality
            """)
        {
            Parameters = { Texts(releases) },
        };
        return (await ActingAs.Service.ReadAsync(database, query, Read, cancellationToken)).ToLookup(m => m.Release);
    }

    /// <summary>
    /// What one municipality brought to these releases, by release; one that it is not in is absent. Reads as that
    /// municipality: the rows of others are out of sight.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, ReleaseMember>> OfAsync(
        string municipality, IEnumerable<string> releases, CancellationToken cancellationToken)
    {
        var query = new NpgsqlBatchCommand("""
            SELECT release_id, municipality, size_class, veilig_thuis, scores FROM release_members
            WHERE municipality = $1 AND release_id = ANY ($2)
            """)
        {
            Parameters = { Text(municipality), Texts(releases) },
        };
        var found = await ActingAs.Municipality(municipality).ReadAsync(database, query, Read, cancellationToken);
        return found.ToDictionary(m => m.Release, StringComparer.Ordinal);
    }

    private static string ScoresOf(Participant participant) => JsonSerializer.Serialize(
        participant.Scores.ToDictionary(
            s => s.Key, s => new[] { s.Value.Anchoring, s.Value.Content, s.Value.Reach }, StringComparer.Ordinal),
        StoredJson.Form);

    private static ReleaseMember Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.TextOrNull(2),
        row.TextOrNull(3),
        row.Json<Dictionary<string, decimal[]>>(4, StoredJson.Form).ToDictionary(
            s => s.Key, s => new MemberScore(s.Value[0], s.Value[1], s.Value[2]), StringComparer.Ordinal));
}
