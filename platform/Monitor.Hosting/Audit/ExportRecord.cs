using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Monitor.Hosting;

/// <summary>Has a route that gives out files put each on record, committed before its first byte leaves.</summary>
public static partial class ExportRecord
{
    private static readonly object Concerned = new();

    /// <summary>
    /// Records each GET that the handler did not refuse, with the address (no query) as what was given out. Whose data
    /// it is: what <see cref="NoteExported"/> said, else the route's <c>municipality</c>, else nobody's own.
    /// </summary>
    public static TBuilder RecordsExport<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.AddEndpointFilter(async (context, next) =>
        {
            var result = await next(context);
            var http = context.HttpContext;
            if (HttpMethods.IsGet(http.Request.Method))
            {
                var of = NoIds().Replace(http.Request.Path.Value!.TrimStart('/'), "_");
                await http.RequestServices.GetRequiredService<AuditLog>().RecordAsync(
                    new Act(ActKind.Exported, MunicipalitiesOf(http), of[..Math.Min(of.Length, 200)]),
                    http.RequestAborted);
            }

            return result;
        });

    /// <summary>Says whose data the file of this request holds, by CBS code.</summary>
    public static void NoteExported(this HttpContext http, IReadOnlyCollection<string> municipalities)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Items[Concerned] = municipalities;
    }

    private static IReadOnlyCollection<string> MunicipalitiesOf(HttpContext http) =>
        http.Items[Concerned] as IReadOnlyCollection<string>
        ?? (http.GetRouteValue("municipality") is string code ? [code] : []);

    [GeneratedRegex("[^A-Za-z0-9_:./+-]")]
    private static partial Regex NoIds();
}
