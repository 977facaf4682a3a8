using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Monitor.Hosting;
using Monitor.Questionnaire.Graph;

namespace Monitor.Questionnaire.Exchange;

/// <summary>Files in and out, for outsiders: the gateway forwards them, and each address checks its caller.</summary>
internal static class ExchangeRoutes
{
    public static IServiceCollection AddExchange(this IServiceCollection services) => services
        .AddSingleton<Importer>()
        .AddSingleton<AnswerExporter>()
        .AddSingleton<ResearchFile>()
        .AddSingleton<ExchangeResolvers>();

    public static void MapExchange(this IEndpointRouteBuilder app)
    {
        var options = app.ServiceProvider.GetRequiredService<IOptions<QuestionnaireOptions>>().Value;
        app.MapGet("/exports/answers/{municipality}/{round:int}.{form:regex(^(csv|json)$)}", AnswersAsync)
            .RecordsExport().AllowCallers("gateway").AnswersWithProblems();
        app.MapGet("/exports/research/{round:int}.csv", ResearchDataAsync)
            .RecordsExport().WithRequestTimeout(options.LongestExchange).AllowCallers("gateway").AnswersWithProblems();
        app.MapGet("/exports/research/{round:int}.json", ResearchCodebookAsync)
            .RecordsExport().AllowCallers("gateway").AnswersWithProblems();
        app.MapPost("/imports/responses", ImportRoute.ImportAsync)
            .WithMetadata(new RequestSizeLimitAttribute(options.LargestImport))
            .WithRequestTimeout(options.LongestExchange).AllowCallers("gateway").AnswersWithProblems();
    }

    /// <summary>A municipality's own answers, to its members: ?from=saved (default) or submitted.</summary>
    private static async Task<IResult> AnswersAsync(
        HttpContext context,
        string municipality,
        int round,
        string form,
        string? from,
        AnswerExporter exporter,
        CancellationToken cancellationToken)
    {
        Caller.From(context.User).RequireOwn(municipality);
        if (!Enum.TryParse<AnswerSource>(from ?? "saved", ignoreCase: true, out var source) || !Enum.IsDefined(source))
        {
            throw new ClientException("BAD_REQUEST", "`from` is saved or submitted.");
        }

        var export = await exporter.ReadAsync(municipality, round, source, cancellationToken);
        var name = FormattableString.Invariant($"answers-{municipality}-{round}.{form}");
        return form == "csv" ? export.ToCsv(name) : ExchangeJson.File(context, name, export);
    }

    /// <summary>The research file of a closed round, to researchers and the institute.</summary>
    private static async Task<IResult> ResearchDataAsync(
        HttpContext context, int round, ResearchFile research, CancellationToken cancellationToken) =>
        await research.DataAsync(round, ResearcherOf(context), context.NoteExported, cancellationToken);

    /// <summary>What its columns mean.</summary>
    private static async Task<IResult> ResearchCodebookAsync(
        HttpContext context, int round, ResearchFile research, CancellationToken cancellationToken) =>
        ExchangeJson.File(
            context,
            FormattableString.Invariant($"research-{round}-codebook.json"),
            await research.CodebookAsync(round, ResearcherOf(context), cancellationToken));

    private static string ResearcherOf(HttpContext context)
    {
        var caller = Caller.From(context.User);
        caller.RequireRole(Role.Researcher, Role.Institute, Role.Administrator);
        return caller.Subject!;
    }
}
