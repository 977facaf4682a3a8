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
    QuestionnaireStore questionnaires,
    RoundStore rounds,
    MunicipalityStore municipalities)
{
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
        var refusals = parents.Select(p => RefusalOf(caller, p)).ToList();
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
        var sheets = await SheetsAsync(parents, context, cancellationToken);
        return [.. sheets.Select(s => s.Progress)];
    }

    /// <summary><c>Response.answers</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<AnswerView>>> AnswersAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var sheets = await SheetsAsync(parents, context, cancellationToken);
        return [.. sheets.Select(s => s.Answers.Select(a => AnswerView.Of(s.Questionnaire, a)))];
    }

    /// <summary><c>Response.history</c>.</summary>
    public async ValueTask<IReadOnlyList<IEnumerable<ResponseChange>>> HistoryAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        await using var acting = await ActAsync(context, cancellationToken);
        var found = await responses.HistoryAsync(acting, parents.Select(p => p.Id), cancellationToken);
        return [.. parents.Select(p => found[p.Id])];
    }

    private async Task<IReadOnlyList<AnswerSheet>> SheetsAsync(
        IReadOnlyList<Response> parents, FieldContext context, CancellationToken cancellationToken)
    {
        var forms = await questionnaires.FindAsync(parents.Select(p => p.Questionnaire), cancellationToken);
        await using var acting = await ActAsync(context, cancellationToken);
        var found = await responses.AnswersAsync(acting, parents.Select(p => p.Id), cancellationToken);
        return [.. parents.Select(p => new AnswerSheet(forms[p.Questionnaire], found[p.Id]))];
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

    private static ClientException? RefusalOf(Caller caller, Municipality municipality)
    {
        try
        {
            caller.RequireOwn(municipality.Code);
            return null;
        }
        catch (ClientException refusal)
        {
            return refusal;
        }
    }

    internal static ClientException NotFound() =>
        new("NOT_FOUND", "There is no response with this id among those of the municipality you act for.");
}
