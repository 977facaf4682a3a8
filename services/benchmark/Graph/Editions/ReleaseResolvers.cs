using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers which editions of a release there are, and the figures of any of them.</summary>
public sealed class ReleaseResolvers(
    EditionStore editions,
    ParticipationStore participation,
    TableResolvers tables,
    AggregateReader aggregates,
    ErratumStore errata)
{
    private static readonly GroupInput Country = new(GroupKind.Country);

    /// <summary><c>Round.releases</c>: the newest first, none as long as the round is open.</summary>
    public async ValueTask<IReadOnlyList<object?>> ReleasesAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await ListAsync(rounds, context, cancellationToken);
        return [.. rounds.Select(r => found[r.Year].Select(ReleaseView.Of).ToList())];
    }

    /// <summary><c>Round.release</c>: the newest, the one with this id, or the one that was the newest then.</summary>
    public async ValueTask<IReadOnlyList<object?>> ReleaseAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument<string?>("id");
        var asOf = context.Argument<DateTimeOffset?>("asOf");
        if (id is not null && asOf is not null)
        {
            throw new ClientException("BAD_USER_INPUT", "Give `id` or `asOf`, not both.");
        }

        bool IsAsked(Edition edition) =>
            id is not null ? edition.Id == id : asOf is not { } then || edition.MadeAt <= then;

        var found = await ListAsync(rounds, context, cancellationToken);
        return
        [
            .. rounds.Select(r => found[r.Year].FirstOrDefault(IsAsked) is { } edition
                ? ReleaseView.Of(edition)
                : id is null ? (object?)null : NotFound(r.Year, id)),
        ];
    }

    /// <summary><c>Release.participation</c>.</summary>
    public async ValueTask<IReadOnlyList<ReleaseParticipationView?>> ParticipationAsync(
        IReadOnlyList<ReleaseView> releases, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await participation.FindAsync(releases.Select(r => r.Id), cancellationToken);
        return
        [
            .. releases.Select(
                r => found.TryGetValue(r.Id, out var classes) ? ReleaseParticipationView.Of(classes) : null),
        ];
    }

    /// <summary><c>Release.suppressed</c>: for the institute alone.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<SuppressedCellsView>?>> SuppressedAsync(
        IReadOnlyList<ReleaseView> releases, FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireRole(Role.Institute, Role.Administrator);
        var found = await editions.SuppressedAsync(releases.Select(r => r.Id).Distinct(), cancellationToken);
        return
        [
            .. releases.Select(
                r => found.TryGetValue(r.Id, out var cells) ? SuppressedCellsView.Of(cells) : null),
        ];
    }

    /// <summary><c>Release.errata</c>: those that say that it was wrong, and the one that it came of.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<ErratumView>>> ErrataAsync(
        IReadOnlyList<ReleaseView> releases, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await errata.OfRoundsAsync(releases.Select(r => r.Round).Distinct(), cancellationToken);
        return
        [
            .. releases.Select(r => found[r.Round]
                .Where(e => e.Release == r.Id || e.CorrectedBy == r.Id).Select(ErratumView.Of).ToList()),
        ];
    }

    /// <summary><c>Release.benchmark</c>: the whole country unless a group is named.</summary>
    public async ValueTask<IReadOnlyList<object?>> BenchmarksAsync(
        IReadOnlyList<ReleaseView> releases, FieldContext context, CancellationToken cancellationToken)
    {
        var group = context.Argument<GroupInput?>("group") ?? Country;
        var components = context.Components();
        object Wish(ReleaseView release) => group.In(release.Round, components) is var wish && wish is AggregateKey key
            ? key with { Release = release.Id }
            : wish;

        return await aggregates.ReadAsync([.. releases.Select(Wish)], context, cancellationToken);
    }

    /// <summary><c>Release.scoreBySizeClass</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> ScoresAsync(
        IReadOnlyList<ReleaseView> releases, FieldContext context, CancellationToken cancellationToken) =>
        ScoresAsync([.. releases.Select(r => r.Key)], context, cancellationToken);

    /// <summary><c>Round.scoreBySizeClass</c>: of the newest release.</summary>
    public ValueTask<IReadOnlyList<object?>> ScoresAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken) =>
        ScoresAsync([.. rounds.Select(r => new EditionKey(r.Year, Release: null))], context, cancellationToken);

    /// <summary><c>Release.frequencies</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> FrequenciesAsync(
        IReadOnlyList<ReleaseView> releases, FieldContext context, CancellationToken cancellationToken) =>
        tables.FrequenciesAsync([.. releases.Select(r => r.Key)], context, cancellationToken);

    /// <summary><c>Release.policyCoverage</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> CoverageAsync(
        IReadOnlyList<ReleaseView> releases, FieldContext context, CancellationToken cancellationToken) =>
        tables.CoverageAsync([.. releases.Select(r => r.Key)], context, cancellationToken);

    /// <summary><c>Release.extraQuestions</c>.</summary>
    public ValueTask<IReadOnlyList<object?>> ExtraQuestionsAsync(
        IReadOnlyList<ReleaseView> releases, FieldContext context, CancellationToken cancellationToken) =>
        tables.ExtraQuestionsAsync([.. releases.Select(r => r.Key)], context, cancellationToken);

    private async ValueTask<IReadOnlyList<object?>> ScoresAsync(
        IReadOnlyList<EditionKey> releases, FieldContext context, CancellationToken cancellationToken)
    {
        var classes = Group.SizeClasses;
        var found = await aggregates.ReadAsync(
            [
                .. releases.SelectMany(r => classes.Select(
                    c => new AggregateKey(r.Round, GroupKind.SizeClass, c.Code) { Release = r.Release })),
            ],
            context,
            cancellationToken);
        return
        [
            .. found.Chunk(classes.Count).Select(scores => scores.FirstOrDefault(s => s is ClientException)
                ?? scores.OfType<AggregateView>().Select(SizeClassScoreView.Of).ToList()),
        ];
    }

    private static ClientException NotFound(int round, string id) =>
        new("NOT_FOUND", $"Round {round} has no release {id}.");

    private async Task<ILookup<int, Edition>> ListAsync(
        IReadOnlyList<RoundReference> rounds, FieldContext context, CancellationToken cancellationToken)
    {
        var years = rounds.Select(r => r.Year).Distinct().ToList();
        var found = await editions.ListAsync(years, cancellationToken);
        context.Cache.Groups([.. years.Select(year => $"release-{year}")]);
        if (years.Any(year => !found.Contains(year)))
        {
            context.Cache.NoStore(); // released any moment, and then it must be seen
        }

        return found;
    }
}
