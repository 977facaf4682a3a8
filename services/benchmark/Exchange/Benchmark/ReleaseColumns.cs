using Monitor.Benchmark.Graph;
using Monitor.Benchmark.Storage;
using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>Columns that every file of a release has.</summary>
internal static class ReleaseColumns
{
    public static IReadOnlyList<ExportColumn> OfGroup { get; } =
    [
        new("round", ColumnKind.Integer, "Jaar van de meting.", 8),
        new("release", ColumnKind.Text, "Uitgave van de cijfers; binnen een uitgave verandert er niets.", 10),
        new("group_kind", ColumnKind.Text, "Soort groep: zoals GroupKind in de graph.", 16),
        new("group_code", ColumnKind.Text, "Code van de grootteklasse of regio; leeg voor het land.", 22),
        new(
            "group_size_class", ColumnKind.Text,
            "De grootteklasse binnen de regio, waar regio en grootteklasse elkaar kruisen; anders leeg.", 22),
        new("group_label", ColumnKind.Text, "Naam van de groep.", 30),
    ];

    public static ExportColumn Reason { get; } = new(
        "reason", ColumnKind.Text,
        "Waarom er geen getal is: TOO_FEW, te weinig gemeenten, geen, of herleidbaar in samenhang met andere cijfers.",
        12);

    public static ExportColumn Generated { get; } = new(
        "generated", ColumnKind.Boolean, "Waar als de antwoorden erachter voor demonstratie gemaakt zijn.", 12);

    public static IEnumerable<object?> ValuesOf(ReleaseSummary release, AggregateGroupView group) =>
        [release.Round, release.Id, EnumText.Of(group.Kind), group.Code, group.SizeClass, group.Label];
}
