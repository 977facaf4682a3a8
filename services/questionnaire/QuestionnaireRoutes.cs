using System.Text;
using Monitor.Hosting;
using Monitor.Questionnaire.Domain;
using Monitor.Questionnaire.Storage;

namespace Monitor.Questionnaire;

/// <summary>
/// Questionnaires as files, through the gateway: the JSON Schema and every published document for all, drafts for the
/// institute. To others a draft is not there.
/// </summary>
public static class QuestionnaireRoutes
{
    private const string Folder = "/exports/questionnaires";

    public static void MapQuestionnaireRoutes(this IEndpointRouteBuilder app)
    {
        app.MapGet($"{Folder}/schema.json", Schema).AllowCallers("gateway").AnswersWithProblems();
        app.MapGet($"{Folder}/{{id}}.json", DocumentAsync).AllowCallers("gateway").AnswersWithProblems();
    }

    private static IResult Schema(HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Text(QuestionnaireJson.Schema, "application/schema+json", Encoding.UTF8);
    }

    private static async Task<IResult> DocumentAsync(
        string id,
        HttpContext context,
        QuestionnaireStore published,
        DraftStore drafts,
        CancellationToken cancellationToken)
    {
        var questionnaire = (await published.FindAsync([id], cancellationToken)).GetValueOrDefault(id);
        context.Response.Headers.CacheControl = questionnaire is null ? "no-store" : "public, max-age=3600";
        if (questionnaire is null && IsInstitute(Caller.From(context.User)))
        {
            questionnaire = (await drafts.FindAsync([id], cancellationToken)).GetValueOrDefault(id);
        }

        return questionnaire is null
            ? throw new ClientException("UNKNOWN_QUESTIONNAIRE", $"There is no questionnaire '{id}' to export.")
            : Results.File(
                Encoding.UTF8.GetBytes(QuestionnaireJson.Write(questionnaire, isIndented: true) + "\n"),
                "application/json",
                $"{questionnaire.Id}.json");
    }

    private static bool IsInstitute(Caller caller) => caller.Has(Role.Institute) || caller.Has(Role.Administrator);
}
