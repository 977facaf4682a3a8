using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire.Graph;

/// <summary>
/// Answers the fields about responses: each to members of the municipality that it belongs to only. The database
/// holds the same rule (<see cref="ActingAs"/>), should one be forgotten here.
/// </summary>
public sealed class ResponseResolvers(
    NpgsqlDataSource database,
    ResponseStore responses,
    HistoryStore history,
    RemarkStore remarks,
    PrefillSources sources,
    QuestionnaireStore questionnaires,
    RoundStore rounds,
    MunicipalityStore municipalities)
{
    private const int LargestHistoryPage = 200;

    public async ValueTask<Response?> ResponseAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireToken();
        return Guid.TryParse(context.Argument<string>("id"), out var id)
            && (await OwnAsync(context, [id], cancellationToken)).TryGetValue(id, out var response)
                ? response
                : throw NotFound();
    }

    public async ValueTask<IReadOnlyList<object?>> ResponseEntitiesAsync(
        IReadOnlyList<Representation> keys, FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireToken();
        var ids = keys.Select(k => Guid.TryParse(k.Get("id"), out var id) ? id : Guid.Empty).ToList();
        var own = await OwnAsync(context, ids, cancellationToken);
        return [.. ids.Select(id => own.TryGetValue(id, out var response) ? (object?)response : NotFound())];
    }

    /// <summary><c>Municipality.response</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> ResponsesOfAsync(
        IReadOnlyList<Municipality> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var refusals = parents.Select(p => caller.RefusalOf(p.Code)).ToList();
        Response? own = null;
        if (refusals.Contains(null))
        {
            var year = context.Argument<int>("round");
            if ((await rounds.FindAsync([year], cancellationToken)).Count == 0)
            {
                throw RoundResolvers.UnknownRound(year);
            }

            await using var acting = await ActAsync(context, cancellationToken);
            own = await responses.FindAsync(acting, caller.Municipality!, year, cancellationToken);
        }

        return [.. refusals.Select(refusal => (object?)refusal ?? own)];
    }

    /// <summary><c>Response.municipality</c>.</summary>
    public async ValueTask<IReadOnlyList<Municipality>> MunicipalitiesOfAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await municipalities.FindAsync(parents.Select(p => p.Municipality), cancellationToken);
        return [.. parents.Select(p => found[p.Municipality])];
    }

    /// <summary><c>Response.round</c>.</summary>
    public async ValueTask<IReadOnlyList<Round>> RoundsOfAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await rounds.FindAsync(parents.Select(p => p.Round), cancellationToken);
        return [.. parents.Select(p => found[p.Round])];
    }

    /// <summary><c>Response.progress</c>.</summary>
    public async ValueTask<IReadOnlyList<Progress>> ProgressAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var working = await WorkingAsync(parents, context, cancellationToken);
        return [.. working.Select(Progress.Of)];
    }

    /// <summary><c>Response.answers</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<AnswerView>>> AnswersAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var objectives = context.Argument<IReadOnlyList<string>?>("objectives");
        var questions = context.Argument<IReadOnlyList<string>?>("questions");
        var unconfirmed = context.Argument<bool?>("unconfirmed");
        var working = await WorkingAsync(parents, context, cancellationToken);
        return [.. working.Select(w => w.Answered
            .Where(a => (objectives is null || objectives.Contains(w.Sections.Of(a.Answer.Question).Id))
                && (questions is null || questions.Contains(a.Answer.Question))
                && (unconfirmed is null || unconfirmed == a.IsUnconfirmed))
            .Select(a => AnswerView.Of(w.Questionnaire, a)))];
    }

    /// <summary><c>Response.remarks</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<RemarkView>>> RemarksAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var question = context.Argument<string?>("question");
        var forms = await questionnaires.FindAsync(parents.Select(p => p.Questionnaire), cancellationToken);
        await using var acting = await ActAsync(context, cancellationToken);
        var found = await remarks.OfResponsesAsync(acting, parents.Select(p => p.Id), cancellationToken);
        return [.. parents.Select(p => found[p.Id]
            .Where(r => question is null || r.Question == question)
            .Select(r => RemarkView.Of(forms[p.Questionnaire], r)))];
    }

    /// <summary><c>Response.history</c>.</summary>
    public async ValueTask<IReadOnlyList<ChangeConnection>> HistoryAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var first = Paging.First(context, LargestHistoryPage);
        var after = context.Argument<string?>("after");
        var forms = await questionnaires.FindAsync(parents.Select(p => p.Questionnaire), cancellationToken);
        await using var acting = await ActAsync(context, cancellationToken);
        var found = await history.PageAsync(
            acting,
            parents.Select(p => p.Id),
            context.Argument<string?>("question"),
            after is null ? null : Paging.Place(after),
            first + 1,
            cancellationToken);
        return [.. parents.Select(p => ChangeConnection.Of(
            forms[p.Questionnaire], [.. found[p.Id]], first, isContinued: after is not null))];
    }

    /// <summary><c>Response.warnings</c>: of its answers and remarks, and of the reason of its latest act.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<PersonalDataWarning>>> WarningsAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var working = await WorkingAsync(parents, context, cancellationToken);
        await using var acting = await ActAsync(context, cancellationToken);
        var ids = parents.Select(p => p.Id).ToList();
        var beside = await remarks.OfResponsesAsync(acting, ids, cancellationToken);
        var latest = await history.PageAsync(acting, ids, null, null, 1, cancellationToken);
        return [.. working.Select(w => w.Answered.SelectMany(a => AnswerView.Of(w.Questionnaire, a).Warnings)
            .Concat(beside[w.Response.Id].SelectMany(r => RemarkView.Of(w.Questionnaire, r).Warnings))
            .Concat(latest[w.Response.Id].SelectMany(c => ChangeView.Of(w.Questionnaire, c.Change).Warnings)))];
    }

    /// <summary><c>Response.prefill</c>.</summary>
    public async ValueTask<IReadOnlyList<PrefillView>> PrefillAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var from = context.Argument<int?>("from");
        var objectives = context.Argument<IReadOnlyList<string>?>("objectives");
        List<PrefillView> plans = [];
        foreach (var working in await WorkingAsync(parents, context, cancellationToken))
        {
            var source = await sources.FindAsync(working.Response, from, cancellationToken);
            plans.Add(PrefillView.Of(Prefilling.Plan(working, source, objectives)));
        }

        return plans;
    }

    /// <summary><c>PrefillOrigin.municipality</c>.</summary>
    public async ValueTask<IReadOnlyList<Municipality>> OriginsAsync(
        IReadOnlyList<PrefillOrigin> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var found = await municipalities.FindAsync(parents.Select(p => p.Municipality), cancellationToken);
        return [.. parents.Select(p => found[p.Municipality])];
    }

    private async Task<IReadOnlyList<WorkingResponse>> WorkingAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var forms = await questionnaires.FindAsync(parents.Select(p => p.Questionnaire), cancellationToken);
        await using var acting = await ActAsync(context, cancellationToken);
        var found = await responses.StoredAnswersAsync(acting, parents.Select(p => p.Id), cancellationToken);
        return [.. parents.Select(p => new WorkingResponse(p, forms[p.Questionnaire], found[p.Id]))];
    }

    private async Task<IReadOnlyDictionary<Guid, Response>> OwnAsync(
        FieldContext context, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await using var acting = await ActAsync(context, cancellationToken);
        return await responses.FindAsync(acting, ids, cancellationToken);
    }

    // Someone who acts for no municipality has no response: row security finds none for the empty code.
    private Task<ActingTransaction> ActAsync(FieldContext context, CancellationToken cancellationToken) =>
        ActingAs.Municipality(context.Caller().Municipality ?? "").BeginAsync(database, cancellationToken);

    internal static ClientException NotFound() =>
        new("NOT_FOUND", "There is no response with this id among those of the municipality you act for.");
}
