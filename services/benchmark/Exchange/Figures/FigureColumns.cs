using Monitor.Benchmark.Graph;
using Monitor.Hosting;

namespace Monitor.Benchmark.Exchange;

/// <summary>How an observation stands in a row: what the graph says of it.</summary>
internal static class FigureColumns
{
    private static readonly IReadOnlyList<(ExportColumn Column, Func<ObservationView, object?> Value)> all =
    [
        (new("topic", ColumnKind.Text, "Onderwerp.", 18), o => o.Indicator.Entry.Topic),
        (new("indicator", ColumnKind.Text, "Indicator; nooit veranderd.", 34), o => o.Indicator.Id),
        (new("indicator_title", ColumnKind.Text, "Naam van de indicator.", 44), o => o.Indicator.Title),
        (new("unit", ColumnKind.Text, "COUNT, PERCENT, PERSONS of CHILDREN.", 12), o => EnumText.Of(o.Indicator.Unit)),
        (new("area_kind", ColumnKind.Text, "Soort gebied.", 16), o => EnumText.Of(o.Area.Kind)),
        (new("area", ColumnKind.Text, "Code van het gebied.", 12), o => o.Area.Code),
        (new("area_name", ColumnKind.Text, "Naam van het gebied.", 28), o => o.Area.Name),
        (new("period", ColumnKind.Text, "2017, 2019-H1 (halfjaar) of 2012-2017.", 12), o => o.Period?.Text),
        (new("first_day", ColumnKind.Date, "Eerste dag van de periode.", 12), o => o.Period?.FirstDay),
        (new("last_day", ColumnKind.Date, "Laatste dag van de periode.", 12), o => o.Period?.LastDay),
        (
            new(
                "per", ColumnKind.Text,
                "NUMBER (zoals gepubliceerd), PER_1000_INHABITANTS of PER_1000_CHILDREN (0 tot en met 14 jaar).", 22),
            o => PerNames.Of(o.Per)),
        (new("value", ColumnKind.Number, "De waarde; leeg met een reden."), o => o.Value),
        (new("low", ColumnKind.Number, "Onderkant van de bandbreedte, waar die er is."), o => o.Low),
        (new("high", ColumnKind.Number, "Bovenkant van de bandbreedte, waar die er is."), o => o.High),
        (
            new(
                "reason", ColumnKind.Text,
                "Waarom er geen waarde is: SUPPRESSED (de bron houdt haar achter), CANNOT_OCCUR, NO_RATE, NO_COUNT.",
                16),
            o => o.Reason is { } reason ? EnumText.Of(reason) : null),
        (
            new("status", ColumnKind.Text, "PROVISIONAL (voorlopig), REVISED_PROVISIONAL of DEFINITE.", 20),
            o => o.Status is { } status ? EnumText.Of(status) : null),
        (new("published_on", ColumnKind.Date, "Sinds wanneer deze uitgave bekend is.", 14), o => o.PublishedOn),
        (new("edition", ColumnKind.Integer, "Uitgave van dit cijfer, vanaf 1.", 8), o => o.Edition),
        (new("suppressed", ColumnKind.Boolean, "Waar als de bron een punt drukt.", 12), o => o.Suppressed),
        (new("note", ColumnKind.Text, "Wat erbij gezegd moet worden.", 40), o => o.Note),
        (new("source", ColumnKind.Text, "Waar het gepubliceerd is.", 40), o => o.Source),
        (new("generated", ColumnKind.Boolean, "Waar als het voor demonstratie gemaakt is.", 12), o => o.Generated),
        (new("estimate", ColumnKind.Boolean, "Waar als het een schatting van de Monitor is.", 12), o => o.Estimate),
        (
            new(
                "comparable", ColumnKind.Boolean,
                "Onwaar als het niet naast andere gebieden of perioden gelegd mag worden.", 12),
            o => o.Comparable),
        (
            new("not_comparable_because", ColumnKind.Text, "Waarom niet; leeg waar het wel mag.", 40),
            o => o.NotComparable?.Reason),
    ];

    public static IReadOnlyList<ExportColumn> Columns { get; } = [.. all.Select(c => c.Column)];

    public static IReadOnlyList<object?> Row(ObservationView observation) => [.. all.Select(c => c.Value(observation))];
}
