using Monitor.Community.Domain;
using Monitor.Community.Storage;
using Monitor.Hosting;

namespace Monitor.Community;

/// <summary>What other services fetch by invocation. JSON in camelCase.</summary>
public static class InternalRoutes
{
    public static void MapInternalRoutes(this IEndpointRouteBuilder app)
    {
        app.MapGet("/internal/consents/{kind}", ConsentsAsync).AllowCallers("questionnaire", "benchmark");
        app.MapCallerRoute();
    }

    /// <summary>What holds now of one kind, withdrawn ones too; 404 for a kind that there is not.</summary>
    private static async Task<IResult> ConsentsAsync(
        string kind, ConsentStore consents, CancellationToken cancellationToken)
    {
        var known = Enum.GetValues<ConsentKind>().Where(each => EnumText.Of(each) == kind).ToList();
        return known is [var asked]
            ? Results.Json(
                (await consents.CurrentAsync(asked, cancellationToken))
                .Select(c => new { c.Municipality, kind, c.Granted, c.Revision }))
            : Results.NotFound();
    }
}
