using Monitor.Benchmark.Domain;
using Monitor.Hosting;
using Npgsql;
using static Monitor.Hosting.Parameters;

namespace Monitor.Benchmark.Storage;

/// <summary>A release, without its figures.</summary>
public sealed record ReleaseSummary(string Id, int Round, string? RuleSet, bool Generated, DateTimeOffset MadeAt);

/// <summary>
/// What there is in releases, for those who list it; the figures themselves are <see cref="ReleaseStore"/>'s.
/// </summary>
public sealed class ReleaseContents(NpgsqlDataSource database)
{
    /// <summary>All releases, by round.</summary>
    public async Task<IReadOnlyList<ReleaseSummary>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT id, round, rule_set, generated, made_at FROM releases ORDER BY round, made_at, id");
        return await command.ReadAsync(
            row => new ReleaseSummary(
                row.GetString(0), row.GetInt32(1), row.TextOrNull(2), row.GetBoolean(3),
                row.GetFieldValue<DateTimeOffset>(4)),
            cancellationToken);
    }

    /// <summary>An edition of a round; the newest where none is named.</summary>
    /// <exception cref="ClientException">NOT_FOUND: there is no such release.</exception>
    public async Task<ReleaseSummary> FindAsync(int round, string? edition, CancellationToken cancellationToken)
    {
        var found = (await ListAsync(cancellationToken)).Where(r => r.Round == round).ToList();
        return found.LastOrDefault(r => edition is null || r.Id == edition)
            ?? throw new ClientException("NOT_FOUND", edition is null
                ? $"There are no released figures of a round {round}."
                : $"Round {round} has no edition {edition}.");
    }

    /// <summary>
    /// The groups of a release, shown or not: the country, then kind by kind in the order of their codes.
    /// </summary>
    public async Task<IReadOnlyList<Group>> GroupsAsync(string release, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT kind, code, label FROM aggregates WHERE release_id = $1");
        command.Parameters.Add(Text(release));
        var groups = await command.ReadAsync(
            row => new Group(
                EnumText.Parse<GroupKind>(row.GetString(0)),
                row.GetString(1) is { Length: > 0 } code ? code : null,
                row.GetString(2)),
            cancellationToken);
        return [.. groups.OrderBy(g => g.Kind).ThenBy(g => g.Code, StringComparer.Ordinal)];
    }

    /// <summary>The objectives of a release, in the order of the questionnaire.</summary>
    public async Task<IReadOnlyList<string>> ObjectivesAsync(string release, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("""
            SELECT objective FROM objective_aggregates
            WHERE release_id = $1 AND kind = 'COUNTRY' ORDER BY position
            """);
        command.Parameters.Add(Text(release));
        return await command.ReadAsync(row => row.GetString(0), cancellationToken);
    }
}
