using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

using Monitor.Hosting;

namespace Monitor.Dapr;

/// <summary>The routes that the sidecar calls: what is heard, and each delivery.</summary>
internal static class DeliveryRoute
{
    /// <summary><c>GET /dapr/subscribe</c> and <c>GET /dapr/config</c>, asked by the sidecar at its start.</summary>
    public static void MapQuestions(IEndpointRouteBuilder app)
    {
        app.MapGet("/dapr/config", () => Results.Json(new { })).AllowSidecar();
        app.MapGet("/dapr/subscribe", (Subscriptions subscriptions, IOptions<DaprOptions> options) => Results.Json(
            subscriptions.All.DistinctBy(subscription => subscription.Topic).Select(subscription => new
            {
                pubsubname = options.Value.PubSub,
                topic = subscription.Topic,
                route = subscription.Route,
                deadLetterTopic = $"{options.Value.AppId}.dead",
            }))).AllowSidecar();
    }

    public static void Map(IEndpointRouteBuilder app, Subscription subscription) =>
        app.MapPost(subscription.Route, http => ReceiveAsync(http, subscription)).AllowSidecar();

    private static async Task ReceiveAsync(HttpContext http, Subscription first)
    {
        var cancellationToken = http.RequestAborted;
        var envelope = await ReadAsync(http.Request, cancellationToken);

        // A topic may have several publishers; of any other the first one's check drops it.
        var subscription = http.RequestServices.GetRequiredService<Subscriptions>()
            .Find(first.Topic, envelope?.Source) ?? first;
        var outcome = await http.RequestServices.GetRequiredService<EventDispatcher>()
            .DispatchAsync(subscription, envelope, cancellationToken);
        if (outcome is Outcome.Done or Outcome.Drop && envelope is { Position: > 0 })
        {
            http.RequestServices.GetRequiredService<CatchUp>().Notice(subscription.Publisher, envelope.Position);
        }
        await AnswerAsync(http.Response, outcome, cancellationToken);
    }

    private static async Task<EventEnvelope?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var json = await JsonSerializer.DeserializeAsync<JsonElement>(
                request.Body, cancellationToken: cancellationToken);
            return EventEnvelope.Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Dapr's words, upper case; 503 says that it is no fault of the event.</summary>
    private static Task AnswerAsync(HttpResponse response, Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome == Outcome.DatabaseDown)
        {
            response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        }
        response.ContentType = "application/json";
        return response.WriteAsync(
            outcome switch
            {
                Outcome.Done => """{"status":"SUCCESS"}""",
                Outcome.Drop => """{"status":"DROP"}""",
                _ => """{"status":"RETRY"}""",
            },
            cancellationToken);
    }
}
