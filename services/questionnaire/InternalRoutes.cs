using System.Globalization;
using Microsoft.Extensions.Options;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;
using Npgsql;

namespace Monitor.Questionnaire;

/// <summary>
/// What other services fetch by invocation. JSON in camelCase, absent for null; 404 when there is no such thing.
/// </summary>
public static class InternalRoutes
{
    private static readonly string[] Readers = ["scoring", "benchmark"];

    public static void MapInternalRoutes(this IEndpointRouteBuilder app)
    {
        app.MapGet("/internal/questionnaires/{id}", QuestionnaireAsync).AllowCallers([.. Readers, "community"]);
        app.MapGet("/internal/areas", AreasAsync).AllowCallers([.. Readers, "community"]);
        app.MapGet("/internal/areas/names", AreaNamesAsync).AllowCallers("benchmark");
        app.MapGet("/internal/lineage", LineageAsync).AllowCallers(Readers);
        app.MapGet("/internal/rounds", RoundsAsync).AllowCallers(Readers);
        app.MapGet("/internal/responses/{id:guid}/revisions/{revision:int}", RevisionAsync).AllowCallers(Readers);
        app.MapGet("/internal/rounds/{year:int}/submissions", SubmissionsAsync).AllowCallers(Readers);
        app.MapGet("/internal/rounds/{year:int}/participation", ParticipationAsync).AllowCallers("benchmark");
        app.MapGet("/internal/rounds/{year:int}/answers", AnswersAsync).AllowCallers(Readers);
        app.MapGet("/internal/municipalities/{code}/rounds/{year:int}/answers", AnswersOfAsync).AllowCallers("scoring");
    }

    /// <summary>The questionnaire as it was published.</summary>
    private static async Task<IResult> QuestionnaireAsync(
        string id, QuestionnaireStore questionnaires, CancellationToken cancellationToken) =>
        await questionnaires.DocumentAsync(id, cancellationToken) is { } document
            ? Results.Text(document, "application/json")
            : Results.NotFound();

    /// <summary>
    /// The current municipalities with the regions that each is in, the codes of those of other lists (which are in no
    /// size class and no region of today), and all regions, centre areas with their centre municipality.
    /// </summary>
    private static async Task<IResult> AreasAsync(
        MunicipalityStore municipalities, RegionStore regions, CancellationToken cancellationToken)
    {
        var page = await municipalities.PageAsync(new MunicipalityFilter(), 10_000, null, cancellationToken);
        var memberships = await regions.OfMunicipalitiesAsync(
            page.Edges.Select(e => e.Node.Code), kind: null, cancellationToken);
        var all = await regions.ListAsync(kind: null, MunicipalityStore.CurrentYear, cancellationToken);
        return Json(new
        {
            municipalities = page.Edges.Select(e => new
            {
                e.Node.Code,
                e.Node.Name,
                e.Node.Inhabitants,
                sizeClass = e.Node.SizeClass?.Text(),
                regions = memberships[e.Node.Code].Select(r => new { kind = EnumText.Of(r.Kind), r.Code }),
            }),
            others = await municipalities.OtherCodesAsync(cancellationToken),
            regions = all.Select(r => new { r.Code, kind = EnumText.Of(r.Kind), r.Name, centre = r.CentreCode }),
        });
    }

    /// <summary>
    /// The municipalities of every list, under every name and in every province that they had on one, with the years.
    /// </summary>
    private static async Task<IResult> AreaNamesAsync(
        MunicipalityStore municipalities, CancellationToken cancellationToken) =>
        Json(new { municipalities = await municipalities.NamesAsync(cancellationToken) });

    /// <summary>
    /// By the rule of successions: for each municipality of the list of <c>to</c> (by default the current one), and
    /// each that had ended by then, those of the list of <c>from</c> (by default the earliest) whose area it holds. For
    /// a round <c>from</c> is its list's year. A weight is absent where no count is at hand.
    /// </summary>
    private static async Task<IResult> LineageAsync(
        int? to, int? from, AreaHistoryStore histories, CancellationToken cancellationToken)
    {
        var history = await histories.ReadAsync(cancellationToken);
        var (first, last) = (from ?? history.Years[0], to ?? MunicipalityStore.CurrentYear);
        if (!history.Years.Contains(first) || !history.Years.Contains(last))
        {
            return Results.NotFound();
        }

        return Json(new
        {
            rule = SuccessionRule.Id,
            to = last,
            from = first,
            municipalities = SuccessionRule.Mapping(history, first, last).Select(m => new
            {
                m.Code,
                m.Existed,
                weight = m.Weight?.Inhabitants,
                sources = m.Sources.Select(s => new
                {
                    s.Code, kind = EnumText.Of(s.Kind), s.Date, weight = s.Weight?.Inhabitants,
                }),
            }),
        });
    }

    private static async Task<IResult> RoundsAsync(RoundStore rounds, CancellationToken cancellationToken)
    {
        var all = await rounds.ListAsync(cancellationToken);
        var held = all.Where(r => r.Status != RoundStatus.Cancelled);
        return Json(held.Select(r => new
        {
            r.Year, r.Questionnaire, status = EnumText.Of(r.Status), r.Generated, r.AreasYear,
        }));
    }

    /// <summary>One submitted revision with its answers.</summary>
    private static async Task<IResult> RevisionAsync(
        Guid id, int revision, SubmissionStore submissions, CancellationToken cancellationToken) =>
        await submissions.FindAsync(id, revision, cancellationToken) is { } submitted
            ? Json(submitted)
            : Results.NotFound();

    /// <summary>The accepted set: of each response of the round its last submitted revision.</summary>
    private static async Task<IResult> SubmissionsAsync(
        int year, RoundStore rounds, SubmissionStore submissions, CancellationToken cancellationToken)
    {
        if (!(await rounds.FindAsync([year], cancellationToken)).TryGetValue(year, out var round))
        {
            return Results.NotFound();
        }

        return Json(new
        {
            round = year,
            closed = round.Status == RoundStatus.Closed,
            round.Generated,
            submissions = await submissions.AcceptedAsync(year, cancellationToken),
        });
    }

    /// <summary>How many were invited and responded, by size class; those without one under none.</summary>
    private static async Task<IResult> ParticipationAsync(
        int year, ParticipationStore participation, CancellationToken cancellationToken)
    {
        if (!(await participation.FindAsync([year], cancellationToken)).TryGetValue(year, out var found))
        {
            return Results.NotFound();
        }

        return Json(new
        {
            bySizeClass = found.BySizeClass.Select(c => new
            {
                sizeClass = c.SizeClass.Text(), invited = c.Municipalities, c.Responded,
            }),
            withoutSizeClass = new
            {
                invited = found.WithoutSizeClass.Municipalities, found.WithoutSizeClass.Responded,
            },
        });
    }

    /// <summary>The accepted set with its answers, by page; <c>next</c> is absent on the last one.</summary>
    private static async Task<IResult> AnswersAsync(
        int year,
        string? after,
        int? limit,
        RoundStore rounds,
        SubmissionStore submissions,
        IOptions<QuestionnaireOptions> options,
        CancellationToken cancellationToken)
    {
        if ((await rounds.FindAsync([year], cancellationToken)).Count == 0)
        {
            return Results.NotFound();
        }

        var from = Guid.Empty;
        if (!string.IsNullOrEmpty(after) && !Guid.TryParse(after, out from))
        {
            return Results.BadRequest();
        }

        var size = Math.Clamp(limit ?? options.Value.LargestInternalPage, 1, options.Value.LargestInternalPage);
        var items = await submissions.PageAsync(year, from, size, cancellationToken);
        return Json(new
        {
            items,
            next = items.Count == size ? items[^1].ResponseId.ToString("D", CultureInfo.InvariantCulture) : null,
        });
    }

    /// <summary>
    /// What one municipality answered: as last submitted (<c>from=SUBMITTED</c>, the default), or as now saved
    /// (<c>from=SAVED</c>). The caller has checked who asks.
    /// </summary>
    private static async Task<IResult> AnswersOfAsync(
        string code,
        int year,
        string? from,
        NpgsqlDataSource database,
        ResponseStore responses,
        SubmissionStore submissions,
        CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Municipality(code).BeginAsync(database, cancellationToken);
        if (await responses.FindAsync(acting, code, year, cancellationToken) is not { } response)
        {
            return Results.NotFound();
        }

        if (from == "SAVED")
        {
            var answers = await responses.AnswersAsync(acting, [response.Id], cancellationToken);
            return Json(new
            {
                responseId = response.Id,
                response.Revision,
                response.Round,
                response.Municipality,
                response.Questionnaire,
                response.Generated,
                answers = answers[response.Id],
            });
        }

        return response.SubmittedRevision is { } revision
            && await submissions.FindAsync(response.Id, revision, cancellationToken) is { } submitted
                ? Json(submitted)
                : Results.NotFound();
    }

    private static IResult Json<T>(T value) => Results.Json(value, SubmissionStore.Form);
}
