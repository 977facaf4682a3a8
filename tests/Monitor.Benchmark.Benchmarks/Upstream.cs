using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Monitor.Benchmark.Benchmarks;

/// <summary>
/// Everything around benchmark: its sidecar, and behind that questionnaire, scoring and community, which answer from a
/// <see cref="Population"/>; and questionnaire's part of the graph, as far as the queries here need it.
/// </summary>
internal sealed class Upstream : IAsyncDisposable
{
    private const int AnswersPage = 200;
    private readonly WebApplication app;
    private readonly Population population;
    private readonly HashSet<int> closed = [];
    private int through;

    private Upstream(WebApplication app, Population population) => (this.app, this.population) = (app, population);

    /// <summary>How many scores scoring has told of so far.</summary>
    public int Through
    {
        get => Volatile.Read(ref through);
        set => Volatile.Write(ref through, value);
    }

    public static async Task<Upstream> StartAsync(int port, Population population)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var upstream = new Upstream(builder.Build(), population);
        upstream.Map();
        await upstream.app.StartAsync();
        return upstream;
    }

    /// <summary>From now on questionnaire says that the round is closed.</summary>
    public void Close(int year)
    {
        lock (closed)
        {
            closed.Add(year);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private void Map()
    {
        const string Invoke = "/v1.0/invoke/{app}/method";
        app.MapPost("/v1.0/publish/{pubsub}/{topic}", () => Results.NoContent());
        app.MapGet($"{Invoke}/events", (string app, int after, int limit) => Json(
            app == "scoring"
                ? population.EventsJson(after, limit, Through)
                : """{"events":[],"through":0,"oldest":1}"""));
        app.MapGet("/v1.0/invoke/community/method/internal/consents/{kind}", () => Json("[]"));
        const string Questionnaire = "/v1.0/invoke/questionnaire/method/internal";
        app.MapGet($"{Questionnaire}/areas", () => Json(population.AreasJson()));
        app.MapGet($"{Questionnaire}/lineage", (int? from, int? to) =>
            Json(population.LineageJson(from ?? Size.LastYear, to ?? Size.LastYear)));
        app.MapGet($"{Questionnaire}/rounds", () => Json(RoundsJson()));
        app.MapGet($"{Questionnaire}/questionnaires/{{id}}", () => Json(population.QuestionnaireJson));
        app.MapGet($"{Questionnaire}/rounds/{{year:int}}/submissions", (int year) =>
            Json(population.SubmissionsJson(year)));
        app.MapGet($"{Questionnaire}/rounds/{{year:int}}/answers", (int year, string? after) =>
            Json(population.AnswersJson(year, after, AnswersPage)));
        const string Scoring = "/v1.0/invoke/scoring/method/internal";
        app.MapPost($"{Scoring}/scores/find", (Delegate)FindAsync);
        app.MapGet($"{Scoring}/scores/{{response}}/{{revision:int}}", (string response) =>
            Json(ScoresJson([response])[1..^1]));
        app.MapGet($"{Scoring}/rule-sets/{{id}}", (string id) =>
            Json($$$"""{"id":"{{{id}}}","bands":{"redBelow":25,"greenAbove":75}}"""));
        app.MapPost("/questionnaire/graphql", RoundAsync);
    }

    // What the gateway asks of questionnaire: round(year), the key of all that benchmark adds.
    private static async Task RoundAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var year = body.RootElement.GetProperty("variables").EnumerateObject().First().Value.GetInt32();
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "public, max-age=300";
        context.Response.Headers["Cache-Groups"] = $"\"round-{year}\"";
        await context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            data = new { round = new { __typename = "Round", year } },
        }));
    }

    private static IResult Json(string json) => Results.Text(json, "application/json", Encoding.UTF8);

    private string RoundsJson()
    {
        lock (closed)
        {
            return JsonSerializer.Serialize(
                population.Size.Years.Select(year => new
                {
                    year,
                    questionnaire = population.Size.Questionnaire,
                    status = closed.Contains(year) ? "CLOSED" : "OPEN",
                    generated = false,
                }),
                JsonSerializerOptions.Web);
        }
    }

    private async Task<IResult> FindAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        return Json(ScoresJson(
            body.RootElement.EnumerateArray().Select(wanted => wanted.GetProperty("responseId").GetString()!)));
    }

    private string ScoresJson(IEnumerable<string> responses)
    {
        var json = new StringBuilder("[");
        foreach (var response in responses)
        {
            json.Append(json.Length == 1 ? "" : ",");
            population.WriteScores(json, int.Parse(response.Split('-')[^1], CultureInfo.InvariantCulture));
        }

        return json.Append(']').ToString();
    }
}
