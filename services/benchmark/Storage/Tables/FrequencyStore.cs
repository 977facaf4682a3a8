using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>Frequency tables of every group: added with a release, never changed.</summary>
/// <remarks>Of groups below the country only what is shown is stored: whatever is absent is withheld.</remarks>
public sealed class FrequencyStore(NpgsqlDataSource database)
{
    /// <summary>
    /// The tables of these groups, one for each objective in their order; TOO_FEW for what is withheld. A key of a
    /// release that is not known is absent.
    /// </summary>
    public async Task<IReadOnlyDictionary<ReleasedGroup, IReadOnlyList<ObjectiveFrequencies>>> FindAsync(
        IEnumerable<ReleasedGroup> groups, CancellationToken cancellationToken)
    {
        var wanted = groups.ToHashSet();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            SELECT release_id, objective, generated FROM frequencies
            WHERE release_id = ANY ($1) AND kind = 'COUNTRY' ORDER BY release_id, position
            """)
        {
            Parameters = { Texts(wanted.Select(g => g.Release).Distinct()) },
        });
        batch.BatchCommands.Add(ReleasedGroup.Select("""
            SELECT f.release_id, f.kind, f.code, f.objective, f.respondents, f.reason, f.in_policy, f.questions,
                   f.generated, f.anchoring, f.reach, f.own_measure
            FROM unnest($1, $2, $3) AS wanted (release_id, kind, code)
            JOIN frequencies f USING (release_id, kind, code)
            """, wanted));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var asked = (await reader.ReadRowsAsync(
            row => (Release: row.GetString(0), Objective: row.GetString(1), Generated: row.GetBoolean(2)),
            cancellationToken)).ToLookup(a => a.Release);
        await reader.NextResultAsync(cancellationToken);
        var found = (await reader.ReadRowsAsync(
            row => (Group: ReleasedGroup.Read(row), Frequencies: Read(row)), cancellationToken))
            .ToDictionary(f => (f.Group, f.Frequencies.Objective), f => f.Frequencies);

        return wanted.Where(g => asked.Contains(g.Release)).ToDictionary(
            g => g,
            g => (IReadOnlyList<ObjectiveFrequencies>)
            [
                .. asked[g.Release].Select(a => found.GetValueOrDefault((g, a.Objective))
                    ?? ObjectiveFrequencies.TooFew(a.Objective, a.Generated)),
            ]);
    }

    /// <summary>Adds the tables of a release, in one statement.</summary>
    internal static async Task AddAsync(
        NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        var rows = release.Tables
            .SelectMany(t => t.Frequencies.Index().Select(f => (t.Group, Position: f.Index, Frequencies: f.Item)))
            .Where(r => r.Group.Kind == GroupKind.Country || r.Frequencies.Reason is null)
            .ToList();
        await using var command = new NpgsqlCommand("""
            INSERT INTO frequencies
                (release_id, kind, code, position, objective, respondents, reason, in_policy, questions, generated,
                 anchoring, reach, own_measure)
            SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            """, transaction.Connection, transaction)
        {
            Parameters =
            {
                Text(release.Id),
                Texts(rows.Select(r => EnumText.Of(r.Group.Kind))),
                Texts(rows.Select(r => r.Group.Code ?? "")),
                Ints(rows.Select(r => r.Position)),
                Texts(rows.Select(r => r.Frequencies.Objective)),
                BulkParameters.IntsOrNull(rows.Select(r => r.Frequencies.Respondents)),
                TextsOrNull(rows.Select(r => BulkParameters.NameOf(r.Frequencies.Reason))),
                BulkParameters.Jsons(rows.Select(r => r.Frequencies.InPolicy)),
                BulkParameters.Jsons(rows.Select(r => r.Frequencies.Questions)),
                BulkParameters.Bools(rows.Select(r => r.Frequencies.Generated)),
                BulkParameters.Jsons(rows.Select(r => r.Frequencies.Anchoring)),
                BulkParameters.Jsons(rows.Select(r => r.Frequencies.Reach)),
                BulkParameters.Jsons(rows.Select(r => r.Frequencies.OwnMeasure)),
            },
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static ObjectiveFrequencies Read(NpgsqlDataReader row) => new(
        row.GetString(3), row.OrNull<int>(4), ReleaseStore.ReasonOrNull(row, 5), FrequencyOrNull(row, 6),
        row.Json<IReadOnlyList<QuestionFrequencies>>(7, StoredJson.Form), row.GetBoolean(8))
    {
        Anchoring = row.Json<IReadOnlyList<QuestionFrequencies>>(9, StoredJson.Form),
        Reach = row.Json<IReadOnlyList<QuestionFrequencies>>(10, StoredJson.Form),
        OwnMeasure = FrequencyOrNull(row, 11),
    };

    private static Frequency? FrequencyOrNull(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.Json<Frequency>(column, StoredJson.Form);
}
