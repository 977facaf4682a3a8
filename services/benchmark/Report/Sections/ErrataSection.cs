namespace Monitor.Benchmark.Report.Sections;

/// <summary>Chapter 9: what was found to be wrong after a release, and which edition mended it.</summary>
internal static class ErrataSection
{
    public static Markup Of(YearlyDocument document) => Chapter.Errata.With(document.Errata.Count == 0
        ? Html.Of($"""
            <p>Tot en met {Dutch.Date(document.AsOf)} zijn er geen errata bij de metingen in dit rapport. Een fout die
            na een vrijgave wordt gevonden, krijgt een gedateerd erratum en een nieuwe uitgave; de oude blijft
            leesbaar.</p>
            """)
        : Html.Of($"""
            <p>Deze fouten zijn na een vrijgave gevonden. Dit rapport toont de cijfers van na de verbetering; de oude
            uitgave blijft leesbaar.</p>
            {Table.Of(
                Html.Of($"Tabel 9.1 Errata tot en met {Dutch.Date(document.AsOf)}"),
                [new("Datum"), new("Was fout"), new("Verbeterd in"), new("Wat er fout was")],
                document.Errata.Select(e => (IReadOnlyList<object?>)
                [
                    Dutch.Date(ReportDay.Of(e.IssuedAt)), e.Release, e.CorrectedBy ?? "alleen tekst", e.Text,
                ]),
                "plain errata")}
            """));
}
