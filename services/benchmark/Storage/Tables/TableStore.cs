using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>
/// How many objectives are in policy, and the extra questions, of every group: added with a release, never changed.
/// </summary>
/// <remarks>
/// Of groups below the country only what is shown is stored. A release of before these tables has no rows at all: it is
/// absent from the answers.
/// </remarks>
public sealed class TableStore(NpgsqlDataSource database)
{
    /// <summary>Numbers of objectives in policy; TOO_FEW where they are withheld.</summary>
    public async Task<IReadOnlyDictionary<ReleasedGroup, PolicyNumbers>> PolicyNumbersAsync(
        IEnumerable<ReleasedGroup> groups, CancellationToken cancellationToken)
    {
        var (recorded, found) = await FindAsync(
            """
            SELECT release_id FROM policy_numbers WHERE release_id = ANY ($1) AND kind = 'COUNTRY'
            """,
            """
            SELECT release_id, kind, code, p.respondents, p.reason, p.counts
            FROM unnest($1, $2, $3) AS wanted (release_id, kind, code)
            JOIN policy_numbers p USING (release_id, kind, code)
            """,
            groups,
            ReadNumbers,
            cancellationToken);
        return recorded.ToDictionary(g => g, g => found.GetValueOrDefault(g, PolicyNumbers.TooFew));
    }

    /// <summary>The extra questions; TOO_FEW where they are withheld, null where none were asked.</summary>
    public async Task<IReadOnlyDictionary<ReleasedGroup, ExtraAnswers?>> ExtraAnswersAsync(
        IEnumerable<ReleasedGroup> groups, CancellationToken cancellationToken)
    {
        var wanted = groups.ToHashSet();
        var countries = wanted.Select(CountryOf).ToHashSet();
        var (recorded, found) = await FindAsync(
            """
            SELECT release_id FROM extra_answers WHERE release_id = ANY ($1) AND kind = 'COUNTRY'
            """,
            """
            SELECT release_id, kind, code, e.respondents, e.reason, e.questions, e.marks, e.correlation
            FROM unnest($1, $2, $3) AS wanted (release_id, kind, code)
            JOIN extra_answers e USING (release_id, kind, code)
            """,
            wanted.Union(countries),
            ReadExtra,
            cancellationToken);
        return recorded.Where(wanted.Contains).ToDictionary(
            g => g, g => found[CountryOf(g)] is null ? null : found.GetValueOrDefault(g, ExtraAnswers.TooFew));
    }

    /// <summary>Adds the tables of a release, each kind in one statement.</summary>
    internal static async Task AddAsync(
        NpgsqlTransaction transaction, Release release, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var numbers = Stored(release, t => t.PolicyNumbers.Reason is null);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO policy_numbers (release_id, kind, code, respondents, reason, counts)
            SELECT $1, * FROM unnest($2, $3, $4, $5, $6)
            """)
        {
            Parameters =
            {
                Text(release.Id),
                Kinds(numbers),
                Codes(numbers),
                BulkParameters.IntsOrNull(numbers.Select(t => t.PolicyNumbers.Respondents)),
                TextsOrNull(numbers.Select(t => BulkParameters.NameOf(t.PolicyNumbers.Reason))),
                BulkParameters.Jsons(numbers.Select(t => t.PolicyNumbers.Counts)),
            },
        });
        var extra = Stored(release, t => t.Extra is { Reason: null });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("""
            INSERT INTO extra_answers
                (release_id, kind, code, respondents, reason, questions, marks, correlation)
            SELECT $1, * FROM unnest($2, $3, $4, $5, $6, $7, $8)
            """)
        {
            Parameters =
            {
                Text(release.Id),
                Kinds(extra),
                Codes(extra),
                BulkParameters.IntsOrNull(extra.Select(t => t.Extra?.Respondents)),
                TextsOrNull(extra.Select(t => BulkParameters.NameOf(t.Extra?.Reason))),
                BulkParameters.Jsons(extra.Select(t => t.Extra?.Questions ?? [])),
                BulkParameters.Jsons(extra.Select(t => t.Extra?.Marks ?? [])),
                BulkParameters.Jsons(extra.Select(t => t.Extra?.Correlation)),
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static List<GroupTables> Stored(Release release, Func<GroupTables, bool> isShown) =>
        [.. release.Tables.Where(t => t.Group.Kind == GroupKind.Country || isShown(t))];

    private static NpgsqlParameter<string[]> Kinds(IEnumerable<GroupTables> tables) =>
        Texts(tables.Select(t => EnumText.Of(t.Group.Kind)));

    private static NpgsqlParameter<string[]> Codes(IEnumerable<GroupTables> tables) =>
        Texts(tables.Select(t => t.Group.Code ?? ""));

    private static ReleasedGroup CountryOf(ReleasedGroup group) => new(group.Release, GroupKind.Country, null);

    /// <summary>Which of the groups are of a release that has such rows, and what is stored of them.</summary>
    private async Task<(IReadOnlyList<ReleasedGroup> Recorded, IReadOnlyDictionary<ReleasedGroup, T> Found)>
        FindAsync<T>(
            string releases,
            string rows,
            IEnumerable<ReleasedGroup> groups,
            Func<NpgsqlDataReader, T> read,
            CancellationToken cancellationToken)
    {
        var wanted = groups.ToHashSet();
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(releases)
        {
            Parameters = { Texts(wanted.Select(g => g.Release).Distinct()) },
        });
        batch.BatchCommands.Add(ReleasedGroup.Select(rows, wanted));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var recorded = (await reader.ReadRowsAsync(row => row.GetString(0), cancellationToken)).ToHashSet();
        await reader.NextResultAsync(cancellationToken);
        var found = await reader.ReadRowsAsync(
            row => (Group: ReleasedGroup.Read(row), Value: read(row)), cancellationToken);
        return (
            [.. wanted.Where(g => recorded.Contains(g.Release))],
            found.ToDictionary(f => f.Group, f => f.Value));
    }

    private static PolicyNumbers ReadNumbers(NpgsqlDataReader row) => new(
        row.OrNull<int>(3), ReleaseStore.ReasonOrNull(row, 4),
        row.Json<IReadOnlyList<NumberFrequency>>(5, StoredJson.Form));

    // Neither respondents nor a reason: the questionnaire asks nothing beside the objectives.
    private static ExtraAnswers? ReadExtra(NpgsqlDataReader row) =>
        row.IsDBNull(3) && row.IsDBNull(4)
            ? null
            : new ExtraAnswers(
                row.OrNull<int>(3), ReleaseStore.ReasonOrNull(row, 4),
                row.Json<IReadOnlyList<ExtraFrequencies>>(5, StoredJson.Form),
                row.Json<IReadOnlyList<MarkFrequencies>>(6, StoredJson.Form),
                row.IsDBNull(7) ? null : row.Json<Correlation>(7, StoredJson.Form));
}
