using System.Text.Json;
using System.Text.Json.Nodes;
using Monitor.Community.Events;
using Monitor.Community.Storage;
using Monitor.Dapr;
using Monitor.Hosting;
using Npgsql;

namespace Monitor.Community.Exchange;

/// <summary>
/// <c>GET /exports/my-data</c>: everything that is held about the caller in all services, as JSON. For everyone with
/// an account, a member or not.
/// </summary>
internal static class MyData
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static void MapMyData(this IEndpointRouteBuilder app) =>
        app.MapGet("/exports/my-data", ReadAsync).AllowCallers("gateway").AnswersWithProblems();

    private static async Task<IResult> ReadAsync(
        HttpContext context,
        PersonalRecords records,
        OtherServices others,
        NpgsqlDataSource database,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var caller = Caller.From(context.User);
        caller.RequireToken();
        if (caller.IsMachine || !Guid.TryParseExact(caller.Subject, "N", out var member))
        {
            throw new ClientException("FORBIDDEN", "Only persons have data of their own.");
        }

        var person = await PersonAsync(database, member, cancellationToken);
        var held = new JsonObject
        {
            [CommunityService.Name] = await records.ReadAsync(person, cancellationToken),
        };
        foreach (var (service, found) in await AskAsync(others, person, cancellationToken))
        {
            held[service] = JsonObject.Create(found);
        }

        await audit.RecordAsync(new Act(ActKind.OwnDataExported, of: "exports/my-data"), cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"my-data.json\"";
        return Results.Json(
            new { member = person.Member, madeAt = time.GetUtcNow(), services = held }, Form);
    }

    private static async Task<KnownPerson> PersonAsync(
        NpgsqlDataSource database, Guid member, CancellationToken cancellationToken)
    {
        await using var acting = await ActingAs.Service.BeginAsync(database, cancellationToken);
        return await PersonStore.FindAsync(acting, member, cancellationToken);
    }

    private static async Task<IReadOnlyDictionary<string, JsonElement>> AskAsync(
        OtherServices others, KnownPerson person, CancellationToken cancellationToken)
    {
        try
        {
            return await others.ReadAsync(person, cancellationToken);
        }
        catch (DaprException)
        {
            throw new ClientException(
                "SUBGRAPH_UNAVAILABLE",
                "Not every service answers at this moment, and this is all or nothing; try later.");
        }
    }
}
