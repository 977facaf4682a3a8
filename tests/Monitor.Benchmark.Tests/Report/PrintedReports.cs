using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using Monitor.Hosting;
using Monitor.Testing;

namespace Monitor.Benchmark.Tests.Report;

/// <summary>Both rounds released, and their reports as the gateway would fetch them for the institute.</summary>
public class PrintedReports : IAsyncLifetime
{
    public PrintedReports()
        : this(new ReleasedApplication())
    {
    }

    protected PrintedReports(ReleasedApplication application) => Application = application;

    public ReleasedApplication Application { get; }

    public string Text2017 { get; private set; } = "";

    public string Text2014 { get; private set; } = "";

    public IHtmlDocument Of2017 { get; private set; } = null!;

    public IHtmlDocument Of2014 { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Application.InitializeAsync();
        foreach (var seeder in Application.Services.GetServices<ISeeder>())
        {
            await seeder.SeedAsync(Repository.Seeds, CancellationToken.None);
        }

        Text2014 = await HtmlAsync(2014);
        Text2017 = await HtmlAsync(2017);

        // Strict: whatever is not well formed is an exception here.
        var parser = new HtmlParser(new HtmlParserOptions { IsStrictMode = true });
        Of2014 = parser.ParseDocument(Text2014);
        Of2017 = parser.ParseDocument(Text2017);
    }

    /// <summary>The two steps of the gateway: the report's key, then its html with what that requires.</summary>
    public async Task<string> HtmlAsync(int year, JsonObject? round = null)
    {
        var found = await Application.AskAsAsync(
            "institute", null, "query ($year: Int!) { yearlyReport(year: $year) { id } }", new { year });
        var answer = await AskHtmlAsync(
            found.Data["yearlyReport"]!["id"]!.GetValue<string>(), round ?? RequiredFacts.OfRound(year), "institute");
        return answer.Entity["html"]!.GetValue<string>();
    }

    public Task<Answered> AskHtmlAsync(string id, JsonObject round, string role) =>
        Application.AskAsAsync(
            role,
            null,
            "query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on YearlyReport { html } } }",
            new
            {
                keys = new[] { new JsonObject { ["__typename"] = "YearlyReport", ["id"] = id, ["round"] = round } },
            });

    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
