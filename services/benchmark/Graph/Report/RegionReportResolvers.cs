using System.Globalization;
using Monitor.Benchmark.Events;
using Monitor.Benchmark.Report;
using Monitor.Benchmark.Storage;
using Monitor.GraphQL.Execution;
using Monitor.Hosting;

namespace Monitor.Benchmark.Graph;

/// <summary>Answers the report of a region, for those who may see its overview: what it shows, the graph shows them.
/// </summary>
public sealed class RegionReportResolvers(
    RegionOverviewResolvers overviews, ReleaseCalendar releases, ReferenceData reference, TimeProvider time)
{
    /// <summary><c>Region.report</c>.</summary>
    public async ValueTask<IReadOnlyList<object?>> ReportsAsync(
        IReadOnlyList<RegionReference> regions, FieldContext context, CancellationToken cancellationToken)
    {
        var access = await overviews.AccessAsync(context.Caller(), cancellationToken);
        var round = context.Argument<int>("round");
        var day = context.Argument<DateOnly?>("asOf") ?? ReportDay.Today(time);
        var answers = new List<object?>();
        foreach (var region in regions)
        {
            answers.Add(await FindAsync(region.Code, round, day, access, cancellationToken));
        }

        return answers;
    }

    /// <summary><c>_entities</c> of RegionReport: with it comes what <c>html</c> requires.</summary>
    public async ValueTask<IReadOnlyList<object?>> ByIdAsync(
        IReadOnlyList<Representation> representations, FieldContext context, CancellationToken cancellationToken)
    {
        var access = await overviews.AccessAsync(context.Caller(), cancellationToken);
        var answers = new List<object?>();
        foreach (var representation in representations)
        {
            var (region, year, day) = RegionReportView.Read(representation.Get("id"))
                ?? throw new ClientException("NOT_FOUND", "There is no region report with this id.");
            var found = await FindAsync(region, year, day, access, cancellationToken);
            answers.Add(found is RegionReportView report ? report with { Facts = FactsOf(representation) } : found);
        }

        return answers;
    }

    /// <summary><c>RegionReport.html</c>.</summary>
    public async ValueTask<IReadOnlyList<string>> HtmlAsync(
        IReadOnlyList<RegionReportView> reports, FieldContext context, CancellationToken cancellationToken)
    {
        var pages = new List<string>();
        foreach (var report in reports)
        {
            pages.Add(RegionPage.Of(await DocumentAsync(report, context, cancellationToken)));
        }

        return pages;
    }

    private static RegionFacts? FactsOf(Representation representation) =>
        representation.Has("region") && representation.Has("round")
            ? RegionFacts.Read(
                representation.Get<IReadOnlyDictionary<string, object?>>("region"),
                representation.Get<IReadOnlyDictionary<string, object?>>("round"))
            : null;

    private async Task<object> FindAsync(
        string code,
        int round,
        DateOnly day,
        Func<string, ClientException?> access,
        CancellationToken cancellationToken)
    {
        if (!(await reference.RegionsAsync([code], cancellationToken)).ContainsKey(code))
        {
            return new ClientException("UNKNOWN_REGION", $"There is no region {code}.");
        }

        if (access(code) is { } refusal)
        {
            return refusal;
        }

        return await releases.BeforeAsync(round, ReportDay.EndOf(day), cancellationToken) is [.., var last]
            && last.Round == round
                ? new RegionReportView(code, round, day, last.Id)
                : new ClientException(
                    "NOT_RELEASED", $"Round {round} had no release on {day:yyyy-MM-dd}: there is nothing to report.");
    }

    private async Task<RegionDocument> DocumentAsync(
        RegionReportView report, FieldContext context, CancellationToken cancellationToken)
    {
        var facts = report.Facts
            ?? throw new ClientException(
                "BAD_REQUEST", "Ask the gateway for html: it brings what questionnaire knows.");
        var known = await releases.BeforeAsync(report.Year, ReportDay.EndOf(report.AsOf), cancellationToken);
        var before = known.Count < 2 ? (int?)null : known[^2].Round;
        var answer = JsonForm.Read<RegionAnswer>(await OwnGraph.AskAsync(
            context,
            "RegionReport",
            new Dictionary<string, object?>
            {
                ["region"] = new Dictionary<string, object?> { ["__typename"] = "Region", ["code"] = report.Code },
                ["round"] = new Dictionary<string, object?> { ["__typename"] = "Round", ["year"] = report.Year },
                ["year"] = report.Year,
                ["before"] = before ?? report.Year,
                ["hasBefore"] = before is not null,
                ["asOf"] = report.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
            cancellationToken,
            mayBeHidden: true));
        var kind = (await reference.RegionsAsync([report.Code], cancellationToken))[report.Code].Kind;
        return new RegionDocument(
            report.Code, Dutch.RegionKind(kind), report.Year, before, report.Release, report.AsOf, facts,
            answer.Region[0], answer.Round[0].Country);
    }
}
