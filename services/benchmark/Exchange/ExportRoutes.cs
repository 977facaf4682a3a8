using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>
/// Files of everything that a caller may see in the graph, for scripts and spreadsheets: the gateway forwards them.
/// <c>openapi.json</c> describes each address.
/// </summary>
internal static class ExportRoutes
{
    /// <summary>Longest time for one file. Callers through the gateway wait two minutes.</summary>
    private static readonly TimeSpan longestExport = TimeSpan.FromMinutes(2);

    private static readonly string[] methods = ["GET", "HEAD"];

    public static void MapExports(this IEndpointRouteBuilder app)
    {
        Map(app, "/exports/benchmark/{round:int}." + ExportForms.Pattern, AggregatesAsync).RecordsExport();
        Map(app, "/exports/frequencies/{round:int}." + ExportForms.Pattern, FrequenciesAsync).RecordsExport();
        Map(app, "/exports/figures/observations." + ExportForms.Pattern, FiguresAsync).RecordsExport();
        Map(app, "/exports/regions/{region}/{round:int}." + ExportForms.Pattern, MembersAsync).RecordsExport();

        // Nobody's data: what there is, and how it is asked for.
        Map(app, "/exports/catalogue.json", CatalogueAsync);
        Map(app, "/exports/openapi.json", Description);
    }

    private static async Task<IResult> FiguresAsync(
        HttpContext context, string form, FigureExport export, CancellationToken cancellationToken)
    {
        Caller.From(context.User).RequireScope(Scope.Figures);
        var query = new ExportQuery(context.Request, FigureExport.Parameters);
        return new ExportResult(await export.TableAsync(query, cancellationToken), query, ExportForms.Of(form));
    }

    private static async Task<IResult> CatalogueAsync(
        HttpContext context, DataCatalogue catalogue, CancellationToken cancellationToken)
    {
        ExportQuery.RequireNone(context.Request);
        var found = await catalogue.ReadAsync(cancellationToken);
        return new DocumentResult(CatalogueDocument.Of(found), found.Freshness.ChangedAt);
    }

    private static IResult Description(HttpContext context)
    {
        ExportQuery.RequireNone(context.Request);
        return new DocumentResult(OpenApiDescription.Json, ExportContract.Since);
    }

    private static async Task<IResult> MembersAsync(
        HttpContext context,
        string region,
        int round,
        string form,
        MemberExport export,
        CancellationToken cancellationToken)
    {
        var query = new ExportQuery(context.Request, MemberExport.Parameters);
        var table = await export.TableAsync(region, round, Caller.From(context.User), query, cancellationToken);
        context.NoteExported(table.Municipalities);
        return new ExportResult(table, query, ExportForms.Of(form));
    }

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder app, string pattern, Delegate handler) =>
        app.MapMethods(pattern, methods, handler)
            .WithRequestTimeout(longestExport).AllowCallers("gateway").AnswersWithProblems();

    private static async Task<IResult> AggregatesAsync(
        HttpContext context, int round, string form, AggregateExport export, CancellationToken cancellationToken)
    {
        Caller.From(context.User).RequireScope(Scope.Benchmark, Scope.Region);
        var query = new ExportQuery(context.Request, AggregateExport.Parameters);
        return new ExportResult(
            await export.TableAsync(round, query, cancellationToken), query, ExportForms.Of(form));
    }

    private static async Task<IResult> FrequenciesAsync(
        HttpContext context, int round, string form, FrequencyExport export, CancellationToken cancellationToken)
    {
        Caller.From(context.User).RequireScope(Scope.Benchmark, Scope.Region);
        var query = new ExportQuery(context.Request, FrequencyExport.Parameters);
        return new ExportResult(
            await export.TableAsync(round, query, cancellationToken), query, ExportForms.Of(form));
    }
}
