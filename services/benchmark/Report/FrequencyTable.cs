using Monitor.Benchmark.Domain;

namespace Monitor.Benchmark.Report;

/// <summary>How often each option of a question was ticked: number, percentage, and a bar of that length.</summary>
internal static class FrequencyTable
{
    /// <param name="caption">Heads the table.</param>
    /// <param name="options">In the order of the questionnaire.</param>
    /// <param name="colour">Of the bars.</param>
    public static Markup Of(Markup caption, IReadOnlyList<OptionFigures> options, string colour) => Table.Of(
        caption,
        [new("Antwoord"), Column.Number("N"), Column.Number("%"), new("Aandeel")],
        options.Select(o => Row(o, colour)),
        "frequencies");

    private static IReadOnlyList<object?> Row(OptionFigures option, string colour) =>
        option is { Count: { } count, Percentage: { } percentage }
            ? [option.Label, count, percentage, Bar(percentage, colour)]
            : [option.Label, "–", "–", Table.None(Dutch.Of(SuppressionReason.TooFew))];

    private static Markup Bar(int percentage, string colour) => Html.Of($"""
        <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect width="100" height="8" fill="#eef3f7"/><rect width="{percentage}" height="8" fill="{colour}"/></svg>
        """);
}
