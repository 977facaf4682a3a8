using Microsoft.AspNetCore.Mvc;
using Monitor.Hosting;

namespace Monitor.Scoring.Exchange;

/// <summary>
/// A municipality's plan as files, for its own members: the gateway forwards the request with the caller's token.
/// </summary>
public static class PlanExports
{
    public static void MapPlanExports(this IEndpointRouteBuilder app)
    {
        app.MapGet("/exports/plan/{municipality}.html", HtmlAsync)
            .RecordsExport().AllowCallers("gateway").AnswersWithProblems();
        app.MapGet("/exports/plan/{municipality}.csv", CsvAsync)
            .RecordsExport().AllowCallers("gateway").AnswersWithProblems();
    }

    private static async Task<IResult> HtmlAsync(
        string municipality,
        [FromQuery] string? plan,
        HttpContext context,
        [FromServices] PlanDocuments documents,
        CancellationToken cancellationToken)
    {
        var document = await OwnAsync(municipality, plan, context, documents, cancellationToken);
        context.Response.Headers.ContentSecurityPolicy = PlanHtml.Policy;
        return Results.Content(PlanHtml.Of(document), "text/html; charset=utf-8");
    }

    private static async Task<IResult> CsvAsync(
        string municipality,
        [FromQuery] string? plan,
        HttpContext context,
        [FromServices] PlanDocuments documents,
        CancellationToken cancellationToken)
    {
        var document = await OwnAsync(municipality, plan, context, documents, cancellationToken);
        context.Response.Headers.ContentDisposition =
            $"attachment; filename=\"plan-{document.Plan.Municipality}-{document.Plan.FromYear}.csv\"";
        return Results.Bytes(PlanCsv.Of(document), "text/csv; charset=utf-8");
    }

    /// <summary>The plan asked for; left out, the current one.</summary>
    /// <exception cref="ClientException">UNAUTHENTICATED, NOT_YOURS or NOT_FOUND.</exception>
    private static async Task<PlanDocument> OwnAsync(
        string municipality,
        string? plan,
        HttpContext context,
        PlanDocuments documents,
        CancellationToken cancellationToken)
    {
        Caller.From(context.User).RequireOwn(municipality);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        Guid? id = plan is null ? null : Guid.TryParse(plan, out var given) ? given : Guid.Empty;
        return await documents.FindAsync(municipality, id, cancellationToken)
            ?? throw new ClientException(
                "NOT_FOUND",
                id is null ? "There is no current plan: start one first." : "There is no such plan for you.");
    }
}
