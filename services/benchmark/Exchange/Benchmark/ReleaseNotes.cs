using Monitor.Benchmark.Storage;

namespace Monitor.Benchmark.Exchange;

/// <summary>What is said of a release beside its figures.</summary>
internal static class ReleaseNotes
{
    public static IReadOnlyList<ExportNote> Of(ReleaseSummary release) =>
    [
        new("bron", "Monitor Aanpak Kindermishandeling en Huiselijk Geweld; antwoorden van de gemeenten zelf."),
        new("meting", FormattableString.Invariant($"{release.Round}")),
        new("uitgave", FormattableString.Invariant($"{release.Id} van {release.MadeAt:yyyy-MM-dd}")),
        new("rekenregels", release.RuleSet ?? "geen: niemand deed mee"),
        new("waarschuwing", release.Generated
            ? "Gemaakt voor demonstratie: dit zijn geen antwoorden van gemeenten."
            : "Antwoorden van gemeenten."),
    ];
}
