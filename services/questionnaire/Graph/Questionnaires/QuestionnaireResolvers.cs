using System.Text.Json;
using Microsoft.Extensions.Options;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire.Graph;

/// <summary>
/// Answers the fields about questionnaires and objectives. What is published is everyone's; drafts are the institute's,
/// and to others they do not exist.
/// </summary>
public sealed class QuestionnaireResolvers(
    QuestionnaireStore published,
    DraftStore drafts,
    QuestionnaireList list,
    QuestionnaireHistoryStore history,
    IOptions<QuestionnaireOptions> options)
{
    /// <summary>What publishing a version makes stale: which is the latest, and what supersedes what.</summary>
    internal const string CacheGroup = "questionnaires";

    public async ValueTask<Domain.Questionnaire?> QuestionnaireAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var id = context.Argument<string>("id");
        var found = await SeenAsync(context, [id], cancellationToken);
        return found.TryGetValue(id, out var questionnaire) ? questionnaire : throw Unknown(id);
    }

    public async ValueTask<QuestionnaireConnection?> QuestionnairesAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var first = context.Argument<int?>("first") ?? 50;   // an explicit null is no 0
        if (first < 0 || first > options.Value.LargestPage)
        {
            throw new ClientException("PAGE_SIZE", $"`first` goes from 0 to {options.Value.LargestPage}.");
        }

        var after = QuestionnaireCursor.Parse(context.Argument<string?>("after"));
        var statuses = StatusesFor(context.Caller(), context.Argument<QuestionnaireStatus?>("status"));
        var page = await list.PageAsync(statuses, first, after, cancellationToken);
        return QuestionnaireConnection.Of(page, after is not null);
    }

    public async ValueTask<IReadOnlyList<Difference>?> DifferencesAsync(
        FieldContext context, CancellationToken cancellationToken)
    {
        var from = context.Argument<string>("from");
        var to = context.Argument<string>("to");
        var found = await SeenAsync(context, [from, to], cancellationToken);
        return VersionComparison.Between(
            found.GetValueOrDefault(from) ?? throw Unknown(from),
            found.GetValueOrDefault(to) ?? throw Unknown(to));
    }

    public async ValueTask<IReadOnlyList<Objective?>> ObjectiveEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        var ids = keys.Select(k => k.Get("id")).ToList();
        var found = await published.FindObjectivesAsync(ids, cancellationToken);
        return [.. ids.Select(id => found.GetValueOrDefault(id))];
    }

    /// <summary><c>Questionnaire.status</c>.</summary>
    public async ValueTask<IReadOnlyList<QuestionnaireStatus>> StatusesAsync(
        IReadOnlyList<Domain.Questionnaire> parents, FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        var superseded = await published.SupersededByAsync(parents.Select(p => p.Id), cancellationToken);
        return [.. parents.Select(p => p.Draft switch
        {
            { DiscardedAt: not null } => QuestionnaireStatus.Discarded,
            not null => QuestionnaireStatus.Draft,
            null => superseded.ContainsKey(p.Id) ? QuestionnaireStatus.Superseded : QuestionnaireStatus.Published,
        })];
    }

    /// <summary><c>Questionnaire.supersedes</c>.</summary>
    public async ValueTask<IReadOnlyList<Domain.Questionnaire?>> SupersededAsync(
        IReadOnlyList<Domain.Questionnaire> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await published.FindAsync(parents.Select(p => p.Supersedes).OfType<string>(), cancellationToken);
        return [.. parents.Select(p => p.Supersedes is { } id ? found.GetValueOrDefault(id) : null)];
    }

    /// <summary><c>Questionnaire.supersededBy</c>.</summary>
    public async ValueTask<IReadOnlyList<Domain.Questionnaire?>> SupersededByAsync(
        IReadOnlyList<Domain.Questionnaire> parents, FieldContext context, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        var newer = await published.SupersededByAsync(parents.Select(p => p.Id), cancellationToken);
        var found = await published.FindAsync(newer.Values, cancellationToken);
        return [.. parents.Select(p => newer.TryGetValue(p.Id, out var id) ? found.GetValueOrDefault(id) : null)];
    }

    /// <summary><c>Questionnaire.document</c>.</summary>
    public ValueTask<IReadOnlyList<JsonElement>> DocumentsAsync(
        IReadOnlyList<Domain.Questionnaire> parents, FieldContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<JsonElement>>(
            [.. parents.Select(p => JsonElement.Parse(QuestionnaireJson.Write(p)))]);

    /// <summary><c>Questionnaire.preview</c>.</summary>
    public ValueTask<IReadOnlyList<QuestionnairePreview?>> PreviewsAsync(
        IReadOnlyList<Domain.Questionnaire> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var answers = (context.Argument<IReadOnlyList<AnswerInput>?>("answers") ?? []).Select(a => a.ToGiven().Answer);
        IReadOnlyList<Answer> given = [.. answers];
        return ValueTask.FromResult<IReadOnlyList<QuestionnairePreview?>>(
            [.. parents.Select(p => QuestionnairePreview.Of(p, given))]);
    }

    /// <summary><c>Questionnaire.history</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<QuestionnaireEvent>?>> HistoryAsync(
        IReadOnlyList<Domain.Questionnaire> parents, FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireRole(Role.Institute, Role.Administrator);
        var found = await history.FindAsync(parents.Select(p => p.Id), cancellationToken);
        return [.. parents.Select(p => found[p.Id])];
    }

    internal static ClientException Unknown(string id) => new(
        "UNKNOWN_QUESTIONNAIRE",
        $"There is no questionnaire '{id}'; a round names its own, `questionnaires` lists all.");

    /// <summary>What the caller may see of these: a draft keeps the answer out of every cache.</summary>
    private async Task<IReadOnlyDictionary<string, Domain.Questionnaire>> SeenAsync(
        FieldContext context, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        context.Cache.Groups(CacheGroup);
        var found = await published.FindAsync(ids, cancellationToken);
        var others = ids.Where(id => !found.ContainsKey(id)).ToList();
        if (others.Count == 0 || !IsInstitute(context.Caller()))
        {
            return found;
        }

        context.Cache.NoStore();
        var drafted = await drafts.FindAsync(others, cancellationToken);
        return found.Concat(drafted).ToDictionary(StringComparer.Ordinal);
    }

    private static IReadOnlyCollection<QuestionnaireStatus> StatusesFor(Caller caller, QuestionnaireStatus? asked)
    {
        if (asked is QuestionnaireStatus.Draft or QuestionnaireStatus.Discarded)
        {
            caller.RequireRole(Role.Institute, Role.Administrator);
        }

        return asked is { } one
            ? [one]
            : IsInstitute(caller)
                ? [QuestionnaireStatus.Draft, QuestionnaireStatus.Published, QuestionnaireStatus.Superseded]
                : [QuestionnaireStatus.Published, QuestionnaireStatus.Superseded];
    }

    private static bool IsInstitute(Caller caller) => caller.Has(Role.Institute) || caller.Has(Role.Administrator);
}
