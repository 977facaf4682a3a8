using Monitor.Benchmark.Report.Sections;

namespace Monitor.Benchmark.Report;

/// <summary>The yearly report as one document to print.</summary>
internal static class YearlyPage
{
    public static string Of(YearlyDocument document) => Page.Of(
        $"Jaarrapport {document.Year} – Monitor Aanpak Kindermishandeling en Huiselijk Geweld",
        document.IsGenerated,
        Cover.Of(document),
        Html.Join(
        [
            ContentsSection.Of(document),
            SummarySection.Of(document),
            ObjectivesSection.Of(document),
            ResearchSection.Of(document),
            ResultsSection.Of(document),
            TogetherSection.Of(document),
            ExtraSection.Of(document),
            FiguresSection.Of(document),
            MethodSection.Of(document),
            ErrataSection.Of(document),
            ColophonSection.Of(document),
        ]));
}
