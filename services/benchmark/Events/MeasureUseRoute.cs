using Microsoft.AspNetCore.Mvc;
using Monitor.Benchmark.Domain;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Events;

/// <summary>What scoring fetches by invocation, to show it beside its suggestions.</summary>
public static class MeasureUseRoute
{
    public static void MapMeasureUse(this IEndpointRouteBuilder app) =>
        app.MapGet("/internal/measure-use", GetAsync).AllowCallers("scoring");

    /// <summary>
    /// What the municipalities of the size class of <paramref name="municipality"/> that score high do use; 404 for a
    /// round or a municipality that is not known. Nothing is about the municipality itself.
    /// </summary>
    private static async Task<IResult> GetAsync(
        int round,
        string municipality,
        [FromServices] ReferenceData reference,
        [FromServices] MeasureUseStore uses,
        CancellationToken cancellationToken)
    {
        if (!(await reference.RoundsAsync([round], cancellationToken)).ContainsKey(round)
            || !(await reference.MunicipalitiesAsync([municipality], cancellationToken))
                .TryGetValue(municipality, out var found))
        {
            return TypedResults.NotFound();
        }

        var group = found.SizeClass is { } sizeClass ? Group.OfSizeClass(sizeClass) : null;
        var released = group is null ? [] : await uses.FindAsync(group.Code!, round, cancellationToken);
        return TypedResults.Ok(new
        {
            round,
            sizeClass = group?.Code,
            group?.Label,
            objectives = released.Select(r => new
            {
                r.Use.Objective,
                r.Round,
                r.Release,
                r.Use.Generated,
                r.Use.Of,
                reason = r.Use.Reason is { } reason ? EnumText.Of(reason) : null,
                measures = r.Use.Measures,
            }),
        });
    }
}
