namespace Monitor.Benchmark.Report;

/// <summary>A column: its heading, and whether numbers stand in it.</summary>
internal sealed record Column(string Heading, bool IsNumber = false)
{
    public static Column Number(string heading) => new(heading, IsNumber: true);
}

/// <summary>A table whose first column heads its rows.</summary>
internal static class Table
{
    /// <param name="caption">Above it.</param>
    /// <param name="columns">The first one heads the rows.</param>
    /// <param name="rows">Each with a cell for each column: text, a number, or markup.</param>
    /// <param name="kind">A class of its own for the style sheet.</param>
    public static Markup Of(
        Markup caption,
        IReadOnlyList<Column> columns,
        IEnumerable<IReadOnlyList<object?>> rows,
        string kind = "plain") =>
        Html.Of($"""
            <table class="{kind}"><caption>{caption}</caption><thead><tr>{columns.Select(Heading)}</tr></thead>
            <tbody>{rows.Select(cells => Row(columns, cells))}</tbody></table>
            """);

    /// <summary>What stands in place of a number that is not shown.</summary>
    public static Markup None(string reason) => Html.Of($"""<span class="none">niet beschikbaar ({reason})</span>""");

    private static Markup Heading(Column column) =>
        Html.Of($"""<th scope="col"{Class(column)}>{column.Heading}</th>""");

    private static Markup Row(IReadOnlyList<Column> columns, IReadOnlyList<object?> cells) => Html.Of(
        $"""<tr>{cells.Select((cell, i) => i == 0 ? Head(cell) : Cell(columns[i], cell))}</tr>{'\n'}""");

    private static Markup Head(object? cell) => Html.Of($"""<th scope="row">{cell}</th>""");

    private static Markup Cell(Column column, object? cell) => Html.Of($"""<td{Class(column)}>{cell}</td>""");

    private static Markup Class(Column column) => new(column.IsNumber ? " class=\"number\"" : "");
}
