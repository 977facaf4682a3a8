using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Monitor.GraphQL.AspNetCore;

namespace Monitor.Hosting;

/// <summary>Says that a route's failures are problems (<see cref="Problem"/>), at the door too.</summary>
public sealed record AnswersWithProblems;

/// <summary>For routes that outsiders reach through the gateway and that are no GraphQL.</summary>
public static class ProblemRoutes
{
    /// <summary>
    /// Tells each failure of the route as <see cref="Problem"/>: a <see cref="ClientException"/> as it is, a database
    /// that is away as 503, all else as 500 INTERNAL_ERROR, logged once with the trace id that the client gets.
    /// </summary>
    public static TBuilder AnswersWithProblems<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder
    {
        route.WithMetadata(new AnswersWithProblems());
        return route.AddEndpointFilter<TBuilder, ProblemFilter>();
    }

    private sealed class ProblemFilter(ILogger<ProblemFilter> log) : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
        {
            var context = call.HttpContext;
            try
            {
                return await next(call);
            }
            catch (Exception failure) when (
                !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                await ProblemOf(failure, context).WriteAsync(context);
                return Results.Empty;
            }
        }

        private Problem ProblemOf(Exception failure, HttpContext context)
        {
            var refusal = failure as ClientException
                ?? context.RequestServices.GetService<IFailureExplanation>()?.Explain(failure);
            if (refusal is not null)
            {
                return Problem.Of(refusal);
            }

            if (failure is BadHttpRequestException bad)
            {
                return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? new Problem(bad.StatusCode, "BODY_TOO_LARGE", "The body is larger than this address takes.")
                    : new Problem(StatusCodes.Status400BadRequest, "BAD_REQUEST", "The request is broken off.");
            }

            var trace = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
            log.RouteFailed(failure, context.Request.Path, trace);
            return new Problem(
                StatusCodes.Status500InternalServerError, "INTERNAL_ERROR", "Something went wrong here.")
            {
                Details = new Dictionary<string, object?> { ["traceId"] = trace },
            };
        }
    }
}
