using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Monitor.Hosting;

/// <summary>Has a service say what it holds about persons, and for how long.</summary>
public static class PersonalDataSetup
{
    /// <summary>The service's own list; the platform's tables come to it by themselves.</summary>
    public static IServiceCollection AddPersonalTables(
        this IServiceCollection services, IEnumerable<PersonalTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        foreach (var table in tables)
        {
            services.AddSingleton(table);
        }

        return services;
    }

    /// <summary>Rules after which rows go, beside the platform's.</summary>
    public static IServiceCollection AddRetention(
        this IServiceCollection services, params IEnumerable<RetentionRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        foreach (var rule in rules)
        {
            services.AddSingleton(rule);
        }

        return services;
    }

    /// <summary>
    /// Maps what community asks: <c>POST /internal/members/data</c> for what is held about a person, and
    /// <c>POST /internal/members/erase</c>. The person stands in the body: addresses are kept in logs.
    /// </summary>
    public static void MapPersonalData(this IEndpointRouteBuilder app, string community)
    {
        app.MapPost("/internal/members/data", async (
            KnownPerson person, PersonalRecords data, CancellationToken cancellationToken) =>
            Results.Json(await data.ReadAsync(person, cancellationToken))).AllowCallers(community);
        app.MapPost("/internal/members/erase", async (
            KnownPerson person, PersonalRecords data, CancellationToken cancellationToken) =>
        {
            await data.EraseAsync(person, cancellationToken);
            return Results.Json(new { erased = true });
        }).AllowCallers(community);
    }
}
