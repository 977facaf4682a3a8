using Microsoft.Extensions.Options;
using Monitor.GraphQL.Execution;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>Answers the fields about rounds.</summary>
public sealed class RoundResolvers(
    RoundStore rounds,
    ParticipationStore participation,
    InvitedStore invited,
    RoundChangeStore changes,
    MunicipalityStore municipalities,
    QuestionnaireStore questionnaires,
    IOptions<QuestionnaireOptions> options)
{
    /// <summary>The cache group of the list of rounds.</summary>
    internal const string AllRounds = "rounds";

    public async ValueTask<Round?> RoundAsync(FieldContext context, CancellationToken cancellationToken)
    {
        var year = context.Argument<int>("year");
        context.Cache.Groups(CacheGroup(year));
        var found = await rounds.FindAsync([year], cancellationToken);
        return found.TryGetValue(year, out var round) ? round : throw UnknownRound(year);
    }

    public async ValueTask<IReadOnlyList<Round>?> RoundsAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var found = await rounds.ListAsync(cancellationToken);
        context.Cache.Groups([AllRounds, .. found.Select(r => CacheGroup(r.Year))]);
        return found;
    }

    public async ValueTask<IReadOnlyList<Round?>> RoundEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken)
    {
        var years = keys.Select(k => k.Get<int>("year")).ToList();
        context.Cache.Groups([.. years.Distinct().Select(CacheGroup)]);
        var found = await rounds.FindAsync(years, cancellationToken);
        return [.. years.Select(year => found.GetValueOrDefault(year))];
    }

    /// <summary><c>Round.questionnaire</c>.</summary>
    public async ValueTask<IReadOnlyList<Domain.Questionnaire>> QuestionnairesOfAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await questionnaires.FindAsync(parents.Select(p => p.Questionnaire), cancellationToken);
        return [.. parents.Select(p => found[p.Questionnaire])];
    }

    /// <summary><c>Round.participation</c>.</summary>
    public async ValueTask<IReadOnlyList<Participation?>> ParticipationAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await participation.FindAsync(parents.Select(p => p.Year), cancellationToken);
        return [.. parents.Select(p => found.GetValueOrDefault(p.Year))];
    }

    /// <summary><c>Round.invited</c>.</summary>
    public async ValueTask<IReadOnlyList<Connection<Municipality>>> InvitedAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var first = PageArguments.First(context, options.Value);
        var after = MunicipalityCursor.Parse(context.Argument<string?>("after"));
        var pages = await invited.PageAsync(parents.Select(p => p.Year), first, after, cancellationToken);
        var found = await municipalities.FindAsync(
            pages.Values.SelectMany(p => p.Rows.Select(r => r.Code)), cancellationToken);
        return
        [
            .. parents.Select(p => pages[p.Year]).Select(page => Connection.Of(
                [.. page.Rows.Select(r => new Edge<Municipality>(r.Cursor, found[r.Code]))],
                first, page.Total, after is not null)),
        ];
    }

    /// <summary><c>Round.changes</c>.</summary>
    public async ValueTask<IReadOnlyList<Connection<RoundChange>>> ChangesAsync(
        IReadOnlyList<Round> parents, FieldContext context, CancellationToken cancellationToken)
    {
        RoundWork.RequireInstitute(context);
        var first = PageArguments.First(context, options.Value);
        var after = NumberCursor.Parse(context.Argument<string?>("after"));
        var pages = await changes.PageAsync(parents.Select(p => p.Year), first, after, cancellationToken);
        return
        [
            .. parents.Select(p => pages[p.Year]).Select(page => Connection.Of(
                [.. page.Changes.Select(c => new Edge<RoundChange>(NumberCursor.Text(c.Id), c))],
                first, page.Total, after is not null)),
        ];
    }

    internal static ClientException UnknownRound(int year) =>
        new("UNKNOWN_ROUND", $"There is no round {year}; `rounds` lists them.");

    /// <summary>The cache group of a round, its participation included.</summary>
    internal static string CacheGroup(int year) => FormattableString.Invariant($"round-{year}");
}
