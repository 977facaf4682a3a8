using System.Globalization;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Report;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;
using Norms = Monitor.Benchmark.Domain.Norms;

namespace Monitor.Benchmark.Graph;

/// <summary>
/// Answers the yearly report, for the institute. Which releases it is made of is looked up here; every number in it
/// comes from the graph.
/// </summary>
public sealed class YearlyReportResolvers(
    ReleaseCalendar releases, ReferenceData reference, RuleSetNorms norms, TimeProvider time)
{
    /// <summary><c>Query.yearlyReport</c>.</summary>
    public async ValueTask<YearlyReportView?> ReportAsync(FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireRole(Role.Institute);
        var day = context.Argument<DateOnly?>("asOf") ?? ReportDay.Today(time);
        return await FindAsync(context.Argument<int>("year"), day, cancellationToken);
    }

    /// <summary><c>_entities</c> of YearlyReport: with it comes what <c>html</c> requires of the round.</summary>
    public async ValueTask<IReadOnlyList<YearlyReportView>> ByIdAsync(
        IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken)
    {
        context.Caller().RequireRole(Role.Institute);
        var found = new List<YearlyReportView>();
        foreach (var representation in representations)
        {
            var (year, day) = YearlyReportView.Read(representation.Get("id"))
                ?? throw new ClientException("NOT_FOUND", "There is no yearly report with this id.");
            found.Add(await FindAsync(year, day, cancellationToken) with
            {
                Facts = representation.Has("round")
                    ? RoundFacts.Read(representation.Get<IReadOnlyDictionary<string, object?>>("round"))
                    : null,
            });
        }

        return found;
    }

    /// <summary><c>YearlyReport.html</c>.</summary>
    public async ValueTask<IReadOnlyList<string>> HtmlAsync(
        IReadOnlyList<YearlyReportView> reports, FieldContext context, CancellationToken cancellationToken)
    {
        var pages = new List<string>();
        foreach (var report in reports)
        {
            pages.Add(YearlyPage.Of(await DocumentAsync(report, context, cancellationToken)));
        }

        return pages;
    }

    private async Task<YearlyDocument> DocumentAsync(
        YearlyReportView report, FieldContext context, CancellationToken cancellationToken)
    {
        var facts = report.Facts
            ?? throw new ClientException(
                "BAD_REQUEST", "Ask the gateway for html: it brings what questionnaire knows.");
        var moment = ReportDay.EndOf(report.AsOf);
        var known = await releases.BeforeAsync(report.Year, moment, cancellationToken);
        var answer = JsonForm.Read<YearlyAnswer>(await OwnGraph.AskAsync(
            context,
            "YearlyReport",
            new Dictionary<string, object?>
            {
                ["round"] = RoundOf(report.Year),
                ["earlier"] = known.SkipLast(1).Select(r => (object?)RoundOf(r.Round)).ToList(),
                ["asOf"] = report.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["moment"] = moment.ToString("O", CultureInfo.InvariantCulture),
                ["before"] = known.Count < 2 ? report.Year : known[^2].Round,
                ["hasBefore"] = known.Count > 1,
            },
            cancellationToken));
        var released = answer.Round[0].Release
            ?? throw new InvalidOperationException($"{report.Release} is not in the graph.");
        return new YearlyDocument(
            report.Release,
            report.AsOf,
            facts,
            released,
            [.. answer.Earlier.Select(r => r.Release).OfType<RoundFigures>()],
            await NormsOfAsync(released.RuleSet, cancellationToken))
        {
            Reports = answer.Reports, Advice = answer.Advice, Prevalence = answer.Country?.Prevalence ?? [],
        };
    }

    private async Task<Norms> NormsOfAsync(string? ruleSet, CancellationToken cancellationToken) =>
        ruleSet is null ? Norms.OfNobody
        : await norms.OfAsync(ruleSet, cancellationToken)
            ?? throw new ClientException("NOT_READY", "The norms of the rule set are not at hand now: try again.");

    private static Dictionary<string, object?> RoundOf(int year) => new() { ["__typename"] = "Round", ["year"] = year };

    private async Task<YearlyReportView> FindAsync(int year, DateOnly day, CancellationToken cancellationToken)
    {
        if (!(await reference.RoundsAsync([year], cancellationToken)).ContainsKey(year))
        {
            throw AggregateReader.UnknownRound(year);
        }

        return await releases.BeforeAsync(year, ReportDay.EndOf(day), cancellationToken) is [.., var last]
            && last.Round == year
                ? new YearlyReportView(year, day, last.Id, last.Generated)
                : throw new ClientException(
                    "NOT_RELEASED",
                    $"Round {year} had no release on {day:yyyy-MM-dd}: there is nothing to report yet.");
    }
}
