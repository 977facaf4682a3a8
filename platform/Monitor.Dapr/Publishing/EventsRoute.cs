using System.Text.Json;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

using Monitor.Hosting;

namespace Monitor.Dapr;

/// <summary>
/// <c>GET /events?after=N&amp;limit=M&amp;topics=a,b</c>: the events after a position, also those that the broker does
/// not have. Answers <c>{"events":[{"topic","event":{…}}],"through":P,"oldest":Q}</c>: all is told up to P; events
/// before Q are not kept any more.
/// </summary>
internal static class EventsRoute
{
    private const int MostEvents = 1000;

    public static void Map(IEndpointRouteBuilder app, string[] subscribers) =>
        app.MapGet("/events", AnswerAsync).AllowCallers(subscribers);

    private static async Task AnswerAsync(HttpContext http)
    {
        var cancellationToken = http.RequestAborted;
        if (!TryRead(http.Request.Query, "after", 0, out var after) || after < 0
            || !TryRead(http.Request.Query, "limit", 200, out var limit) || limit is < 1 or > MostEvents)
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            await http.Response.WriteAsJsonAsync(
                new { code = "BAD_REQUEST", message = $"after is 0 or more, limit 1 to {MostEvents}." },
                cancellationToken);
            return;
        }
        var topics = http.Request.Query["topics"].ToString() is { Length: > 0 } named ? named.Split(',') : null;

        var outbox = http.RequestServices.GetRequiredService<OutboxStore>();
        var source = http.RequestServices.GetRequiredService<IOptions<DaprOptions>>().Value.AppId;
        var (rows, through, oldest) = await outbox.ReadAfterAsync(after, (int)limit, topics, cancellationToken);

        http.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteStartArray("events");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("topic", row.Topic);
            json.WritePropertyName("event");
            CloudEvent.Write(json, source, row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("through", through);
        json.WriteNumber("oldest", oldest);
        json.WriteEndObject();
    }

    private static bool TryRead(IQueryCollection query, string name, long absent, out long value)
    {
        value = absent;
        return !query.TryGetValue(name, out var text) || long.TryParse(text, out value);
    }
}
